"""Saying whether one comes; noting it for someone; what was seen on the day. The two are kept apart.

Every act holds the meeting first: of two answers of one person at once, the one that is noted last is the one their
calendar was told last.
"""

from dataclasses import dataclass

from sqlalchemy import delete, select

from forum.accounts.models import User
from forum.calendar.times import wall_of
from forum.core.clock import now, today
from forum.core.db import db
from forum.core.events import emit
from forum.core.i18n import lazy
from forum.meetings import invitations, substitutes
from forum.meetings.actions.holding import hold
from forum.meetings.events import AnswersAskedFor, PresenceAnswered, PresenceNoted
from forum.meetings.models import Meeting, Presence, Workshop, WorkshopSeat

AWAY = ("no", "represented")


class TooLate(Exception):
    """While we waited for our turn, the meeting was cancelled, held, or stopped taking answers."""

    sentence = lazy("Cette réunion ne prend plus de réponse.")


class AskedToday(Exception):
    """Once a day is enough."""

    sentence = lazy("Un rappel est déjà parti aujourd’hui. Le prochain pourra partir demain.")


@dataclass(frozen=True)
class Answer:
    """``value`` is one of ``models.presence.ANSWERS``; ``note`` None keeps the word left before."""

    value: str
    substitute: str = ""
    substitute_id: int | None = None
    note: str | None = None


def answer(meeting: Meeting, person: User, said: Answer) -> Presence:
    """Note what ``person`` says, and make their calendar say the same."""
    hold(meeting)
    if not meeting.takes_answers:
        raise TooLate
    presence = _note(meeting, person, said, person)
    emit(PresenceAnswered(meeting, person))
    return presence


def answer_for(meeting: Meeting, person: User, said: Answer, by: User) -> Presence:
    """The support team notes what ``person`` told them; an empty value takes the answer back."""
    hold(meeting)
    if not meeting.is_scheduled:
        raise TooLate
    presence = _note(meeting, person, said, by)
    emit(PresenceNoted(person, actor=by, after={"meeting": meeting.id, "answer": said.value}))
    return presence


def tick(meeting: Meeting, person: User, seen: str, by: User) -> Presence:
    """What was seen on the day; the last tap counts, an empty one takes it back. What was answered stays."""
    hold(meeting)
    presence = presence_of(meeting, person.id)
    if presence.seen != seen:
        presence.seen, presence.seen_at, presence.seen_by_id = seen, now(), by.id
    db.session.flush()
    return presence


def ask_for_answers(meeting: Meeting, user_ids: list[int], by: User) -> None:
    """Have those without an answer written to, once a day at most, as long as they may answer."""
    hold(meeting)
    if not meeting.takes_answers:
        raise TooLate
    if meeting.reminded_at and wall_of(meeting.reminded_at).date() == today():
        raise AskedToday
    meeting.reminded_at = now()
    db.session.flush()
    emit(AnswersAskedFor(meeting, tuple(user_ids), actor=by, after={"people": len(user_ids)}))


def presence_of(meeting: Meeting, user_id: int) -> Presence:
    """The row of this person, made at the first need; call it while the meeting is held."""
    wanted = select(Presence).filter_by(meeting_id=meeting.id, user_id=user_id)
    found = db.session.scalar(wanted, execution_options={"populate_existing": True})
    if found is None:
        found = Presence(meeting_id=meeting.id, user_id=user_id, answer="", seen="")
        db.session.add(found)
    return found


def _note(meeting: Meeting, person: User, said: Answer, by: User) -> Presence:
    presence = presence_of(meeting, person.id)
    before, was_asked_again = presence.substitute_id, bool(presence.ask_again)
    is_news = said.value in AWAY and presence.answer not in AWAY
    presence.answer, presence.ask_again = said.value, False
    represented = said.value == "represented"
    presence.substitute = said.substitute if represented else ""
    presence.substitute_id = said.substitute_id if represented else None
    presence.answered_at = now() if said.value else None
    if said.note is not None:
        presence.note = said.note
    if said.value in AWAY:
        _free_seats(meeting, person.id)
    db.session.flush()
    invitations.follow(meeting, person, was_asked_again=was_asked_again)
    if before != presence.substitute_id:
        substitutes.change(meeting, person, before, presence.substitute_id, by)
    if is_news:
        substitutes.decline(meeting, person, by)
    return presence


def _free_seats(meeting: Meeting, user_id: int) -> None:
    """Whoever does not come leaves their seats in the workshops to others."""
    workshops = select(Workshop.id).where(Workshop.meeting_id == meeting.id)
    seats = delete(WorkshopSeat).where(WorkshopSeat.user_id == user_id, WorkshopSeat.workshop_id.in_(workshops))
    db.session.execute(seats, execution_options={"synchronize_session": False})
