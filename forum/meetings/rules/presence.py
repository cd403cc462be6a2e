"""Who may say that they come, who notes it, and who takes a seat in a workshop."""

from typing import Any

from forum.core.clock import today
from forum.core.rules import rule
from forum.meetings.models import Meeting, Workshop
from forum.meetings.rules.meeting import can_arrange, can_read


@rule("answer", Meeting)
def can_answer(user: Any, meeting: Meeting) -> bool:
    """For oneself, until the answers are counted."""
    return meeting.takes_answers and can_read(user, meeting)


@rule("answer_for", Meeting)
def can_answer_for(user: Any, meeting: Meeting) -> bool:
    """For someone else, after a phone call: the support team, as long as the meeting is to come."""
    return meeting.is_scheduled and can_arrange(user, meeting)


@rule("tick", Meeting)
def can_tick(user: Any, meeting: Meeting) -> bool:
    """Who is there: from the meeting's day on, until its file is closed."""
    return meeting.state in ("scheduled", "held") and meeting.day <= today() and can_arrange(user, meeting)


@rule("add_workshop", Meeting)
def can_add_workshop(user: Any, meeting: Meeting) -> bool:
    """Until the meeting is held."""
    return meeting.state in ("draft", "scheduled") and can_arrange(user, meeting)


@rule("arrange", Workshop)
def can_arrange_workshop(user: Any, workshop: Workshop) -> bool:
    return can_add_workshop(user, workshop.meeting)


@rule("join", Workshop)
def can_join(user: Any, workshop: Workshop) -> bool:
    """Take a seat, or give it back: until the meeting begins."""
    return workshop.meeting.is_to_come and can_read(user, workshop.meeting)
