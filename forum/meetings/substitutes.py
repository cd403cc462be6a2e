"""The colleague who comes for somebody is told, and told when that ends. Call these while the meeting is held."""

from forum.accounts.models import User
from forum.categories.queries import readers_among
from forum.core.events import emit
from forum.meetings import invitations
from forum.meetings.events import SubstituteNamed, SubstituteReleased
from forum.meetings.models import Meeting


def change(meeting: Meeting, person: User, before: int | None, after: int | None, by: User) -> None:
    """Tell the members ``before`` and ``after`` (keys of people) who may read the meeting; their calendars follow."""
    if former := _reader(meeting, before):
        is_written = invitations.stand_down(meeting, former, person.display_name)
        emit(SubstituteReleased(meeting, person, former, by, is_written))
    if colleague := _reader(meeting, after):
        is_written = invitations.stand_in(meeting, colleague, person.display_name)
        emit(SubstituteNamed(meeting, person, colleague, by, is_written))


def _reader(meeting: Meeting, user_id: int | None) -> User | None:
    return next(iter(readers_among(meeting.series.category_id, [user_id])), None) if user_id else None
