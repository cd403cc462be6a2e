"""Who may propose, vote, settle and order what a meeting talks about."""

from typing import Any

from forum.core.rules import rule
from forum.meetings.models import AgendaItem, Meeting
from forum.meetings.rules.meeting import can_arrange, can_read

PREPARED_IN = ("draft", "scheduled", "held")  # afterwards the minutes tell what was talked about


@rule("propose", Meeting)
def can_propose(user: Any, meeting: Meeting) -> bool:
    return meeting.takes_proposals and can_read(user, meeting)


@rule("prepare", Meeting)
def can_prepare(user: Any, meeting: Meeting) -> bool:
    """Choose, order and change the items of the agenda."""
    return meeting.state in PREPARED_IN and can_arrange(user, meeting)


@rule("publish_agenda", Meeting)
def can_publish_agenda(user: Any, meeting: Meeting) -> bool:
    """Of a draft nobody is told; of what is over neither."""
    return meeting.is_scheduled and can_arrange(user, meeting)


@rule("read", AgendaItem)
def can_read_item(user: Any, item: AgendaItem) -> bool:
    return can_read(user, item.meeting)


@rule("vote", AgendaItem)
def can_vote(user: Any, item: AgendaItem) -> bool:
    """Give and take back a vote, until the cut-off."""
    return item.is_proposed and can_propose(user, item.meeting)


@rule("edit", AgendaItem)
def can_edit(user: Any, item: AgendaItem) -> bool:
    """One's own proposal as long as it is one; the support team whatever may still be talked about."""
    living = item.is_proposed or item.is_accepted
    return can_withdraw(user, item) or (living and can_prepare(user, item.meeting))


@rule("withdraw", AgendaItem)
def can_withdraw(user: Any, item: AgendaItem) -> bool:
    is_own = item.proposed_by_id is not None and item.proposed_by_id == user.id
    return is_own and item.is_proposed and item.meeting.is_scheduled and can_read(user, item.meeting)


@rule("settle", AgendaItem)
def can_settle(user: Any, item: AgendaItem) -> bool:
    """Accept, decline, merge, defer; what was merged or deferred lives elsewhere."""
    open_states = ("proposed", "accepted", "declined")
    return item.kind == "topic" and item.state in open_states and can_prepare(user, item.meeting)


@rule("place", AgendaItem)
def can_place(user: Any, item: AgendaItem) -> bool:
    return item.is_accepted and can_prepare(user, item.meeting)


@rule("remove", AgendaItem)
def can_remove(user: Any, item: AgendaItem) -> bool:
    """What the support team added itself; what a member proposed is declined, with a word."""
    is_own = item.proposed_by_id is None and item.kind in ("topic", "break")
    return is_own and item.is_accepted and can_prepare(user, item.meeting)
