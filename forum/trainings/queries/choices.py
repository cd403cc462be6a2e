"""The sessions that people may register for, as a form offers them."""

from typing import NamedTuple

from sqlalchemy import select

from forum.calendar.words import day, weekday
from forum.core.clock import now
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


def choices(training: Training, but: int | None = None, *, closed_too: bool = False) -> list[Choice]:
    """The sessions that take registrations now, the next one first; ``but`` is left out.

    ``closed_too``: also those to come in which only organisers register.
    """
    wanted = select(TrainingSession).where(TrainingSession.training_id == training.id)
    wanted = wanted.where(TrainingSession.state.in_(("open", "closed") if closed_too else ("open",)))
    rows = db.session.scalars(wanted.order_by(TrainingSession.starts_at, TrainingSession.id))
    sessions = [one for one in rows if one.id != but and (closed_too or one.takes_registrations)]
    if closed_too:
        sessions = [one for one in sessions if one.starts_at > now()]
    seats = seats_of(sessions)
    return [Choice(one, seats[one.id]) for one in sessions]
