"""What one says of a meeting when one plans it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple

from forum.calendar.models import Room
from forum.calendar.times import instant_of


class Span(NamedTuple):
    """From one wall time to another, naive."""

    starts: datetime
    ends: datetime

    @property
    def instants(self) -> tuple[datetime, datetime]:
        return instant_of(self.starts), instant_of(self.ends)

    def days_before(self, days: int | None) -> datetime | None:
        """The end of the day so many days earlier, as an instant."""
        return None if days is None else instant_of(datetime.combine(self.starts - timedelta(days=days), time(23, 59)))


class RoomWish(NamedTuple):
    """The room to book; ``confirm`` when it is promised already."""

    room: Room
    confirm: bool = False


@dataclass(frozen=True)
class Facts:
    """What the meetings made in one step have in common. ``title`` may carry ``{date}``."""

    title: str
    place: str = ""
    address: str = ""
    access: str = ""
    presentation: str = ""
    chair: str = ""
    secretary: str = ""
    presence_days: int | None = None  # answers may change until the end of the day so many days before
    proposals_days: int | None = None
