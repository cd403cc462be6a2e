"""Figures for the support team: how full sessions were, who came, from where, doing what."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import select

from forum.core.db import db
from forum.directory.models import DEPARTMENTS
from forum.trainings.models import Registration, Training, TrainingSession
from forum.trainings.models.registration import HOLDING
from forum.trainings.queries.satisfaction import satisfaction


@dataclass
class Figures:
    """Registrations under one heading; ``places`` is 0 where a heading has none of its own."""

    label: str
    places: int = 0
    taken: int = 0  # seats held: pending, confirmed, attended, missed
    attended: int = 0
    no_show: int = 0
    waiting: int = 0
    cancelled: int = 0
    content: float | None = None  # the mean of the notes from 1 to 5; None when fewer than five people gave any

    @property
    def fill(self) -> int | None:
        """Percent of the places taken."""
        return round(100 * self.taken / self.places) if self.places else None

    @property
    def missed(self) -> int | None:
        """Percent of those expected who did not come, once the day is over."""
        expected = self.attended + self.no_show
        return round(100 * self.no_show / expected) if expected else None

    def add(self, state: str) -> None:
        self.taken += state in HOLDING
        self.attended += state == "attended"
        self.no_show += state == "no_show"
        self.waiting += state == "waitlisted"
        self.cancelled += state == "cancelled"


@dataclass(frozen=True)
class Statistics:
    total: Figures
    sessions: list[tuple[TrainingSession, Figures]]
    departments: list[Figures]
    functions: list[Figures]


def statistics(training: Training) -> Statistics:
    """Of the sessions that people were told of; who moved to another session counts there only."""
    sessions = told(training)
    rows = [row for row in db.session.execute(_registered(training)) if row.reason != "moved"]
    by_session = {one.id: Figures("", 0 if one.is_cancelled else one.capacity) for one in sessions}
    for row in rows:
        if row.session_id in by_session:
            by_session[row.session_id].add(row.state)
    total, content = _sum(by_session.values()), satisfaction(training)
    for key, figures in [(None, total), *by_session.items()]:
        figures.content = content.get(key)
    return Statistics(
        total,
        [(one, by_session[one.id]) for one in sessions],
        _grouped(rows, lambda row: DEPARTMENTS.get(row.department, "")),
        _grouped(rows, lambda row: row.function),
    )


def told(training: Training) -> list[TrainingSession]:
    """The sessions that people were told of, the first one first."""
    sessions = select(TrainingSession).filter_by(training_id=training.id).where(TrainingSession.state != "draft")
    return list(db.session.scalars(sessions.order_by(TrainingSession.starts_at)))


def _registered(training: Training):
    columns = Registration.session_id, Registration.state, Registration.reason
    return select(*columns, Registration.department, Registration.function).filter_by(training_id=training.id)


def _sum(all_figures: Iterable[Figures]) -> Figures:
    total = Figures("")
    for one in all_figures:
        for name in ("places", "taken", "attended", "no_show", "waiting", "cancelled"):
            setattr(total, name, getattr(total, name) + getattr(one, name))
    return total


def _grouped(rows: list, label_of: Callable) -> list[Figures]:
    """By heading, the fullest first; « » is what nobody said."""
    found: dict[str, Figures] = {}
    for row in rows:
        label = label_of(row)
        found.setdefault(label, Figures(label)).add(row.state)
    return sorted(found.values(), key=lambda one: (-one.taken, one.label))
