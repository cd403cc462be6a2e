"""What follows when a meeting is scheduled, moved or cancelled, when somebody leaves, and when a topic is destroyed."""

from datetime import datetime

from sqlalchemy import delete, select, update

from forum.accounts.events import EmailChanged, PersonLeft
from forum.accounts.models import User
from forum.calendar import sends
from forum.calendar.times import instant_of
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import listen
from forum.meetings import invitations, substitutes
from forum.meetings.actions.agenda.start import start_agenda
from forum.meetings.actions.holding import hold
from forum.meetings.events import MeetingCancelled, MeetingEdited, MeetingMoved, MeetingScheduled
from forum.meetings.models import Meeting, Minutes, Presence, Workshop, WorkshopSeat
from forum.topics.events import TimeToForget
from forum.topics.models import Post
from forum.topics.order.trash import doomed_topics


@listen(MeetingScheduled)
def begin_agenda(event: MeetingScheduled) -> None:
    """Every agenda has its beginning from the day the date is told."""
    start_agenda(event.meeting)


@listen(MeetingMoved)
def ask_again(event: MeetingMoved) -> None:
    """Answers stay, and are asked for again; the calendars of those who come are told the new date."""
    if not event.meeting.is_scheduled or _is_past(event):
        return
    given = update(Presence).where(Presence.meeting_id == event.meeting.id, Presence.answer != "")
    db.session.execute(given.values(ask_again=True))
    for person in invitations.coming(event.meeting):
        invitations.renew(event.meeting, person, is_moved=True)


def _is_past(event: MeetingMoved) -> bool:
    """What is only put right afterwards, such as the place where it was: nobody is asked whether they come."""
    before = event.before.get("starts")
    was_to_come = before is not None and instant_of(datetime.fromisoformat(before), event.meeting.zone) > now()
    return not event.meeting.is_to_come and not was_to_come


@listen(MeetingEdited)
def correct_calendars(event: MeetingEdited) -> None:
    """Another address asks nobody anything; the calendars of those who come say it."""
    if event.meeting.is_to_come and "address" in event.after:
        for person in invitations.coming(event.meeting):
            invitations.renew(event.meeting, person, is_moved=False)


@listen(MeetingCancelled)
def clear_calendars(event: MeetingCancelled) -> None:
    """A cancelled meeting goes from the calendars it stands in, also from those of people who are out by now."""
    for person in invitations.expected(event.meeting):
        invitations.withdraw(event.meeting, person)


@listen(EmailChanged)
def follow_the_address(event: EmailChanged) -> None:
    """What the calendar of a person was told counts on; the new mailbox gets the dates that are to come."""
    sends.readdress(select(Meeting.uid), event.former, event.user.email)
    for meeting in _to_come_with(event.user):
        if event.user in invitations.coming(meeting):
            invitations.invite(meeting, event.user)


@listen(PersonLeft)
def forget_the_future(event: PersonLeft) -> None:
    """Whoever left the network is not expected any more; what was seen of them stays."""
    dates = _to_come_with(event.user)
    to_come = select(Meeting.id).where(Meeting.starts_at > now())
    mine = (Presence.user_id == event.user.id, Presence.meeting_id.in_(to_come))
    quiet = {"synchronize_session": False}
    counted_on = db.session.scalars(select(Presence).where(*mine, Presence.substitute_id.is_not(None))).all()
    released = [(row.meeting, row.substitute_id) for row in counted_on if row.meeting.is_scheduled]
    forgotten = {"answer": "", "answered_at": None, "substitute": "", "substitute_id": None}
    db.session.execute(update(Presence).where(*mine).values(forgotten), execution_options=quiet)
    for meeting, substitute_id in sorted(released, key=lambda one: one[0].id):
        hold(meeting)
        substitutes.change(meeting, event.user, substitute_id, None, event.actor or event.user)
    for meeting in dates:
        invitations.withdraw(meeting, event.user)
    workshops = select(Workshop.id).where(Workshop.meeting_id.in_(to_come))
    seats = delete(WorkshopSeat).where(WorkshopSeat.user_id == event.user.id, WorkshopSeat.workshop_id.in_(workshops))
    db.session.execute(seats, execution_options=quiet)


def _to_come_with(person: User) -> list[Meeting]:
    """The meetings to come that stand in the person's calendar, each held, in one order."""
    to_come = select(Meeting).where(Meeting.starts_at > now(), Meeting.state == "scheduled").order_by(Meeting.id)
    dates = [meeting for meeting in db.session.scalars(to_come) if sends.is_invited(meeting.uid, person.email)]
    for meeting in dates:
        hold(meeting)
    return dates


@listen(TimeToForget)
def let_go_of_what_is_destroyed(event: TimeToForget) -> None:
    """A meeting outlives its topic, and minutes the message that announced them."""
    topics = doomed_topics(event.deleted_before)
    posts = select(Post.id).where((Post.deleted_at < event.deleted_before) | Post.topic_id.in_(topics))
    quiet = {"synchronize_session": False}
    meetings = update(Meeting).where(Meeting.topic_id.in_(topics)).values(topic_id=None)
    db.session.execute(meetings, execution_options=quiet)
    db.session.execute(update(Minutes).where(Minutes.post_id.in_(posts)).values(post_id=None), execution_options=quiet)
