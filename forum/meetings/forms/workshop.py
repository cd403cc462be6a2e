"""A workshop, as an organiser plans it."""

from datetime import datetime
from typing import Any

from wtforms import IntegerField, StringField, TextAreaField, TimeField, ValidationError
from wtforms.validators import NumberRange, Optional

from forum.core.forms import Versioned, at_most, required, trimmed
from forum.core.i18n import clocktime, lazy
from forum.meetings.actions.workshops import Plan
from forum.meetings.models import Meeting, Workshop


class WorkshopForm(Versioned):
    title = StringField(
        lazy("Titre"), filters=[trimmed], validators=[required(lazy("Donnez un titre à l’atelier.")), at_most(200)]
    )
    starts = TimeField(lazy("De"), validators=[required(lazy("Choisissez l’heure du début."))])
    ends = TimeField(lazy("À"), validators=[required(lazy("Choisissez l’heure de la fin."))])
    capacity = IntegerField(
        lazy("Nombre de places"),
        validators=[Optional(), NumberRange(1, 5000, lazy("Écrivez un nombre de places entre 1 et 5000."))],
    )
    leader = StringField(lazy("Animation"), filters=[trimmed], validators=[at_most(200)])
    place = StringField(lazy("Lieu dans les locaux"), filters=[trimmed], validators=[at_most(200)])
    description = TextAreaField(lazy("Présentation"), validators=[at_most(2000)])

    def __init__(self, meeting: Meeting, **options):
        super().__init__(**options)
        self.meeting = meeting

    def validate_starts(self, field: TimeField) -> None:
        if field.data and not self.meeting.starts <= self._at(field) < self.meeting.ends:
            raise ValidationError(self._within())

    def validate_ends(self, field: TimeField) -> None:
        if not field.data or not self.starts.data:
            return
        if self._at(field) <= self._at(self.starts):
            raise ValidationError(lazy("La fin vient avant le début : choisissez une heure plus tard."))
        if self._at(field) > self.meeting.ends:
            raise ValidationError(self._within())

    @property
    def plan(self) -> Plan:
        words = {name: (self[name].data or "").strip() for name in ("title", "description", "leader", "place")}
        return Plan(starts=self._at(self.starts), ends=self._at(self.ends), capacity=self.capacity.data, **words)

    def _at(self, field: TimeField) -> datetime:
        return datetime.combine(self.meeting.day, field.data)  # type: ignore[arg-type]  (asked for by ``required``)

    def _within(self) -> str:
        hours = {"start": clocktime(self.meeting.starts_at), "end": clocktime(self.meeting.ends_at)}
        return str(lazy("L’atelier a lieu pendant la réunion, entre %(start)s et %(end)s.", **hours))


def facts_of(workshop: Workshop) -> dict[str, Any]:
    """What the form of a workshop begins with."""
    times = {"starts": workshop.starts.time(), "ends": workshop.ends.time()}
    words = {name: getattr(workshop, name) for name in ("capacity", "leader", "place", "description")}
    return {"title": workshop.title} | times | words | {"version": str(workshop.version)}
