"""What members and the support team do with the agenda of a meeting."""

from forum.meetings.actions.agenda.lay import add_item, place, remove_item, step
from forum.meetings.actions.agenda.propose import edit_item, propose, withdraw
from forum.meetings.actions.agenda.publish import is_changed, publish_agenda
from forum.meetings.actions.agenda.refusals import (
    AlreadySettled,
    HoldsOthers,
    NoNextMeeting,
    NoVoteLeft,
    Refusal,
    StaleItem,
)
from forum.meetings.actions.agenda.settle import accept, decline, defer, merge
from forum.meetings.actions.agenda.start import start_agenda
from forum.meetings.actions.agenda.vote import take_back, vote

__all__ = [
    "AlreadySettled",
    "HoldsOthers",
    "NoNextMeeting",
    "NoVoteLeft",
    "Refusal",
    "StaleItem",
    "accept",
    "add_item",
    "decline",
    "defer",
    "edit_item",
    "is_changed",
    "merge",
    "place",
    "propose",
    "publish_agenda",
    "remove_item",
    "start_agenda",
    "step",
    "take_back",
    "vote",
    "withdraw",
]
