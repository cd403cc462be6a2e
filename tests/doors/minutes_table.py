"""The routes of minutes, decisions and actions: published in the closed room; there and outside also what is not."""

from collections.abc import Callable
from typing import Any

from tests.doors.door import Door, Values, plain
from tests.doors.words import ASKED
from tests.doors.world import ABSENT, World

Fill = Callable[[World], Values]


def of_minutes(form: Fill = lambda _world: {}, **more: str) -> Door:
    def values(*meetings: Any) -> list[Values]:
        return [{"meeting_id": meeting.id} | more for meeting in meetings]

    return Door(
        private=lambda w: values(w.copil.meeting, w.copil.cancelled_meeting),
        absent={"meeting_id": ABSENT} | more,
        open=lambda w: values(w.open.meeting, w.open.draft),
        form=form,
    )


def of_outcome(kind: str, form: Fill = lambda _world: {}) -> Door:
    return Door(
        private=lambda w: [{f"{kind}_id": getattr(w.copil, kind)}],
        absent={f"{kind}_id": ABSENT},
        open=lambda w: [{f"{kind}_id": getattr(w.open, kind)}],
        form=form,
    )


def blocks(world: World) -> Values:
    """A text that points at what stands in the closed room."""
    picture = f"![i](/fichiers/{world.copil.picture.token}/x.png) /t/x/{world.copil.topic.id}"
    return {"base": "2", "reason": "Un mot", "blocks-0-kind": "action", "blocks-0-text": picture, "do": "preview"}


MINUTES: dict[str, Door] = {
    "meetings.minutes": of_minutes(),
    "meetings.create_minutes": of_minutes(),
    "meetings.edit_minutes": of_minutes(form=blocks),
    "meetings.import_minutes": of_minutes(form=lambda _w: {"place": "instead", "base": "2"}),
    "meetings.settle_minutes": of_minutes(form=lambda _w: {"base": "2"}, step="relecture"),
    "meetings.publish_minutes": of_minutes(form=lambda _w: {"base": "2"}),
    "meetings.minutes_revisions": of_minutes(),
    "meetings.minutes_pdf": of_minutes(),
    "meetings.new_correction": of_minutes(form=lambda _w: {"block": "", "text": "Une coquille"}),
    "meetings.correction": of_outcome("correction", lambda _w: {"do": "decline", "word": "Non"}),
    "meetings.decisions": plain({}, {"etat": "in_force"}, {"reunion": "1"}),
    "meetings.actions": plain({}, {"etat": ""}, {"responsable": "moi"}, {"responsable": ASKED}),
    "meetings.decision": of_outcome("decision", lambda _w: {"was": "in_force", "state": "withdrawn", "by": ""}),
    "meetings.action": of_outcome("action", lambda _w: {"version": "1", "state": "done", "comment": "Fait"}),
}
