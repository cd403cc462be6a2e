"""The colleague who comes for somebody is told, and told when that ends. Call these while the meeting is held."""

from sqlalchemy import select

from forum.accounts.models import User
from forum.categories.queries import readers_among
from forum.core.db import db
from forum.core.events import emit
from forum.meetings import invitations
from forum.meetings.events import SubstituteDeclined, SubstituteNamed, SubstituteReleased
from forum.meetings.models import Meeting, Presence


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


def decline(meeting: Meeting, substitute: User, by: User) -> None:
    """Whoever counted on ``substitute`` hears that they do not come either."""
    counting = (Presence.meeting_id == meeting.id, Presence.answer == "represented")
    people = select(User).join(Presence, Presence.user_id == User.id)
    for person in db.session.scalars(people.where(*counting, Presence.substitute_id == substitute.id)).all():
        emit(SubstituteDeclined(meeting, person, substitute, by))
