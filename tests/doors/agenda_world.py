"""Agendas of the closed room, of the open one, and of a draft: every word of every item is a canary but outside."""

from typing import Any

from forum.meetings.actions import agenda as actions
from tests.doors.words import phrase


def plan_agendas(world: Any) -> None:
    """In the closed room one proposal waits, one is accepted, one declined; a vote is given; all of it is published."""
    copil, insider, colleague = world.copil, world.people["insider"], world.people["colleague"]
    proposal = actions.propose(copil.meeting, colleague, phrase("propositiontitre"), phrase("propositionraison"))
    item = actions.propose(copil.meeting, colleague, phrase("pointtitre"), phrase("pointraison"))
    declined = actions.propose(copil.meeting, colleague, phrase("refustitre"))
    actions.vote(proposal, colleague)
    actions.accept(item, insider)
    actions.edit_item(item, item.version, leader=phrase("pointanimation"))
    actions.decline(declined, insider, phrase("refusmot"))
    actions.publish_agenda(copil.meeting, insider)
    copil.items = [proposal.id, item.id]  # keys: who knocks may remove what stands there
    proposal = actions.propose(world.open.meeting, world.people["member"], "Qui compte quoi ?", "Comparer.")
    item = actions.add_item(world.open.meeting, "Accueil", kind="break")
    of_draft = actions.add_item(world.open.draft, phrase("pointbrouillon"))
    world.open.items = [proposal.id, item.id, of_draft.id]
