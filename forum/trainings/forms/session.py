"""Planning sessions, several in one step; changing one; cancelling one."""

from datetime import date, datetime, time, timedelta
from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]  newer than its stubs
from wtforms.validators import InputRequired, NumberRange, Optional

from forum.accounts.forms import several_lines
from forum.calendar.times import Span, end_of, instant_of
from forum.core.clock import now, today
from forum.core.forms import DateField, Form, Versioned, at_most, required, trimmed
from forum.core.i18n import lazy
from forum.directory.models import DEPARTMENTS
from forum.trainings.actions.session import Seating, Sitting, Terms
from forum.trainings.forms.slots import MOST_HALVES, NO_START, Part, SlotForm, check, spans_on, usual
from forum.trainings.models import Training

MOST, SHOWN = 12, 4  # dates in one step; of them shown at first
WHERE = ("city", "department", "venue", "address")
PLACES = [
    SelectChoice("", lazy("À confirmer")),
    *(SelectChoice(code, f"{name} ({code})") for code, name in DEPARTMENTS.items()),
]
AT_LEAST_ONE = NumberRange(1, 10_000, message=lazy("Écrivez un nombre, 1 au moins."))
PAST = lazy("Ce jour est passé : choisissez un jour à venir.")
CLOSED_ALREADY = lazy(
    "Les inscriptions seraient déjà closes : choisissez un jour plus loin, ou clôturez-les plus tard."
)
NOT_NEGATIVE = NumberRange(0, 10_000, message=lazy("Écrivez un nombre, 0 ou plus."))


def _line(label: Any) -> StringField:
    return StringField(label, filters=[trimmed], validators=[at_most(200)])


class Where:
    """The fields of a place."""

    city = _line(lazy("Ville"))
    department = SelectField(lazy("Département"), choices=PLACES, default="")
    venue = _line(lazy("Salle ou établissement"))
    address = TextAreaField(lazy("Adresse"), [at_most(500)], filters=[several_lines])

    @property
    def where(self) -> dict[str, str]:
        return {name: getattr(self, name).data or "" for name in WHERE}


class PlaceForm(Where, Part):
    """One date and its place."""

    day = DateField(lazy("Jour"), [Optional()])

    @property
    def is_blank(self) -> bool:
        return not any(self.where.values()) and not "".join(self.day.raw_data or ())


class SessionTerms(Form):
    """What forms of sessions have in common: half-days, seats, how one gets one."""

    slots = FieldList(FormField(SlotForm), label=lazy("Demi-journées"), max_entries=MOST_HALVES)
    access = TextAreaField(lazy("Comment venir"), [at_most(2000)], filters=[several_lines])
    trainer = _line(lazy("Intervenant·e"))
    capacity = IntegerField(
        lazy("Places"), [InputRequired(lazy("Dites combien de places il y a.")), AT_LEAST_ONE], default=15
    )
    minimum = IntegerField(lazy("Minimum pour que la session ait lieu"), [Optional(), AT_LEAST_ONE])
    per_establishment = IntegerField(lazy("Places par établissement, au plus"), [Optional(), AT_LEAST_ONE])
    reserved = IntegerField(lazy("Places réservées à l’équipe d’appui"), [Optional(), NOT_NEGATIVE], default=0)
    needs_approval = BooleanField(lazy("Chaque inscription demande l’accord de l’équipe d’appui"))
    has_waitlist = BooleanField(lazy("Tenir une liste d’attente quand c’est complet"), default=True)
    offer_hours = IntegerField(lazy("Heures pour accepter une place qui se libère"), [Optional(), AT_LEAST_ONE])
    opens_on = DateField(lazy("Inscriptions à partir du"), [Optional()])

    def __init__(self, training: Training, **values: Any):
        self.training = training
        super().__init__(**values)
        if not self.is_submitted() and not self.slots.entries:
            for half in usual(training.minutes):
                self.slots.append_entry(half)
        while len(self.slots.entries) < min(MOST_HALVES, self._halves + 2):
            self.slots.append_entry({"number": 1})

    def validate_reserved(self, field: IntegerField) -> None:
        if self.capacity.data and (field.data or 0) > self.capacity.data:
            raise ValidationError(lazy("Pas plus de places réservées que de places."))

    def validate_minimum(self, field: IntegerField) -> None:
        if self.capacity.data and field.data and field.data > self.capacity.data:
            raise ValidationError(lazy("Le minimum dépasse le nombre de places."))

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        return self._check_slots() and fine

    @property
    def _halves(self) -> int:
        """How many are filled in, or stand there at first."""
        return sum(1 for entry in self.slots.entries if entry.form.starts.data or entry.form.ends.data)

    @property
    def chosen_slots(self) -> list[SlotForm]:
        return [entry.form for entry in self.slots.entries if not entry.form.is_blank]

    def _check_slots(self) -> bool:
        chosen = self.chosen_slots
        if not chosen:
            self.slots.entries[0].form.starts.errors = [NO_START]
        fine = check(chosen, self.training.minutes)
        self.slots.errors = [error for entry in self.slots.entries for error in _errors(entry.form)]
        return fine

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """What is left to correct: where, its name, the sentence; of parts, which one."""
        found = []
        for field in self:
            if isinstance(field, FieldList):
                parts = enumerate((entry.form for entry in field.entries), start=1)
                found += [_problem(one, f"{number}. ") for number, part in parts for one in part if one.errors]
            elif field.errors:
                found.append(_problem(field))
        return found

    @property
    def seating(self) -> Seating:
        return Seating(self.capacity.data or 0, self.reserved.data or 0, self.per_establishment.data)

    def terms(self, closes_at: datetime | None, cancel_until: datetime | None) -> Terms:
        return Terms(
            minimum=self.minimum.data,
            needs_approval=bool(self.needs_approval.data),
            has_waitlist=bool(self.has_waitlist.data),
            offer_hours=self.offer_hours.data,
            opens_at=instant_of(datetime.combine(self.opens_on.data, time())) if self.opens_on.data else None,
            closes_at=closes_at,
            cancel_until=cancel_until,
        )

    def sitting(self, first: date, where: dict[str, str]) -> Sitting:
        """Of a form that is valid."""
        spans = spans_on(self.chosen_slots, first, self.training.minutes)
        return Sitting(spans, access=self.access.data or "", trainer=self.trainer.data or "", **where)


class NewSessionsForm(SessionTerms):
    """All the dates of a season."""

    lines = FieldList(FormField(PlaceForm), label=lazy("Dates"), min_entries=MOST, max_entries=MOST)
    closes_days = IntegerField(
        lazy("Inscriptions closes combien de jours avant"), [Optional(), NOT_NEGATIVE], default=7
    )
    cancel_days = IntegerField(
        lazy("Changer ou annuler jusqu’à combien de jours avant"), [Optional(), NOT_NEGATIVE], default=7
    )
    publish = BooleanField(lazy("Ouvrir les inscriptions tout de suite"), default=True)

    @property
    def chosen(self) -> list[PlaceForm]:
        return [entry.form for entry in self.lines.entries if not entry.form.is_blank]

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        return self._check_lines() and fine

    def _check_lines(self) -> bool:
        chosen = self.chosen
        if not chosen:
            self.lines.entries[0].form.day.errors = [lazy("Choisissez au moins une date.")]
        for line in chosen:
            if line.day.data is None and not line.day.errors:
                line.day.errors = [lazy("Choisissez un jour.")]
            elif line.day.data and not self.slots.errors:
                self._check_day(line)
        self.lines.errors = [error for entry in self.lines.entries for error in _errors(entry.form)]
        return not self.lines.errors

    def _check_day(self, line: PlaceForm) -> None:
        try:
            spans_on(self.chosen_slots, line.day.data or date.min, self.training.minutes)
        except ValidationError as error:
            line.day.errors = [str(error)]
            return
        first = self.chosen_slots[0].span_on(line.day.data or date.min)
        if self.publish.data and (_days_before(first, self.closes_days.data) or first.instants[0]) <= now():
            line.day.errors = [PAST if first.starts.date() < today() else CLOSED_ALREADY]

    @property
    def plans(self) -> list[tuple[Sitting, Terms]]:
        """Of a form that is valid."""
        return [self._plan(line) for line in self.chosen]

    def _plan(self, line: PlaceForm) -> tuple[Sitting, Terms]:
        sitting = self.sitting(line.day.data or date.min, line.where)
        until = [_days_before(sitting.slots[0], field.data) for field in (self.closes_days, self.cancel_days)]
        return sitting, self.terms(*until)


class EditSessionForm(Where, SessionTerms, Versioned):
    """One session; its first day is ``day``."""

    day = DateField(lazy("Jour"), [required(lazy("Choisissez un jour."))])
    closes_on = DateField(lazy("Inscriptions jusqu’au"), [Optional()])
    cancel_on = DateField(lazy("Changer ou annuler jusqu’au"), [Optional()])

    def validate_day(self, field: DateField) -> None:
        if field.data and field.data < today() and field.data != field.object_data:
            raise ValidationError(PAST)

    def validate_closes_on(self, field: DateField) -> None:
        self.validate_cancel_on(field)
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError(lazy("Les inscriptions se fermeraient avant de s’ouvrir."))

    def validate_cancel_on(self, field: DateField) -> None:
        if field.data and self.day.data and field.data > self.day.data:
            raise ValidationError(lazy("Choisissez au plus tard le jour de la session."))

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if self.day.data and not self.slots.errors:
            try:
                spans_on(self.chosen_slots, self.day.data, self.training.minutes)
            except ValidationError as error:
                self.day.errors = [str(error)]
                return False
        return fine

    @property
    def all_terms(self) -> Terms:
        return self.terms(
            *(end_of(self[name].data) if self[name].data else None for name in ("closes_on", "cancel_on"))
        )


class CancelForm(Form):
    reason = TextAreaField(
        lazy("Pourquoi"), [required(lazy("Dites en une phrase pourquoi elle n’a pas lieu.")), at_most(500)]
    )


def _days_before(first: Span, days: int | None) -> datetime | None:
    """The end of the day so many days earlier; on the day itself, the beginning."""
    return end_of(first.starts.date() - timedelta(days=days)) if days else None


def _problem(field: Any, which: str = "") -> tuple[str, str, str]:
    return field.id, f"{which}{field.label.text}", str(field.errors[0])


def _errors(part: Any) -> list[Any]:
    return [error for field in part for error in field.errors]
