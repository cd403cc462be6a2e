"""Minutes of the closed room, with what was decided there; outside, published ones that were corrected before."""

from typing import Any

from sqlalchemy import select

from forum.core.db import db
from forum.meetings.actions import minutes as acts
from forum.meetings.actions.minutes import correcting
from forum.meetings.actions.outcomes import change_action
from forum.meetings.blocks import Block
from forum.meetings.models import Action, Decision, Meeting, Presence
from forum.meetings.queries.minutes import find_minutes
from tests.doors.words import phrase


def write_minutes(world: Any) -> None:
    """All of the closed room's words are canaries; of the open room's only those that were never published."""
    copil, insider, colleague = world.copil, world.people["insider"], world.people["colleague"]
    db.session.get_one(Presence, (copil.meeting.id, colleague.id)).seen = "represented"
    said = [
        Block(title=phrase("crtitre"), text=phrase("crtexte")),
        Block(kind="decision", text=phrase("decision")),
        Block(kind="action", text=phrase("action"), owner=phrase("actionqui"), due="2031-04-02"),
    ]
    publish(copil.meeting, insider, said)
    copil.correction = correct(copil.meeting, colleague, phrase("correction"))
    copil.decision, copil.action = left_by(copil.meeting)
    action = db.session.get_one(Action, copil.action)
    change_action(action, insider, action.version, state="doing", comment=phrase("actionmot"))
    write(copil.cancelled_meeting, insider, [Block(text=phrase("crbrouillon"))])
    blocks = [Block(kind="decision", text="Oui."), Block(kind="action", text="Écrire.")]
    publish(world.open.meeting, insider, blocks, before=[Block(text=phrase("crouvertbrouillon"))])
    world.open.correction = correct(world.open.meeting, insider, phrase("correctionouverte"))
    world.open.decision, world.open.action = left_by(world.open.meeting)


def write(meeting: Meeting, by: Any, blocks: list[Block]) -> Any:
    minutes = acts.start(meeting, by)
    acts.save(minutes, by, blocks, minutes.number)
    return minutes


def publish(meeting: Meeting, by: Any, blocks: list[Block], before: list[Block] | None = None) -> None:
    minutes = write(meeting, by, before or blocks)
    acts.save(minutes, by, blocks, minutes.number)
    for state in ("review", "approved"):
        acts.settle(minutes, by, state, minutes.number)
    acts.publish(minutes, by, minutes.number)


def correct(meeting: Meeting, by: Any, text: str) -> int:
    """The key of a correction that ``by`` proposes."""
    minutes = find_minutes(meeting)
    return correcting.propose(minutes, by, "", text).id if minutes else 0


def left_by(meeting: Meeting) -> tuple[Any, Any]:
    """The keys of the first decision and the first action."""
    first = lambda kind: db.session.scalars(select(kind.id).where(kind.meeting_id == meeting.id)).first()  # noqa: E731
    return first(Decision), first(Action)
