"""The half-days of a session: which day, from when to when. Their minutes add up to the training's."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import wtforms
from wtforms import Field, IntegerField, TimeField, ValidationError
from wtforms.validators import NumberRange, Optional

from forum.calendar.times import NoSuchTime, Span
from forum.core.clock import YEARS
from forum.core.forms import OurWords
from forum.core.i18n import gettext, lazy
from forum.trainings.durations import duration

MOST_HALVES, LONGEST_DAYS = 12, 60
DAY = timedelta(days=1)
HALVES = ((time(9), time(12, 30)), (time(13, 30), time(17)))  # seven hours
FULL_DAY = 420  # minutes
NO_START, NO_END = lazy("Choisissez l’heure du début."), lazy("Choisissez l’heure de la fin.")


class Part(wtforms.Form):
    """The base of a part of a form."""

    class Meta(wtforms.Form.Meta):
        def get_translations(self, _form: Any) -> OurWords:
            return OurWords()


class SlotForm(Part):
    """``number``: the first day of the session is day 1."""

    number = IntegerField(
        lazy("Jour n°"),
        [Optional(), NumberRange(1, LONGEST_DAYS, message=lazy("Un jour entre 1 et 60."))],
        default=1,
    )
    starts = TimeField(lazy("De"), [Optional()])
    ends = TimeField(lazy("À"), [Optional()])

    @property
    def is_blank(self) -> bool:
        return not any(field.raw_data and field.raw_data[0].strip() for field in (self.starts, self.ends))

    @property
    def is_filled(self) -> bool:
        """Shown at once: it has a time, right or wrong."""
        return not self.is_blank or bool(self.starts.data or self.ends.data or self.errors)

    def span_on(self, first: date) -> Span:
        day = first + DAY * ((self.number.data or 1) - 1)
        return Span(*(datetime.combine(day, field.data or time()) for field in (self.starts, self.ends)))


def usual(minutes: int) -> list[dict[str, Any]]:
    """The half-days a training of so many minutes begins with: seven hours a day, or one half-day."""
    if minutes <= FULL_DAY // 2:
        return [_half(1, *HALVES[0])]
    days = max(1, round(minutes / FULL_DAY))
    return [_half(day, *half) for day in range(1, days + 1) for half in HALVES][:MOST_HALVES]


def _half(number: int, starts: time, ends: time) -> dict[str, Any]:
    return {"number": number, "starts": starts, "ends": ends}


def check(slots: list[SlotForm], minutes: int) -> bool:
    """Complete, in order, apart, and as long as the training together; each error stands at its field."""
    for slot in slots:
        _check_one(slot)
    if not slots or any(slot.errors for slot in slots):
        return False
    ordered = sorted(slots, key=_place)
    for before, after in pairwise(ordered):
        if _place(after)[0] == _place(before)[0] and _place(after)[1] < (before.ends.data or time()):
            _say(after.starts, lazy("Cette demi-journée commence avant la fin de la précédente."))
    if not any(slot.errors for slot in slots):
        _check_sum(ordered, minutes)
    return not any(slot.errors for slot in slots)


def _check_one(slot: SlotForm) -> None:
    for field, missing in (
        (slot.starts, lazy("Choisissez l’heure du début.")),
        (slot.ends, lazy("Choisissez l’heure de la fin.")),
    ):
        if field.data is None and not field.errors:
            _say(field, missing)
    if slot.starts.data and slot.ends.data and slot.ends.data <= slot.starts.data:
        _say(slot.ends, lazy("La fin vient avant le début : choisissez une heure plus tard."))


def _check_sum(ordered: list[SlotForm], minutes: int) -> None:
    found = sum(_minutes(slot) for slot in ordered)
    if found != minutes:
        sentence = gettext(
            "Les demi-journées font %(found)s ; la formation dure %(wanted)s.",
            found=duration(found),
            wanted=duration(minutes),
        )
        _say(ordered[-1].ends, sentence)


def spans_on(slots: list[SlotForm], first: date, minutes: int) -> tuple[Span, ...]:
    """The half-days of a session that begins on ``first``; ValidationError where the clocks change in between."""
    if first.year not in YEARS:
        raise ValidationError(lazy("Choisissez une année proche."))
    spans = tuple(slot.span_on(first) for slot in sorted(slots, key=_place))
    try:
        real = sum(span.minutes for span in spans)
    except NoSuchTime as missing:
        raise ValidationError(missing.sentence) from None
    if real != minutes:
        raise ValidationError(lazy("L’heure change cette nuit-là : les demi-journées n’ont plus la même durée."))
    return spans


def _place(slot: SlotForm) -> tuple[int, time]:
    return slot.number.data or 1, slot.starts.data or time()


def _minutes(slot: SlotForm) -> int:
    span = slot.span_on(date(2000, 1, 1))
    return int((span.ends - span.starts).total_seconds()) // 60


def _say(field: Field, sentence: Any) -> None:
    field.errors = [*field.errors, sentence]
