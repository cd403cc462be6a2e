"""Planning meetings, changing one, cancelling one."""

from datetime import date, datetime, time
from typing import Any

from wtforms import (
    BooleanField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import Optional

from forum.calendar.models import Room
from forum.calendar.queries import open_rooms
from forum.calendar.times import NoSuchTime, Span, end_of, instant_of, wall_of
from forum.core.clock import YEARS
from forum.core.db import db
from forum.core.forms import DateField, Form, Versioned, at_most, required, trimmed
from forum.core.i18n import lazy
from forum.markup import CannotCook, cook
from forum.meetings.actions.meeting import RoomWish
from forum.meetings.models import Meeting

WORDS = ("title", "place", "address", "access", "presentation", "chair", "secretary")


def _line(label: Any, **more: Any) -> StringField:
    return StringField(label, filters=[trimmed], validators=[at_most(200)], **more)


def existing(day: date, hour: time) -> datetime:
    """The wall time; a ValidationError for an hour that the clocks jump over, or a year far away."""
    if day.year not in YEARS:
        raise ValidationError(lazy("Choisissez une année proche."))
    try:
        instant_of(wall := datetime.combine(day, hour))
    except NoSuchTime as missing:
        raise ValidationError(missing.sentence) from None
    return wall


class MeetingWords(Form):
    """What forms of meetings have in common."""

    title = StringField(
        lazy("Titre"),
        filters=[trimmed],
        validators=[required(lazy("Donnez un titre à la réunion.")), at_most(200)],
    )
    starts = TimeField(lazy("De"), validators=[required(lazy("Choisissez l’heure du début."))], default=time(10))
    ends = TimeField(lazy("À"), validators=[required(lazy("Choisissez l’heure de la fin."))], default=time(16, 30))
    place = _line(lazy("Lieu"))
    address = TextAreaField(lazy("Adresse"), validators=[at_most(500)])
    access = TextAreaField(lazy("Comment venir"), validators=[at_most(2000)])
    presentation = TextAreaField(lazy("Présentation"), validators=[at_most(10_000)])
    chair = _line(lazy("Animation"))
    secretary = _line(lazy("Secrétaire de séance"))
    room_id = SelectField(lazy("Salle à réserver"), coerce=int, default=0, validate_choice=True)
    confirm = BooleanField(lazy("La salle est déjà promise : la réserver pour de bon"))

    def __init__(self, *args: Any, rooms: tuple[Room, ...] = (), **values: Any):
        super().__init__(*args, **values)
        offered = {room.id: room.name for room in (*open_rooms(), *rooms)}
        self.room_id.choices = [(0, lazy("Aucune")), *offered.items()]

    def validate_ends(self, field: TimeField) -> None:
        if self.starts.data and field.data and field.data <= self.starts.data:
            raise ValidationError(lazy("La fin vient avant le début : choisissez une heure plus tard."))

    def validate_presentation(self, field: TextAreaField) -> None:
        try:
            cook(field.data or "")
        except CannotCook as refusal:
            raise ValidationError(str(refusal)) from refusal

    @property
    def words(self) -> dict[str, str]:
        return {name: (self[name].data or "").strip() for name in WORDS}

    @property
    def wish(self) -> RoomWish | None:
        """The room that was chosen."""
        room = db.session.get(Room, self.room_id.data) if self.room_id.data else None
        return RoomWish(room, bool(self.confirm.data)) if room else None

    def span_on(self, day: date) -> Span:
        """Of a form that is valid."""
        return Span(*(datetime.combine(day, hour.data or time()) for hour in (self.starts, self.ends)))


class EditForm(MeetingWords, Versioned):
    day = DateField(lazy("Jour"), validators=[required(lazy("Choisissez un jour."))])
    presence_until = DateField(lazy("Réponses jusqu’au"), validators=[Optional()])
    proposals_until = DateField(lazy("Propositions et voix jusqu’au"), validators=[Optional()])

    def validate_day(self, field: DateField) -> None:
        for hour in (self.starts, self.ends):
            if field.data and hour.data:
                existing(field.data, hour.data)

    @property
    def span(self) -> Span:
        return self.span_on(self.day.data or date.min)

    def until(self, name: str) -> datetime | None:
        """The end of that day, as an instant."""
        day = self[name].data
        return end_of(day) if day else None


class CancelForm(Form):
    reason = TextAreaField(
        lazy("Pourquoi"), validators=[required(lazy("Dites en une phrase pourquoi elle n’a pas lieu.")), at_most(500)]
    )


def facts_of(meeting: Meeting) -> dict[str, Any]:
    """What the form of a meeting begins with."""
    booking = meeting.booking if meeting.booking and not meeting.booking.is_cancelled else None
    facts: dict[str, Any] = {name: getattr(meeting, name) for name in WORDS}
    for name in ("presence_until", "proposals_until"):
        instant = getattr(meeting, name)
        facts[name] = wall_of(instant).date() if instant else None
    return facts | {
        "day": meeting.day,
        "starts": meeting.starts.time(),
        "ends": meeting.ends.time(),
        "room_id": booking.room_id if booking else 0,
        "confirm": bool(booking and booking.is_confirmed),
        "version": str(meeting.version),
    }
