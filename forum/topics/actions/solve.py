"""The message that answers, and where a request stands."""

from forum.accounts.models import User
from forum.core.events import emit
from forum.topics.actions.notice import leave_notice
from forum.topics.events import TopicSolved, TopicStateChanged, TopicUnsolved
from forum.topics.models import Post, Topic


def solve(topic: Topic, post: Post, actor: User) -> None:
    """Mark the message as the one that answers; a request is solved by it."""
    if topic.solution_number == post.number:
        return
    before = topic.solution_number
    topic.solution_number = post.number
    if topic.category.has_states:
        topic.state, topic.routed_to, topic.routed_reason = "solved", "", ""
    leave_notice(topic, actor, "solved", number=post.number)
    emit(TopicSolved(topic, post, actor=actor, before={"number": before}, after={"number": post.number}))


def unsolve(topic: Topic, actor: User) -> None:
    """The answer was none after all; a request goes on."""
    before = topic.solution_number
    if before is None:
        return
    topic.solution_number = None
    if topic.state == "solved":
        topic.state = "in_progress" if topic.replies else "open"
    leave_notice(topic, actor, "unsolved", number=before)
    emit(TopicUnsolved(topic, actor=actor, before={"number": before}))


def set_state(topic: Topic, actor: User, state: str, routed_to: str = "", reason: str = "") -> None:
    """Say where a request stands: open, in_progress, solved; or routed, to whom and why."""
    if state != "routed":
        routed_to = reason = ""
    if (topic.state, topic.routed_to, topic.routed_reason) == (state, routed_to, reason):
        return
    before = {"state": topic.state}  # to whom, and why, are words of the topic: they stay out of the audit log
    topic.state, topic.routed_to, topic.routed_reason = state, routed_to, reason
    if state != "solved":
        topic.solution_number = None
    leave_notice(topic, actor, "state", state=state, routed_to=routed_to, reason=reason)
    emit(TopicStateChanged(topic, actor=actor, before=before, after={"state": state}))


def route(topic: Topic, actor: User, to: str, reason: str) -> None:
    """Somebody outside answers this request: « mission DT ARS », « à l’étude », « voir ARS »."""
    set_state(topic, actor, "routed", to, reason)
