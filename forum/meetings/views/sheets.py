"""The pieces of the page of a meeting, each drawn once for all members who see the same.

What a piece says is known by stamps, which are read at every request (``core.stamps``), by the clock, and by what is
the reader's own in it: an answer, votes, seats. That a reader may read the meeting has been asked before. For those who
arrange it, whose pieces are full of forms, all is drawn anew.
"""

import secrets
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from flask import current_app
from markupsafe import Markup

from forum.calendar import words
from forum.categories.queries import open_to
from forum.core.clock import today
from forum.core.drawing import Shelf
from forum.core.forms import token
from forum.core.i18n import locale_name
from forum.meetings.models import Meeting
from forum.meetings.queries import agenda, documents, minutes, outcomes, presence, proposals, workshops
from forum.meetings.queries.find import get_meeting
from forum.meetings.queries.glance import Glance, own
from forum.meetings.rules.meeting import can_arrange

TOKEN = secrets.token_hex(16)  # stands where the forms of a piece carry the reader's own token
Parts = Callable[[Meeting, Any], dict[str, Any]]


class Reader(NamedTuple):
    """All that a piece may know of who reads it; which rows are theirs is part of its key."""

    id: int


class Piece(NamedTuple):
    """What it shows, of the meeting and of the reader's own (``Own``, or ``said``)."""

    parts: Parts
    own: tuple[str, ...] = ()


PIECES = {
    "top": Piece(lambda m, v: {"proposals": proposals.part(m, v), "documents": documents.part(m, v)}),
    "presentation": Piece(lambda _m, _v: {}),
    "agenda": Piece(lambda m, v: {"agenda": agenda.part(m, v), "documents": documents.part(m, v)}),
    "proposals": Piece(lambda m, v: {"proposals": proposals.part(m, v)}, ("votes", "items")),
    "workshops": Piece(lambda m, v: {"workshops": workshops.part(m, v)}, ("seats",)),
    "documents": Piece(lambda m, v: {"documents": documents.part(m, v)}),
    "minutes": Piece(minutes.part),
    "outcomes": Piece(outcomes.part, ("actions",)),
    "topic": Piece(lambda _m, _v: {}),
    "presence": Piece(lambda m, v: {"presence": presence.part(m, v)}, ("said", "colleagues")),
    "facts": Piece(lambda _m, _v: {}),
}
_shelf: Shelf[Markup] = Shelf(most=300)


def sheet_of(viewer: Any, seen: Glance) -> dict[str, Markup]:
    """The pieces by name, for someone who may read the meeting."""
    meeting = cache(lambda: get_meeting(viewer, seen.id))  # once for all pieces, if any has to be drawn
    if can_arrange(viewer, seen):  # type: ignore[arg-type]
        return {name: _draw(name, viewer, meeting(), {"viewer": viewer, "csrf_token": token}) for name in PIECES}
    theirs = own(viewer, seen.id)._asdict() | {"said": seen.said}
    may = {"read": True, "arrange": False, "see": seen.topic_place in open_to(viewer)}  # see: its topic
    times = (seen.is_to_come, seen.takes_answers, seen.takes_proposals, today())
    about = (seen.id, *seen.stamp, *times, locale_name(), may["see"])
    known = {"viewer": Reader(viewer.id), "can": lambda verb, _about: may[verb], "csrf_token": lambda: TOKEN}
    draw = lambda name: _draw(name, viewer, meeting(), known)  # noqa: E731
    return {name: _piece(name, (*about, *(theirs[which] for which in PIECES[name].own)), draw) for name in PIECES}


def _piece(name: str, about: tuple, draw: Callable[[str], Markup]) -> Markup:
    piece = _shelf.get((name, about))
    if piece is None:
        piece = draw(name)
        _shelf.put((name, about), piece, len(piece))
    return piece.replace(TOKEN, token())


def _draw(name: str, viewer: Any, meeting: Meeting, known: dict[str, Any]) -> Markup:
    """Without what every template is given: what is not named here is not in the piece."""
    template = current_app.jinja_env.get_template(f"meetings/_{name}.html")
    shown = PIECES[name].parts(meeting, viewer)
    return Markup(template.render(meeting=meeting, dates=words, **shown, **known))  # noqa: S704  our own
