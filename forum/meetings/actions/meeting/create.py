"""Planning meetings: all the dates of a season in one step."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import uuid4

from forum.accounts.models import User
from forum.calendar.actions import Taken, request_booking
from forum.calendar.times import Span, end_of
from forum.core.db import db
from forum.core.mail.outbox import mail_domain
from forum.markup import cook
from forum.meetings.actions.meeting.facts import Facts, RoomWish
from forum.meetings.actions.meeting.states import schedule
from forum.meetings.models import Meeting, Series
from forum.meetings.titles import title_on


class RoomTaken(Exception):
    """Someone else has the room; ``sentences`` by place in the list of dates."""

    def __init__(self, sentences: dict[int, str]):
        super().__init__(len(sentences))
        self.sentences = sentences


def create_meetings(
    series: Series,
    by: User,
    spans: Iterable[Span],
    facts: Facts,
    wish: RoomWish | None = None,
    publish: bool = True,
) -> list[Meeting]:
    """One meeting for each span, with the room booked; published ones are told and get their topic.

    RoomTaken names every date on which the room is someone else's; the caller undoes all then. CannotCook when the
    presentation is refused.
    """
    html = cook(facts.presentation).html if facts.presentation else ""  # before the first write
    meetings = [_add(series, by, span, facts, html) for span in spans]
    db.session.flush()
    if wish:
        _book(meetings, by, wish)
    if publish:
        for meeting in meetings:
            schedule(meeting, by)
    return meetings


def _add(series: Series, by: User, span: Span, facts: Facts, html: str) -> Meeting:
    starts_at, ends_at = span.instants
    meeting = Meeting(
        uid=f"{uuid4()}@{mail_domain()}",
        series=series,
        title=title_on(facts.title, span.starts.date()),
        presentation=facts.presentation,
        presentation_html=html,
        starts=span.starts,
        ends=span.ends,
        starts_at=starts_at,
        ends_at=ends_at,
        place=facts.place,
        address=facts.address,
        access=facts.access,
        chair=facts.chair,
        secretary=facts.secretary,
        presence_until=_days_before(span, facts.presence_days),
        proposals_until=_days_before(span, facts.proposals_days),
        created_by_id=by.id,
    )
    db.session.add(meeting)
    return meeting


def _days_before(span: Span, days: int | None) -> datetime | None:
    """The end of the day so many days earlier."""
    return None if days is None else end_of(span.starts.date() - timedelta(days=days))


def _book(meetings: list[Meeting], by: User, wish: RoomWish) -> None:
    taken = {}
    for number, meeting in enumerate(meetings):
        times = meeting.starts_at, meeting.ends_at
        try:
            meeting.booking = request_booking(wish.room, meeting.title, *times, by, confirm=wish.confirm)
        except Taken as refusal:
            taken[number] = str(refusal)
    if taken:
        raise RoomTaken(taken)
    db.session.flush()
