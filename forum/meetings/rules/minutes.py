"""Who writes the minutes, and who reads them."""

from typing import Any

from forum.core.clock import now
from forum.core.rules import rule
from forum.meetings.models import Meeting, Minutes, MinutesCorrection
from forum.meetings.rules.meeting import can_arrange, can_read


@rule("take_minutes", Meeting)
def can_take_minutes(user: Any, meeting: Meeting) -> bool:
    """Begin the minutes: of a meeting that is announced."""
    return can_arrange(user, meeting) and not (meeting.is_draft or meeting.is_cancelled)


@rule("read", Minutes)
def can_read_minutes(user: Any, minutes: Minutes) -> bool:
    """Members what is published, the support team at any time."""
    return can_arrange(user, minutes.meeting) or (minutes.is_published and can_read(user, minutes.meeting))


@rule("write", Minutes)
def can_write(user: Any, minutes: Minutes) -> bool:
    """Change the text. What is approved waits for its publication; once published, every change is an amendment."""
    return can_arrange(user, minutes.meeting) and minutes.state != "approved"


@rule("settle", Minutes)
def can_settle(user: Any, minutes: Minutes) -> bool:
    """Have it read again, approve it, take it up again."""
    return can_arrange(user, minutes.meeting) and not minutes.is_published


@rule("publish", Minutes)
def can_publish(user: Any, minutes: Minutes) -> bool:
    """Approved minutes, of a meeting that has begun and was not cancelled since."""
    meeting = minutes.meeting
    has_begun = meeting.is_over or (meeting.is_scheduled and meeting.starts_at <= now())
    return can_arrange(user, meeting) and minutes.state == "approved" and has_begun


@rule("correct", Minutes)
def can_correct(user: Any, minutes: Minutes) -> bool:
    """Propose a correction: of what is published, by whoever reads it."""
    return minutes.is_published and can_read(user, minutes.meeting)


@rule("read", MinutesCorrection)
def can_read_correction(user: Any, correction: MinutesCorrection) -> bool:
    """One's own, and the support team all of them."""
    is_own = correction.proposed_by_id == user.id
    return can_arrange(user, correction.minutes.meeting) or (is_own and can_read(user, correction.minutes.meeting))


@rule("settle", MinutesCorrection)
def can_settle_correction(user: Any, correction: MinutesCorrection) -> bool:
    """Accept or decline it, once."""
    return correction.is_open and can_arrange(user, correction.minutes.meeting)
