"""The sessions that people may register for, as a form offers them."""

from typing import NamedTuple

from sqlalchemy import select

from forum.calendar.words import day, weekday
from forum.core.db import db
from forum.core.i18n import gettext, ngettext
from forum.trainings.models import Training, TrainingSession
from forum.trainings.queries.seats import Seats, seats_of


class Choice(NamedTuple):
    """A session and how full it is."""

    session: TrainingSession
    seats: Seats

    @property
    def label(self) -> str:
        """« Tarbes, mardi 22 mars (11 places) »."""
        return f"{title_of(self.session)} ({self.room})"

    @property
    def room(self) -> str:
        if self.seats.free > 0:
            return ngettext("%(num)s place", "%(num)s places", self.seats.free)
        return gettext("liste d’attente") if self.session.has_waitlist else gettext("complet")


def title_of(session: TrainingSession) -> str:
    """« Tarbes, mardi 22 mars »."""
    when = f"{weekday(session.day)} {day(session.day)}"
    return ", ".join(filter(None, (session.city or session.venue, when)))


def choices(training: Training, but: int | None = None) -> list[Choice]:
    """The sessions that take registrations now, the next one first; ``but`` is left out."""
    rows = select(TrainingSession).where(TrainingSession.training_id == training.id, TrainingSession.state == "open")
    ordered = db.session.scalars(rows.order_by(TrainingSession.starts_at, TrainingSession.id))
    sessions = [one for one in ordered if one.takes_registrations and one.id != but]
    seats = seats_of(sessions)
    return [Choice(one, seats[one.id]) for one in sessions]
