"""What one says of a meeting when one plans it."""

from dataclasses import dataclass
from typing import NamedTuple

from forum.calendar.models import Room


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
