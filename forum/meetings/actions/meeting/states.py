"""The life of a meeting: draft → scheduled → held → closed; scheduled → cancelled. A draft may go without a trace."""

from sqlalchemy import delete, select, update

from forum.accounts.models import User
from forum.calendar.actions import cancel_booking
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.core.i18n import lazy
from forum.meetings.actions.agenda import start_agenda
from forum.meetings.actions.holding import hold
from forum.meetings.actions.meeting.topic import open_topic, rewrite_opening
from forum.meetings.events import DraftRemoved, MeetingCancelled, MeetingClosed, MeetingHeld, MeetingScheduled
from forum.meetings.models import AgendaItem, Meeting, MeetingDocument


class NotNow(Exception):
    """The meeting is not where this act begins; ``sentence`` says so."""

    def __init__(self, sentence: object):
        super().__init__(str(sentence))
        self.sentence = sentence


def schedule(meeting: Meeting, by: User) -> None:
    """Tell the date: the meeting gets its topic and the first lines of its agenda."""
    _take(meeting, "draft", lazy("Cette réunion est déjà publiée."))
    meeting.state = "scheduled"
    meeting.sequence += 1
    meeting.modified_at = now()
    open_topic(meeting, by)
    start_agenda(meeting)
    emit(MeetingScheduled(meeting, actor=by, after={"starts": meeting.starts.isoformat(), "place": meeting.place}))


def hold_meeting(meeting: Meeting, by: User) -> None:
    """It took place; not before it began."""
    _take(meeting, "scheduled", lazy("Cette réunion n’est pas à venir."))
    if now() < meeting.starts_at:
        raise NotNow(lazy("Cette réunion n’a pas encore commencé."))
    _change(meeting, "held")
    emit(MeetingHeld(meeting, actor=by))


def close_meeting(meeting: Meeting, by: User) -> None:
    """All that follows it is done."""
    _take(meeting, "held", lazy("Une réunion se clôt une fois qu’elle a eu lieu."))
    _change(meeting, "closed")
    emit(MeetingClosed(meeting, actor=by))


def cancel_meeting(meeting: Meeting, by: User, reason: str) -> None:
    """It does not take place: the room is free again, and everybody is told why."""
    _take(meeting, "scheduled", lazy("Seule une réunion à venir peut être annulée."))
    rewrite = rewrite_opening(meeting, by)
    _change(meeting, "cancelled")
    meeting.sequence += 1
    meeting.cancelled_at, meeting.cancelled_reason = now(), reason
    db.session.flush()
    rewrite()
    if meeting.booking:
        cancel_booking(meeting.booking, by)
    emit(MeetingCancelled(meeting, actor=by, before={"state": "scheduled"}, after={"state": "cancelled"}))


def remove_draft(meeting: Meeting, by: User) -> None:
    """A meeting that nobody was told of goes, and its room is free again."""
    _take(meeting, "draft", lazy("Une réunion publiée ne se supprime pas : annulez-la."))
    if meeting.booking:
        cancel_booking(meeting.booking, by)
    emit(DraftRemoved(meeting, actor=by, before={"title": meeting.title}))
    quiet = {"synchronize_session": False}
    _let_go_of_items(meeting)
    db.session.execute(delete(MeetingDocument).where(MeetingDocument.meeting_id == meeting.id), execution_options=quiet)
    db.session.delete(meeting)
    db.session.flush()


def _let_go_of_items(meeting: Meeting) -> None:
    """What was deferred from here stays where it is now."""
    mine = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id)
    elsewhere = update(AgendaItem).where(AgendaItem.deferred_from_id.in_(mine))
    db.session.execute(elsewhere.values(deferred_from_id=None), execution_options={"synchronize_session": False})


def _take(meeting: Meeting, state: str, otherwise: object) -> None:
    hold(meeting)
    if meeting.state != state:
        raise NotNow(otherwise)


def _change(meeting: Meeting, state: str) -> None:
    meeting.state, meeting.modified_at = state, now()
    db.session.flush()
