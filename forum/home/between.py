"""Where we are between two meetings of the network, and what happened since the last one: in one statement."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, func, literal, null, select, union_all

from forum.categories.queries import visible_ids
from forum.core.clock import now, today
from forum.core.db import Instant, read
from forum.meetings.dates import know_next_day, seen_by
from forum.meetings.models import Action, Decision, Meeting, Minutes, Presence, Series
from forum.topics.models import Post, Topic
from forum.topics.queries.unread import PLACES

MANY = 250  # counting stops there, and the page says «more than»


class Date(NamedTuple):
    """A meeting, as the home shows it."""

    which: str  # « last », « next », or « soon »: the next of any series
    id: int
    title: str
    starts: datetime
    ends: datetime
    starts_at: datetime
    ends_at: datetime
    place: str
    has_minutes: int
    agenda_state: str
    answers_until: datetime | None
    answer: str | None
    ask_again: bool | None

    @property
    def url(self) -> str:
        return f"/reunions/{self.id}"

    @property
    def day(self) -> date:
        return self.starts.date()

    @property
    def last_day(self) -> date:
        return self.ends.date()

    @property
    def takes_answers(self) -> bool:
        return now() < min(self.answers_until or self.starts_at, self.starts_at)


@dataclass(frozen=True)
class Between:
    """Neither, one or both of the meetings; what others wrote and what was decided since the last one."""

    last: Date | None
    next: Date | None
    topics: int
    replies: int
    decisions: int
    my_actions: int
    next_due: date | None = None

    @property
    def days(self) -> int:
        """From one meeting to the other."""
        return max(1, (self.next.day - self.last.day).days) if self.last and self.next else 0

    @property
    def gone(self) -> int:
        return (today() - self.last.day).days if self.last else 0


def between(viewer: Any, otherwise: datetime | None) -> Between:
    """For a member; what was written is counted from ``otherwise`` before there was any meeting."""
    known = {"places": visible_ids(viewer), "reader": viewer.id, "now": now(), "otherwise": otherwise}
    found = {row.which: Date._make(row) for row in read(_everything(), known)}
    know_next_day(viewer, found["soon"].day if "soon" in found else None)
    counts = [found[name].id for name in ("topics", "replies", "decisions", "actions")]
    due = read(_due(), known).scalar() if counts[-1] else None
    return Between(found.get("last"), found.get("next"), *counts, next_due=due)


@lru_cache
def _everything() -> Any:
    """Of the network's own series the last date that has begun and the next one; the next of any; four counts."""
    at = bindparam("now", type_=Instant)
    network = (Series.is_first, Series.category_id.in_(PLACES))
    ahead = (Meeting.state == "scheduled", Meeting.ends_at > at)
    past = _date("last", *network, *_began(at)).order_by(Meeting.starts_at.desc(), Meeting.id)
    following = _date("next", *network, *ahead, Meeting.starts_at > at).order_by(Meeting.starts_at, Meeting.id)
    soon = _date("soon", seen_by(PLACES), *ahead).order_by(Meeting.starts_at, Meeting.id)
    rows = (select(one.limit(1).subquery()) for one in (past, following, soon))
    return union_all(*rows, *_counts(at))


def _began(at: Any) -> tuple[ColumnElement[bool], ...]:
    return Meeting.state.in_(("scheduled", "held", "closed")), Meeting.starts_at <= at


def _date(which: str, *conditions: Any) -> Select:
    minutes = select(func.count()).where(Minutes.meeting_id == Meeting.id, Minutes.published_number.is_not(None))
    names = ("id", "title", "starts", "ends", "starts_at", "ends_at", "place")
    columns = (
        literal(which).label("which"),
        *(getattr(Meeting, name) for name in names),
        minutes.scalar_subquery().label("has_minutes"),
        Meeting.agenda_state,
        Meeting.presence_until,
        Presence.answer,
        Presence.ask_again,
    )
    mine = (Presence.meeting_id == Meeting.id) & (Presence.user_id == bindparam("reader"))
    rows = select(*columns).join(Series, Series.id == Meeting.series_id).outerjoin(Presence, mine)
    return rows.where(*conditions)


def _counts(at: Any) -> list[Select]:
    """Written by others, decided at meetings since the last one, and given to the reader, whenever it was."""
    begun = select(func.max(Meeting.starts_at)).join(Series, Series.id == Meeting.series_id)
    begun = begun.where(Series.is_first, Series.category_id.in_(PLACES), *_began(at))
    start = func.coalesce(begun.scalar_subquery(), bindparam("otherwise", type_=Instant), type_=Instant)
    reader = bindparam("reader")
    topics = select(Topic.id).where(Topic.created_at > start, Topic.category_id.in_(PLACES))
    topics = topics.where(Topic.author_id != reader, Topic.deleted_at.is_(None))
    replies = select(Post.id).join(Topic, Topic.id == Post.topic_id).where(Post.created_at > start, Post.number > 1)
    replies = replies.where(Post.author_id != reader, Post.kind == "message", Post.deleted_at.is_(None))
    here = (Topic.category_id + 0).in_(PLACES)  # + 0: by the dates of the messages, which are few, not by their topics
    replies = replies.where(here, Topic.deleted_at.is_(None))
    decisions = _of_meetings(select(Decision.id), Decision).where(Meeting.starts_at >= start)
    actions = _mine(select(Action.id))
    named = {"topics": topics, "replies": replies, "decisions": decisions, "actions": actions}
    return [_count(name, rows.limit(MANY)) for name, rows in named.items()]


def _count(which: str, rows: Select) -> Select:
    """In the shape of a date, whose number is the count."""
    nothing = (null() for _field in Date._fields[2:])
    return select(literal(which), func.count(), *nothing).select_from(rows.subquery())


def _of_meetings(rows: Select, kind: Any) -> Select:
    rows = rows.join(Meeting, Meeting.id == kind.meeting_id).join(Series, Series.id == Meeting.series_id)
    return rows.where(Series.category_id.in_(PLACES))


def _mine(rows: Select) -> Select:
    rows = _of_meetings(rows, Action)
    return rows.where(Action.owner_id == bindparam("reader"), Action.state.in_(("open", "doing")))


@lru_cache
def _due() -> Select:
    """The day of the first of what is given to the reader."""
    return _mine(select(func.min(Action.due)))
