"""Decisions and actions: the two registers, what a meeting left behind, what is open."""

from collections.abc import Iterable
from typing import Any

from flask import abort
from sqlalchemy import Select, func, nulls_last, select
from sqlalchemy.orm import contains_eager, joinedload

from forum.accounts.models import User
from forum.categories.queries import visible_ids
from forum.core.db import db
from forum.core.paging import Page, page_of
from forum.core.rules import can
from forum.meetings.models import Action, Decision, Meeting, Series

OPEN = ("open", "doing")
PER_PAGE = 50


def get_decision(viewer: Any, decision_id: int) -> Decision:
    """The decision, or 404 when ``viewer`` may not read its meeting."""
    return _readable(viewer, db.session.get(Decision, decision_id))


def get_action(viewer: Any, action_id: int) -> Action:
    return _readable(viewer, db.session.get(Action, action_id))


def decisions(viewer: Any, number: int = 1, **wanted: Any) -> Page:
    """The register: the newest meeting first, in its order; ``wanted``: meeting_id, dimension_id, state."""
    query = _filtered(_seen(viewer, Decision), Decision, wanted)
    return _page(query, Decision, (Meeting.starts_at.desc(), Meeting.id, Decision.number), number)


def actions(viewer: Any, number: int = 1, state: str = "", **wanted: Any) -> Page:
    """The list: the next due first, those without a day last; ``wanted``: meeting_id, dimension_id, owner_id, owner."""
    query = _filtered(_seen(viewer, Action), Action, wanted)
    if state:
        query = query.where(Action.state.in_(OPEN) if state == "pending" else Action.state == state)
    is_over = Action.state.in_(("done", "dropped"))
    order = (is_over, nulls_last(Action.due), Meeting.starts_at.desc(), Action.number)
    return _page(query, Action, order, number)


def meetings_with(viewer: Any, kind: type) -> list[Meeting]:
    """The meetings that one may filter by."""
    ids = _seen(viewer, kind).with_only_columns(kind.meeting_id)
    return list(db.session.scalars(select(Meeting).where(Meeting.id.in_(ids)).order_by(Meeting.starts_at.desc())))


def owners(viewer: Any) -> list[tuple[str, str]]:
    """Those whom actions are given to: members by key, others by their words."""
    people = _seen(viewer, Action).join(User, User.id == Action.owner_id)
    rows = db.session.execute(people.with_only_columns(User.id, User.first_name, User.last_name).distinct())
    named = [(str(key), f"{first} {last}") for key, first, last in rows]
    words = _seen(viewer, Action).where(Action.owner_id.is_(None), Action.owner != "")
    named += [(word, word) for word in db.session.scalars(words.with_only_columns(Action.owner).distinct())]
    return sorted(named, key=lambda one: one[1].casefold())


def replacing(decision: Decision) -> list[Decision]:
    """The decisions that may stand instead of this one: those in force of its series, the newest first."""
    same = Meeting.series_id == decision.meeting.series_id, Decision.state == "in_force", Decision.id != decision.id
    kept = Decision.id == decision.superseded_by_id
    query = select(Decision).join(Meeting).where((same[0] & same[1] & same[2]) | kept)
    return list(db.session.scalars(query.order_by(Meeting.starts_at.desc(), Decision.number).limit(300)))


def open_actions(series: Series) -> list[Action]:
    """What is open in the series, the next due first: it stands at the top of the next agenda."""
    query = select(Action).join(Meeting).where(Meeting.series_id == series.id, Action.state.in_(OPEN))
    query = query.options(contains_eager(Action.meeting), joinedload(Action.owner_user))
    return list(db.session.scalars(query.order_by(nulls_last(Action.due), Action.code)))


def codes_of(meeting: Meeting) -> dict[str, str]:
    """The number of each block that was given one: block → « D-2021-10-06-3 »."""
    found: dict[str, str] = {}
    for kind in (Decision, Action):
        rows = db.session.execute(select(kind.block, kind.code).where(kind.meeting_id == meeting.id))
        found |= {f"{kind.__name__.lower()} {block}": code for block, code in rows}
    return found


def part(meeting: Meeting, viewer: Any) -> dict[str, Any]:
    """What the page of the meeting shows of its decisions and actions (``_outcomes.html``)."""
    if not can(viewer, "read", meeting):
        return {"decisions": [], "actions": []}
    decided = select(Decision).where(Decision.meeting_id == meeting.id).order_by(Decision.number)
    decided = decided.options(joinedload(Decision.superseded_by))
    given = select(Action).where(Action.meeting_id == meeting.id).order_by(Action.number)
    given = given.options(joinedload(Action.owner_user))
    return {"decisions": list(db.session.scalars(decided)), "actions": list(db.session.scalars(given))}


def _readable(viewer: Any, outcome: Any) -> Any:
    return outcome if outcome and can(viewer, "read", outcome) else abort(404)


def _seen(viewer: Any, kind: type) -> Select:
    """The rows of ``kind`` whose meeting ``viewer`` reads."""
    query = select(kind).join(Meeting, Meeting.id == kind.meeting_id).join(Series, Series.id == Meeting.series_id)
    return query.where(*_open_to(viewer))


def _loaded(query: Select, kind: Any) -> Select:
    """With meeting, dimension, and who does it or what replaces it."""
    query = query.options(contains_eager(kind.meeting).contains_eager(Meeting.series), joinedload(kind.dimension))
    return query.options(joinedload(Action.owner_user if kind is Action else Decision.superseded_by))


def _open_to(viewer: Any) -> Iterable[Any]:
    shown = [Series.category_id.in_(visible_ids(viewer) if viewer.is_member else [])]
    return shown if viewer.is_organiser else [*shown, Meeting.state != "draft"]


def _filtered(query: Select, kind: Any, wanted: dict[str, Any]) -> Select:
    for name, value in wanted.items():
        if value not in ("", None):
            query = query.where(getattr(kind, name) == value)
    return query


def _page(query: Select, kind: type, order: Iterable[Any], number: int) -> Page:
    rows = _loaded(query, kind).order_by(*order).offset((number - 1) * PER_PAGE).limit(PER_PAGE)
    return page_of(list(db.session.scalars(rows)), _count(query), PER_PAGE, number)


def _count(query: Select) -> int:
    return db.session.scalar(query.with_only_columns(func.count(), maintain_column_froms=True)) or 0
