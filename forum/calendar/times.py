"""Wall time and instant: what an organiser types, and the moment it means. Only here does one become the other."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from forum.core.i18n import lazy

PARIS = "Europe/Paris"


class NoSuchTime(ValueError):
    """The hour that the clocks jump over; ``sentence`` says what to do."""

    sentence = lazy("Cette heure n’existe pas ce jour-là : on passe à l’heure d’été. Choisissez une heure plus tard.")


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


def wall_of(instant: datetime, zone: str = PARIS) -> datetime:
    """What the clocks of ``zone`` show at ``instant``, naive."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
