"""Changing what is said of a meeting; moving it. The row, its ``uid`` and the answers stay."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from forum.accounts.models import User
from forum.calendar.actions import cancel_booking, confirm_booking, move_booking, request_booking
from forum.calendar.times import Span, instant_of, wall_of
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.markup import cook
from forum.meetings.actions.meeting.facts import RoomWish
from forum.meetings.actions.meeting.following import shift, shift_to
from forum.meetings.actions.meeting.topic import rewrite_opening
from forum.meetings.events import MeetingEdited, MeetingMoved
from forum.meetings.models import Meeting
from forum.meetings.titles import retitled


class StaleMeeting(Exception):
    """Somebody changed the meeting since the version the edit was based on."""


@dataclass(frozen=True)
class Edit:
    """The new facts. ``wish`` None: no room."""

    span: Span
    words: dict[str, str]  # title, place, address, access, presentation, chair, secretary
    wish: RoomWish | None = None
    presence_until: datetime | None = None
    proposals_until: datetime | None = None


def edit_meeting(meeting: Meeting, by: User, base_version: int, edit: Edit) -> None:
    """Keep the new facts, have the room follow. Another time or place of a scheduled meeting is told to everybody.

    StaleMeeting when somebody saved since ``base_version``; ``calendar.actions.Taken`` when the room is someone else's
    then; WorkshopsOutside when the new times leave out workshops; CannotCook when the presentation is refused. All of
    them before anything is changed.
    """
    html = cook(edit.words["presentation"]).html if edit.words["presentation"] else ""  # before the first write
    _take_version(meeting, base_version)
    before, rewrite, title = _facts(meeting), rewrite_opening(meeting, by), _title(meeting, edit)
    later = shift_to(meeting, edit.span)
    _move_room(meeting, by, edit.wish, title, edit.span)
    _keep(meeting, edit, title, html)
    shift(meeting, later)
    after = _facts(meeting)
    changed = {name for name in after if after[name] != before[name]}
    if changed & {"starts", "ends", "place", "address"}:
        meeting.sequence += 1
    db.session.flush()
    if not meeting.is_draft and changed:
        rewrite()
    _tell(meeting, by, before, after, changed)


def _take_version(meeting: Meeting, base_version: int) -> None:
    """Of two edits based on the same version only one finds it; the row is held, and read afresh."""
    mine = update(Meeting).where(Meeting.id == meeting.id, Meeting.version == base_version)
    taken = mine.values(version=Meeting.version + 1, lock_version=Meeting.lock_version + 1).returning(Meeting.id)
    is_mine = db.session.scalar(taken, execution_options={"synchronize_session": False})
    db.session.refresh(meeting)
    if not is_mine:
        raise StaleMeeting


def _title(meeting: Meeting, edit: Edit) -> str:
    """As it was typed; left as it was, the date in it follows the meeting."""
    title = edit.words["title"]
    return retitled(title, meeting.day, edit.span.starts.date()) if title == meeting.title else title


def _keep(meeting: Meeting, edit: Edit, title: str, html: str) -> None:
    for name, value in (edit.words | {"title": title}).items():
        setattr(meeting, name, value)
    meeting.presentation_html = html
    later = edit.span.starts.date() - meeting.day
    for name in ("presence_until", "proposals_until"):
        setattr(meeting, name, _until(getattr(meeting, name), getattr(edit, name), later))
    meeting.starts, meeting.ends = edit.span
    meeting.starts_at, meeting.ends_at = edit.span.instants
    meeting.modified_at = now()


def _until(before: datetime | None, typed: datetime | None, later: timedelta) -> datetime | None:
    """As it was typed; a day left as it was follows the meeting: nobody is asked to confirm what takes no answer."""
    if before is None or typed is None or wall_of(before).date() != wall_of(typed).date():
        return typed
    return instant_of(wall_of(before) + later)


def _move_room(meeting: Meeting, by: User, wish: RoomWish | None, title: str, span: Span) -> None:
    """The booking follows the meeting: other times, another room, none."""
    booking = meeting.booking if meeting.booking and not meeting.booking.is_cancelled else None
    times = span.instants
    if wish is None:
        if booking:
            cancel_booking(booking, by)
        meeting.booking = None
    elif booking is None:
        meeting.booking = request_booking(wish.room, title, *times, by, confirm=wish.confirm)
    elif (booking.room_id, booking.starts_at, booking.ends_at, booking.title) != (wish.room.id, *times, title):
        move_booking(booking, *times, by, room=wish.room, title=title)
    if booking and wish and wish.confirm:
        confirm_booking(booking, by)


def _tell(meeting: Meeting, by: User, before: dict[str, Any], after: dict[str, Any], changed: set[str]) -> None:
    told = {"actor": by, "before": {one: before[one] for one in changed}, "after": {one: after[one] for one in changed}}
    if meeting.is_scheduled and changed & {"starts", "ends", "place"}:
        emit(MeetingMoved(meeting, actor=by, before=before, after=after))
    elif changed:
        emit(MeetingEdited(meeting, **told))


def _facts(meeting: Meeting) -> dict[str, Any]:
    """What the audit log keeps, and what is compared."""
    words = {name: getattr(meeting, name) for name in ("title", "place", "address")}
    return {"starts": meeting.starts.isoformat(), "ends": meeting.ends.isoformat(), **words}
