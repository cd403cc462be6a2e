"""A form takes up the draft of its place, and lets go of it once the text is sent."""

from typing import Any

from flask import flash

from forum.core.viewer import me
from forum.topics.drafts import actions
from forum.topics.drafts.models import Draft
from forum.topics.drafts.queries import find

FIELDS = (
    "title",
    "tags",
    "reason",
    "reply_to",
    "version",
)  # of the forms for writing, what a draft keeps beside the text


def take_up(form: Any, place: str) -> Draft | None:
    """Fill the form with what was typed before. What it holds already (a quote to answer) comes after."""
    draft = find(me().id, place)
    if draft is None:
        form.draft.data = "0"  # asked for: there is none
        return None
    given = (form.body.data or "").strip()
    form.body.data = "\n\n".join(part for part in (draft.body.rstrip(), given) if part) + ("\n\n" if given else "")
    form.draft.data = str(draft.sequence)
    for name, value in draft.fields.items():
        if name in form and name in FIELDS and value:
            form[name].data = value
    return draft


def let_go(form: Any, place: str) -> None:
    """The text is sent: its draft goes with it, and the copy in the browser; what another editor wrote since stays."""
    actions.discard(me(), place, sequence_of(form.draft.data))
    flash(place, "saved")


def sequence_of(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0
