"""Who may see a meeting, and arrange it."""

from typing import Any

from forum.categories.queries import rights_of
from forum.core.rules import rule
from forum.meetings.models import Meeting, Series


@rule("see", Meeting)
def can_see(user: Any, meeting: Meeting) -> bool:
    """That it takes place, when and where: whoever sees the category, and everybody when the series is public."""
    if meeting.is_draft:
        return can_arrange(user, meeting)
    return meeting.series.is_public or can_read(user, meeting)


@rule("read", Meeting)
def can_read(user: Any, meeting: Meeting) -> bool:
    """All of it: agenda, documents, people, minutes."""
    return (
        user.is_member and meeting.series.category_id in rights_of(user) and (not meeting.is_draft or user.is_organiser)
    )


@rule("arrange", Meeting)
def can_arrange(user: Any, meeting: Meeting) -> bool:
    """Edit, publish, move, cancel; the support team where it may see."""
    return can_arrange_series(user, meeting.series)


@rule("arrange", Series)
def can_arrange_series(user: Any, series: Series | type[Series]) -> bool:
    """A new series asks for the support team; one that exists, also to see its category."""
    return user.is_organiser and (isinstance(series, type) or series.category_id in rights_of(user))


@rule("change", Meeting)
def can_change(user: Any, meeting: Meeting) -> bool:
    """A cancelled meeting stays as it was when people were told."""
    return can_arrange(user, meeting) and not meeting.is_cancelled
