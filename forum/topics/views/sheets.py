"""The messages of a page, drawn once for all readers who see the same: whoever wrote none of them, and keeps no order.

What they say is known by stamps, which are read at every request (``core.stamps``); that a reader may see the topic has
been asked before.
"""

from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from forum.accounts.people import Person
from forum.categories.queries import visible
from forum.core.clock import now
from forum.core.drawing import Shelf
from forum.core.i18n import locale_name
from forum.topics.notices import sentence
from forum.topics.queries import Message, Opened, all_rows, author_of, rows_of, signed
from forum.topics.views.messages import shown

TICK = 60  # seconds after which « 5 min » is not true any more


@dataclass(frozen=True)
class Sheet:
    """``last``: the number of the last message on it; ``authors``: whose messages it holds, deleted ones included."""

    html: Markup
    last: int
    authors: frozenset[int]


_shelf: Shelf[Sheet] = Shelf(most=100)


def sheet_of(viewer: Any, opened: Opened, page: int | None, may: dict[str, bool]) -> Sheet:
    """The messages of the page as ``viewer`` sees them; of all pages when it is None, for paper."""
    if viewer.is_organiser or may["solve"] or page is None:
        return _draw(viewer, opened, page, may)
    places = tuple((one.id, one.name) for one in visible(viewer))  # what notices may name
    minute = int(now().timestamp()) // TICK
    key = (opened.topic.id, page, opened.stamp, places, may["reply"], locale_name(), minute)
    known = _shelf.get(key)
    if known and viewer.id not in known.authors:
        return known
    sheet = _draw(viewer, opened, page, may)
    if viewer.id not in sheet.authors:
        _shelf.put(key, sheet, len(sheet.html))
    return sheet


def _draw(viewer: Any, opened: Opened, page: int | None, may: dict[str, bool]) -> Sheet:
    """Without what every template is given (the viewer, the request): what is not named here is not on the sheet."""
    topic = opened.topic
    posts = signed(topic, all_rows(topic) if page is None else rows_of(topic, page))
    solver = _solver(topic, posts)
    seen = shown(viewer, topic, posts, may, solver is not None or topic.state == "routed")
    html = current_app.jinja_env.get_template("topics/_posts.html").render(
        topic=topic,
        posts=seen,
        may=may,
        token=generate_csrf() if any(post.acts for post in seen) or may["solve"] else "",
        solver=solver,
        sentence=sentence,
        category_name={category.id: category.name for category in visible(viewer)}.get,
    )
    authors = frozenset(post.author_id for post in posts)
    return Sheet(Markup(html), seen[-1].number if seen else 0, authors)  # noqa: S704 (a template made it)


def _solver(topic: Any, posts: list[Message]) -> Person | None:
    """Who wrote the message that answers, which may be on another page."""
    if not topic.solution_number:
        return None
    here = next((post for post in posts if post.number == topic.solution_number and not post.is_deleted), None)
    return here.author if here else author_of(topic, topic.solution_number)
