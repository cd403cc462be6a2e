"""Rooms and bookings."""

from datetime import date, datetime, time
from typing import Any

from wtforms import BooleanField, IntegerField, StringField, TextAreaField, TimeField, ValidationError
from wtforms.validators import Email, NumberRange, Optional

from forum.calendar.models import Booking
from forum.calendar.times import NoSuchTime, instant_of, wall_of
from forum.core.forms import DateField, Form, at_most, required, trimmed
from forum.core.i18n import lazy


class RoomForm(Form):
    name = StringField(
        lazy("Nom de la salle"),
        filters=[trimmed],
        validators=[required(lazy("Donnez un nom à la salle.")), at_most(200)],
    )
    address = TextAreaField(lazy("Adresse"), validators=[at_most(500)])
    access = TextAreaField(lazy("Comment venir"), validators=[at_most(2000)])
    capacity = IntegerField(
        lazy("Nombre de places"),
        validators=[
            Optional(),
            NumberRange(min=1, max=5000, message=lazy("Écrivez un nombre de places entre 1 et 5000.")),
        ],
    )
    contact_name = StringField(lazy("Qui réserve la salle"), filters=[trimmed], validators=[at_most(200)])
    contact_phone = StringField(lazy("Téléphone"), filters=[trimmed], validators=[at_most(200)])
    contact_email = StringField(
        lazy("Courriel"),
        filters=[trimmed],
        validators=[Optional(), Email(lazy("Écrivez une adresse complète, comme accueil@exemple.fr.")), at_most(320)],
    )
    note = TextAreaField(lazy("Note"), validators=[at_most(2000)])

    @property
    def facts(self) -> dict[str, Any]:
        """What the room's row takes."""
        names = ("name", "address", "access", "contact_name", "contact_phone", "contact_email", "note")
        texts = {name: (self[name].data or "").strip() for name in names}
        return texts | {"capacity": self.capacity.data}


class BookingForm(Form):
    title = StringField(
        lazy("Pour quoi"),
        filters=[trimmed],
        validators=[required(lazy("Dites pour quoi la salle est réservée.")), at_most(200)],
    )
    day = DateField(lazy("Jour"), validators=[required(lazy("Choisissez un jour."))])
    last_day = DateField(lazy("Dernier jour"), validators=[Optional()])
    starts = TimeField(lazy("De"), validators=[required(lazy("Choisissez l’heure du début."))])
    ends = TimeField(lazy("À"), validators=[required(lazy("Choisissez l’heure de la fin."))])
    note = TextAreaField(lazy("Note"), validators=[at_most(2000)])

    def validate_last_day(self, field: DateField) -> None:
        if self.day.data and field.data and field.data < self.day.data:
            raise ValidationError(lazy("Le dernier jour vient avant le premier : choisissez un jour plus tard."))

    def validate_starts(self, field: TimeField) -> None:
        self._check_exists(self.day, field)

    def validate_ends(self, field: TimeField) -> None:
        self._check_exists(self._end_day, field)
        if self._is_one_day and self.starts.data and field.data and field.data <= self.starts.data:
            raise ValidationError(lazy("La fin vient avant le début : choisissez une heure plus tard."))

    @property
    def _end_day(self) -> DateField:
        return self.last_day if self.last_day.data else self.day

    @property
    def _is_one_day(self) -> bool:
        return self._end_day.data == self.day.data

    def _check_exists(self, day: DateField, hour: TimeField) -> None:
        if day.data and hour.data and not day.errors:
            try:
                instant_of(datetime.combine(day.data, hour.data))
            except NoSuchTime as missing:
                raise ValidationError(missing.sentence) from None

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """Beginning and end; of a form that is valid."""
        ends: tuple[Any, Any] = (self.day, self.starts), (self._end_day, self.ends)
        first, last = (instant_of(datetime.combine(day.data, hour.data)) for day, hour in ends)
        return first, last


class NewBookingForm(BookingForm):
    confirm = BooleanField(lazy("La salle est confirmée"), default=False)


def facts_of(booking: Booking) -> dict[str, date | time | str | None]:
    """What the form of a booking begins with."""
    starts, ends = wall_of(booking.starts_at), wall_of(booking.ends_at)
    last_day = ends.date() if ends.date() != starts.date() else None
    facts = {"title": booking.title, "note": booking.note, "day": starts.date(), "last_day": last_day}
    return facts | {"starts": starts.time(), "ends": ends.time()}
