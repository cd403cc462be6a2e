"""Who is told that a meeting is fixed, moves, is cancelled, or waits for their answer."""

from sqlalchemy import delete, select

from forum.accounts.models import User
from forum.calendar import sends
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import listen
from forum.core.mail import OutboxMail
from forum.meetings import events, invitations
from forum.meetings.links import answer_urls
from forum.meetings.models import Meeting
from forum.notifications.mails import WAITING
from forum.notifications.meetings import everybody, tell_of_meeting
from forum.notifications.models import Notification

ASKING = "notifications/email/invitation"
ASKED = ("meeting_invitation", "meeting_reminder", "meeting_moved")


@listen(events.MeetingScheduled)
def invite(event: events.MeetingScheduled) -> None:
    """Whoever may read it, with buttons that answer from the mail; nobody when it is noted afterwards."""
    if event.meeting.is_to_come:
        _ask("meeting_invitation", event.meeting, everybody(), event.actor)


@listen(events.AnswersAskedFor)
def remind(event: events.AnswersAskedFor) -> None:
    """Those whose answer is missing."""
    _ask("meeting_reminder", event.meeting, list(event.user_ids), None)


@listen(events.MeetingMoved)
def tell_of_move(event: events.MeetingMoved) -> None:
    """Everybody confirms anew; whoever comes has been sent the new date for their calendar already."""
    _take_back(event.meeting)  # what still asked for the former date
    if event.meeting.is_to_come:
        _ask("meeting_moved", event.meeting, everybody(), event.actor, _coming(event.meeting))


@listen(events.MeetingCancelled)
def tell_of_cancellation(event: events.MeetingCancelled) -> None:
    """Everybody, with the reason; whoever came has been sent what takes it out of their calendar."""
    meeting, reason = event.meeting, event.meeting.cancelled_reason
    people = everybody() if meeting.starts_at > now() else []
    silent = [person.id for person in invitations.coming(meeting) if sends.is_withdrawn(meeting.uid, person.email)]
    _take_back(meeting)
    tell_of_meeting(
        "meeting_cancelled", meeting, people, actor=event.actor, paragraphs=[reason] if reason else [], silent=silent
    )


@listen(events.SubstituteNamed)
@listen(events.SubstituteReleased)
def tell_substitute(event: events.SubstituteNamed | events.SubstituteReleased) -> None:
    """Whoever is counted on, or no more; those whose calendar was written to get no second mail."""
    kind = "meeting_substitute" if isinstance(event, events.SubstituteNamed) else "meeting_substitute_ended"
    one, silent = event.substitute.id, [event.substitute.id] if event.is_written else []
    tell_of_meeting(kind, event.meeting, [one], actor=event.actor, what=event.person.display_name, silent=silent)


@listen(events.SubstituteDeclined)
def tell_of_refusal(event: events.SubstituteDeclined) -> None:
    """Whoever counted on somebody who does not come may name another."""
    url = f"{event.meeting.url}#presence"
    name = event.substitute.display_name
    tell_of_meeting(
        "meeting_substitute_declined", event.meeting, [event.person.id], actor=event.actor, what=name, url=url
    )


def _ask(kind: str, meeting: Meeting, people: list[int], actor: User | None, silent: list[int] | None = None) -> None:
    url = f"{meeting.url}#presence"
    own = lambda person: answer_urls(meeting, person)  # noqa: E731
    tell_of_meeting(kind, meeting, people, actor=actor, url=url, template=ASKING, own=own, silent=silent or [])


def _coming(meeting: Meeting) -> list[int]:
    return [person.id for person in invitations.coming(meeting)]


def _take_back(meeting: Meeting) -> None:
    """Nobody is asked any more whether they come on that day: what has not left stays at home."""
    told = select(Notification.id).where(Notification.meeting_id == meeting.id, Notification.kind.in_(ASKED))
    ids = set(db.session.scalars(told))
    kinds = [f"notifications.{kind}" for kind in ASKED]
    waiting = select(OutboxMail.id, OutboxMail.message_id).where(OutboxMail.kind.in_(kinds))
    rows = db.session.execute(waiting.where(OutboxMail.state.in_(WAITING)))
    gone = [mail_id for mail_id, name in rows if int(name.split("-")[1]) in ids]  # as meetings._letter names them
    still = (OutboxMail.id.in_(gone), OutboxMail.state.in_(WAITING))
    db.session.execute(delete(OutboxMail).where(*still), execution_options={"synchronize_session": False})
