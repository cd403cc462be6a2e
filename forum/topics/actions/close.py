"""Ending a conversation, and holding one at the top; for good, or until a date."""

from datetime import datetime
from typing import Any

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.events import emit
from forum.topics.actions.notice import leave_notice
from forum.topics.events import TopicClosed, TopicPinned, TopicReopened, TopicUnpinned
from forum.topics.models import Topic
from forum.topics.order.events import ClosingDropped, ClosingPlanned
from forum.topics.order.timers import drop_timers, said, set_timer, timers_of


def close(topic: Topic, actor: User, until: datetime | None = None) -> None:
    """Nobody answers any more, until then if there is a date; everybody reads on."""
    if not topic.is_open and timers_of(topic).get("open") == until:
        return
    before = _planned(topic)
    topic.closed_at = topic.closed_at or now()
    leave_notice(topic, actor, "closed", **said(until=until))  # holds the topic, then come its timers
    drop_timers(topic, "close")
    set_timer(topic, "open", until, actor)
    emit(TopicClosed(topic, actor=actor, before=before, after=said(until=until)))


def plan_closing(topic: Topic, actor: User, at: datetime, until: datetime | None = None) -> None:
    """One answers up to this moment; then the topic closes by itself."""
    known, before = timers_of(topic), _planned(topic)
    if not topic.is_open or (known.get("close"), known.get("open")) == (at, until):
        return
    leave_notice(topic, actor, "closes", **said(at=at, until=until))
    set_timer(topic, "close", at, actor)
    set_timer(topic, "open", until, actor)
    emit(ClosingPlanned(topic, actor=actor, before=before, after=said(at=at, until=until)))


def reopen(topic: Topic, actor: User) -> None:
    """One answers again; what was to be closed later stays open."""
    if topic.is_open:
        _stay_open(topic, actor)
        return
    before = _planned(topic)
    topic.closed_at = None
    leave_notice(topic, actor, "reopened")
    drop_timers(topic, "close", "open")
    emit(TopicReopened(topic, actor=actor, before=before))


def _stay_open(topic: Topic, actor: User) -> None:
    before = _planned(topic)
    if "at" in before:
        leave_notice(topic, actor, "stays_open")
        drop_timers(topic, "close", "open")
        emit(ClosingDropped(topic, actor=actor, before=before))


def _planned(topic: Topic) -> dict[str, str]:
    """When it closes, until when it is closed, as the log says it."""
    known = timers_of(topic)
    return said(at=known.get("close"), until=known.get("open"))


def pin(topic: Topic, actor: User, everywhere: bool = False, until: datetime | None = None) -> None:
    """Hold the topic at the top of its category, or of every list."""
    if topic.pinned_at and topic.pinned_everywhere == everywhere and timers_of(topic).get("unpin") == until:
        return
    before = _pinned(topic)
    topic.pinned_at, topic.pinned_everywhere = now(), everywhere
    leave_notice(topic, actor, "pinned", everywhere=everywhere, **said(until=until))
    set_timer(topic, "unpin", until, actor)
    emit(TopicPinned(topic, actor=actor, before=before, after=_pinned(topic)))


def unpin(topic: Topic, actor: User) -> None:
    if topic.pinned_at:
        before = _pinned(topic)
        topic.pinned_at, topic.pinned_everywhere = None, False
        leave_notice(topic, actor, "unpinned")
        drop_timers(topic, "unpin")
        emit(TopicUnpinned(topic, actor=actor, before=before))


def _pinned(topic: Topic) -> dict[str, Any]:
    """Where, and until when, as the log says it; nothing of a topic that is not."""
    until = timers_of(topic).get("unpin")
    return {"everywhere": topic.pinned_everywhere} | said(until=until) if topic.pinned_at else {}
