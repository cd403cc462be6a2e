"""The minutes of a meeting, their revisions, and what changed between them."""

from typing import Any, NamedTuple

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.core.db import db
from forum.core.rules import can
from forum.meetings.blocks import Block, load, words
from forum.meetings.models import Meeting, Minutes, MinutesRevision
from forum.meetings.queries import attendance, outcomes
from forum.topics.revisions import Change
from forum.topics.revisions import words as compare

SHOWN = 30  # revisions, the latest ones


class Step(NamedTuple):
    """One save: what it changed since the one before."""

    revision: MinutesRevision
    changes: list[Change]


def find_minutes(meeting: Meeting) -> Minutes | None:
    return db.session.scalar(select(Minutes).where(Minutes.meeting_id == meeting.id))


def get_minutes(viewer: Any, meeting: Meeting) -> Minutes:
    """The minutes, or 404 when there are none that ``viewer`` reads."""
    minutes = find_minutes(meeting)
    return minutes if minutes and can(viewer, "read", minutes) else abort(404)


def revision(minutes: Minutes, number: int | None) -> MinutesRevision | None:
    """The revision of that number."""
    same = MinutesRevision.minutes_id == minutes.id, MinutesRevision.number == number
    return db.session.scalar(select(MinutesRevision).where(*same))


def latest(minutes: Minutes) -> MinutesRevision:
    return revision(minutes, minutes.number) or abort(404)


def blocks_of(minutes: Minutes, number: int) -> list[Block]:
    """What the revision said; nothing when there is none of that number."""
    found = revision(minutes, number)
    return load(found.blocks) if found else []


def shown_to(viewer: Any, minutes: Minutes) -> MinutesRevision:
    """The revision that ``viewer`` reads: the published one, and before that the latest."""
    return revision(minutes, minutes.published_number or minutes.number) or abort(404)


def amendments(minutes: Minutes) -> list[MinutesRevision]:
    """What was corrected since the publication, the latest first: only amendments have a reason."""
    since = select(MinutesRevision).where(MinutesRevision.minutes_id == minutes.id, MinutesRevision.reason != "")
    return list(db.session.scalars(since.order_by(MinutesRevision.number.desc())))


def steps(minutes: Minutes, *, amended: bool) -> list[Step]:
    """The saves, the latest first; only those since the publication when ``amended``."""
    query = select(MinutesRevision).where(MinutesRevision.minutes_id == minutes.id)
    query = query.options(joinedload(MinutesRevision.author)).order_by(MinutesRevision.number.desc())
    saves = list(db.session.scalars(query.limit(SHOWN + 1)))
    texts = {save.number: words(load(save.blocks)) for save in saves}
    told = [save for save in saves[:SHOWN] if save.reason or not amended]
    return [Step(save, compare(texts.get(save.number - 1, ""), texts[save.number])) for save in told]


def part(meeting: Meeting, viewer: Any) -> dict[str, Any]:
    """What the page of the meeting shows of its minutes (``_minutes.html``)."""
    minutes = find_minutes(meeting)
    readable = minutes if minutes and can(viewer, "read", minutes) else None
    takes = minutes is None and can(viewer, "take_minutes", meeting)
    known = {"minutes": readable, "may_take_minutes": takes, "amendments": [], "attendance": None}
    if readable is None:
        return known
    return known | {"amendments": amendments(readable), "attendance": attendance.of(meeting)}


def page(meeting: Meeting, minutes: Minutes, shown: MinutesRevision) -> dict[str, Any]:
    """What a whole page of minutes shows: the blocks with their numbers, who was there, what was amended."""
    return {
        "meeting": meeting,
        "minutes": minutes,
        "revision": shown,
        "blocks": load(shown.blocks),
        "codes": outcomes.codes_of(meeting),
        "attendance": attendance.of(meeting),
        "amendments": amendments(minutes),
    }
