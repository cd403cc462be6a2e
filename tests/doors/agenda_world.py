"""Agendas of the closed room, of the open one, and of a draft: every word of every item is a canary but outside."""

from typing import Any

from forum.meetings.actions import agenda as actions
from tests.doors.words import phrase


def plan_agendas(world: Any) -> None:
    """In the closed room one proposal waits, one is accepted, one declined; a vote is given; all of it is published."""
    copil, insider, colleague = world.copil, world.people["insider"], world.people["colleague"]
    copil.proposal = actions.propose(copil.meeting, colleague, phrase("propositiontitre"), phrase("propositionraison"))
    copil.item = actions.propose(copil.meeting, colleague, phrase("pointtitre"), phrase("pointraison"))
    declined = actions.propose(copil.meeting, colleague, phrase("refustitre"))
    actions.vote(copil.proposal, colleague)
    actions.accept(copil.item, insider)
    actions.edit_item(copil.item, copil.item.version, leader=phrase("pointanimation"))
    actions.decline(declined, insider, phrase("refusmot"))
    actions.publish_agenda(copil.meeting, insider)
    world.open.proposal = actions.propose(world.open.meeting, world.people["member"], "Qui compte quoi ?", "Comparer.")
    world.open.item = actions.add_item(world.open.meeting, "Accueil", kind="break")
    world.open.draft_item = actions.add_item(world.open.draft, phrase("pointbrouillon"))
