"""What follows when a meeting is scheduled, moved or cancelled, and when somebody leaves the network."""

from sqlalchemy import delete, select, update

from forum.accounts.events import PersonLeft
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import listen
from forum.meetings import invitations
from forum.meetings.actions.agenda.start import start_agenda
from forum.meetings.events import MeetingCancelled, MeetingMoved, MeetingScheduled
from forum.meetings.models import Meeting, Presence, Workshop, WorkshopSeat


@listen(MeetingScheduled)
def begin_agenda(event: MeetingScheduled) -> None:
    """Every agenda has its beginning from the day the date is told."""
    start_agenda(event.meeting)


@listen(MeetingMoved)
def ask_again(event: MeetingMoved) -> None:
    """Answers stay, and are asked for again; the calendars of those who come are told the new date."""
    if not event.meeting.is_scheduled:
        return
    given = update(Presence).where(Presence.meeting_id == event.meeting.id, Presence.answer != "")
    db.session.execute(given.values(ask_again=True))
    for person in invitations.coming(event.meeting):
        invitations.renew(event.meeting, person)


@listen(MeetingCancelled)
def clear_calendars(event: MeetingCancelled) -> None:
    """A cancelled meeting goes from the calendars it stands in."""
    for person in invitations.coming(event.meeting):
        invitations.withdraw(event.meeting, person)


@listen(PersonLeft)
def forget_the_future(event: PersonLeft) -> None:
    """Whoever left the network is not expected any more; what was seen of them stays."""
    to_come = select(Meeting.id).where(Meeting.starts_at > now())
    mine = (Presence.user_id == event.user.id, Presence.meeting_id.in_(to_come))
    quiet = {"synchronize_session": False}
    db.session.execute(update(Presence).where(*mine).values(answer="", answered_at=None), execution_options=quiet)
    workshops = select(Workshop.id).where(Workshop.meeting_id.in_(to_come))
    seats = delete(WorkshopSeat).where(WorkshopSeat.user_id == event.user.id, WorkshopSeat.workshop_id.in_(workshops))
    db.session.execute(seats, execution_options=quiet)
