"""Several meetings at once: the dates, and what each of them begins with."""

from datetime import date
from typing import Any

from wtforms import BooleanField, IntegerField, SelectField, ValidationError
from wtforms.validators import NumberRange, Optional

from forum.calendar.times import Span
from forum.categories.queries import visible
from forum.core.forms import DateField, Form
from forum.core.i18n import gettext, lazy, speaking
from forum.core.viewer import me
from forum.meetings.actions.meeting import Facts
from forum.meetings.forms.meeting import MeetingWords, existing
from forum.meetings.forms.series import SeriesWords

MOST, SHOWN = 12, 4  # dates in one step; of them shown at first
A_YEAR = NumberRange(0, 365, message=lazy("Écrivez un nombre de jours, 365 au plus."))
NEW = 0  # the choice of a series that is made along with its meetings


class Dates(Form):
    """``day_1`` … ``day_12``; those left empty do not count."""

    @property
    def day_fields(self) -> list[DateField]:
        return [self[f"day_{number}"] for number in range(1, MOST + 1)]  # type: ignore[misc]

    @property
    def chosen(self) -> list[DateField]:
        return [field for field in self.day_fields if field.data]

    @property
    def days(self) -> list[date]:
        return [field.data for field in self.chosen if field.data]

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        return self._check_days() and fine

    def _check_days(self) -> bool:
        fields = self.chosen
        if not fields and not any(field.errors for field in self.day_fields):
            self.day_fields[0].errors = [lazy("Choisissez au moins une date.")]
        for number, field in enumerate(fields):
            if field.data in [other.data for other in fields[:number]]:
                field.errors = [lazy("Cette date est écrite deux fois.")]
            else:
                self._check_day(field)
        return not any(field.errors for field in self.day_fields)

    def _check_day(self, field: DateField) -> None:
        hours = [self[name].data for name in ("starts", "ends") if name in self]
        try:
            for hour in hours:
                if hour and field.data:
                    existing(field.data, hour)
        except ValidationError as error:
            field.errors = [str(error)]


for _number in range(1, MOST + 1):
    setattr(Dates, f"day_{_number}", DateField(lazy("Date %(num)s", num=_number), validators=[Optional()]))


class NewMeetingsForm(Dates, MeetingWords, SeriesWords):
    """A series, chosen or made here, and its dates."""

    series_id = SelectField(lazy("Série"), coerce=int)
    presence_days = IntegerField(
        lazy("Réponses closes combien de jours avant"), validators=[Optional(), A_YEAR], default=2
    )
    proposals_days = IntegerField(
        lazy("Propositions et voix closes combien de jours avant"),
        validators=[Optional(), A_YEAR],
        default=7,
    )
    publish = BooleanField(lazy("Publier tout de suite"), default=True)

    def __init__(self, known: dict[int, str], **values: Any):
        super().__init__(**values)
        self.series_id.choices = [*known.items(), (NEW, lazy("Une nouvelle série…"))]
        self.category_id.choices = [(one.id, one.name) for one in visible(me())]
        if not self.is_submitted():
            self.series_id.data = next(iter(known), NEW)

    @property
    def is_new_series(self) -> bool:
        return self.series_id.data == NEW

    def needs_series_words(self) -> bool:
        return self.is_new_series

    @property
    def facts(self) -> Facts:
        return Facts(**self.words, presence_days=self.presence_days.data, proposals_days=self.proposals_days.data)

    @property
    def spans(self) -> list[Span]:
        return [self.span_on(day) for day in self.days]


class CopyForm(Dates):
    """The dates of a meeting's copies."""


def title_for(short_name: str) -> str:
    """What the titles of a season begin with, in the language of the site."""
    with speaking(None):
        return gettext("Réunion du %(name)s du {date}", name=short_name) if short_name else gettext("Réunion du {date}")
