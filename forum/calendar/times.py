"""Wall time and instant: what an organiser types, and the moment it means. Only here does one become the other."""

from datetime import UTC, date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from forum.core.i18n import lazy

PARIS = "Europe/Paris"


class NoSuchTime(ValueError):
    """The hour that the clocks jump over; ``sentence`` says what to do."""

    sentence = lazy("Cette heure n’existe pas ce jour-là : on passe à l’heure d’été. Choisissez une heure plus tard.")


class Span(NamedTuple):
    """From one wall time in Paris to another, naive."""

    starts: datetime
    ends: datetime

    @property
    def instants(self) -> tuple[datetime, datetime]:
        return instant_of(self.starts), instant_of(self.ends)

    @property
    def minutes(self) -> int:
        """Between the two instants: the night the clocks change does not count twice."""
        first, last = self.instants
        return int((last - first).total_seconds()) // 60


def instant_of(wall: datetime, zone: str = PARIS) -> datetime:
    """The instant (UTC) at which the clocks of ``zone`` show ``wall`` (naive); of the two in October, the first.

    16/02/2022 10:00 is 09:00Z, 06/04/2022 10:00 is 08:00Z. An hour that the clocks jump over raises NoSuchTime.
    """
    if wall.tzinfo is not None:
        raise ValueError("A wall time has no zone of its own.")
    instant = wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
    if wall_of(instant, zone) != wall.replace(fold=0):
        raise NoSuchTime(wall.isoformat())
    return instant


def end_of(day: date) -> datetime:
    """The last minute of the day in Paris, as an instant: what is open « until the 12th » is open on the 12th."""
    return instant_of(datetime.combine(day, time(23, 59)))


def wall_of(instant: datetime, zone: str = PARIS) -> datetime:
    """What the clocks of ``zone`` show at ``instant``, naive."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
