"""What one says of a session: when and where, how many, until when."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from forum.calendar.times import Span


@dataclass(frozen=True)
class Sitting:
    """When and where. ``slots``: the half-days, in order, at least one; none overlaps another."""

    slots: tuple[Span, ...]
    city: str = ""
    department: str = ""
    venue: str = ""
    address: str = ""
    access: str = ""
    trainer: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        """Of the session; the slots have rows of their own."""
        starts, ends = self.slots[0], self.slots[-1]
        words = {name: getattr(self, name) for name in ("city", "department", "venue", "address", "access", "trainer")}
        times = {"starts": starts.starts, "ends": ends.ends}
        return words | times | {"starts_at": starts.instants[0], "ends_at": ends.instants[1]}


@dataclass(frozen=True)
class Seating:
    """How many; what ``admission.resize`` keeps."""

    capacity: int
    reserved: int = 0
    per_establishment: int | None = None


@dataclass(frozen=True)
class Terms:
    """How one gets a seat."""

    minimum: int | None = None
    needs_approval: bool = False
    has_waitlist: bool = True
    offer_hours: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    cancel_until: datetime | None = None

    @property
    def columns(self) -> dict[str, Any]:
        return asdict(self)
