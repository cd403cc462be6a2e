"""Who is told of minutes and of actions: readers of the meeting, and those who have something to do."""

from forum.accounts.queries import organisers
from forum.calendar.words import full_day
from forum.core.events import listen
from forum.core.i18n import gettext
from forum.markup import excerpt
from forum.markup.plain import plain
from forum.meetings.events import ActionAssigned, ActionDue, MinutesPublished
from forum.meetings.models import Action
from forum.notifications.meetings import readers, tell_of_meeting

WORDS = 120  # of an action, in a sentence


@listen(MinutesPublished)
def tell_of_minutes(event: MinutesPublished) -> None:
    meeting = event.minutes.meeting
    tell_of_meeting(
        "minutes_published", meeting, readers(meeting), actor=event.actor, url=f"{meeting.url}/compte-rendu"
    )


@listen(ActionAssigned)
def tell_of_action(event: ActionAssigned) -> None:
    action = event.action
    if action.owner_id:
        facts = {"what": _what(action), "url": action.url, "paragraphs": _due(action)}
        tell_of_meeting("action_assigned", action.meeting, [action.owner_id], actor=event.actor, **facts)


@listen(ActionDue)
def remind_of_action(event: ActionDue) -> None:
    """The member it is given to; when words name who does it, the support team."""
    action = event.action
    people = [action.owner_id] if action.owner_id else [person.id for person in organisers()]
    facts = {"what": _what(action), "url": action.url, "paragraphs": _due(action)}
    tell_of_meeting("action_due", action.meeting, people, **facts)


def _what(action: Action) -> str:
    return excerpt(plain(action.html), WORDS)


def _due(action: Action) -> list[str]:
    return [gettext("Échéance : %(day)s", day=full_day(action.due))] if action.due else []
