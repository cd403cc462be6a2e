"""A page of a topic, but for its frame and the reader's own: its head, its messages, the way to the other pages.

It is drawn once for all readers who see the same: whoever wrote none of its messages, and keeps no order. What it says
is known by stamps, which are read at every request (``core.stamps``); that a reader may see the topic has been asked
before.
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
from forum.topics.order.timers import last_day, timers_of
from forum.topics.pages import Pages, Part
from forum.topics.queries import Message, Opened, rows_between, rows_of, signed, suggested, tags_of
from forum.topics.queries.bookmarks import kept_by
from forum.topics.queries.thanks import thanked_by
from forum.topics.views.lines import lines
from forum.topics.views.marks import Marks, for_reader, with_polls
from forum.topics.views.messages import Shown, shown
from forum.topics.views.polling import drawn

TICK = 60  # seconds after which « 5 min » is not true any more


@dataclass(frozen=True)
class Sheet:
    """``last``: the number of the last message on it; ``authors``: whose messages it holds, deleted ones included;
    ``numbers``: message → its number; ``thanked``: who said thank you for which."""

    head: Markup
    messages: Markup
    pager: Markup
    last: int
    authors: frozenset[int]
    numbers: dict[int, int]
    thanked: Marks
    polls: dict[int, Message]


_shelf: Shelf[Sheet] = Shelf(most=100)
_nearby: Shelf[Markup] = Shelf(most=300)


def sheet_of(viewer: Any, opened: Opened, pages: Pages, may: dict[str, bool], part: Part | None = None) -> Sheet:
    """The page as ``viewer`` sees it; instead a ``part`` of the topic, for paper."""
    if part or viewer.is_organiser or any(allowed for verb, allowed in may.items() if verb != "reply"):
        return _draw(viewer, opened, pages, may, part)
    key = (opened.topic.id, pages.number, opened.stamp, may["reply"], viewer.is_member, *_reader(viewer))
    known = _shelf.get(key)
    if known and viewer.id not in known.authors:
        return known
    sheet = _draw(viewer, opened, pages, may)
    if viewer.id not in sheet.authors:
        _shelf.put(key, sheet, len(sheet.messages))
    return sheet


def _draw(viewer: Any, opened: Opened, pages: Pages, may: dict[str, bool], part: Part | None = None) -> Sheet:
    """Without what every template is given (the viewer, the request): what is not named here is not on the sheet."""
    topic = opened.topic
    rows = rows_between(topic, *part.span(part.number)) if part else rows_of(topic, pages.number)
    posts, solver = signed(topic, rows)
    thanks = thanked_by(row.id for row in rows if row.thanks)
    seen = shown(viewer, topic, posts, may, solver is not None or topic.state == "routed", thanks)
    foot = "_parts" if part else "_pager"
    named = {
        "topic": topic,
        "tags": tags_of(topic),
        "ends": {act: last_day(at) for act, at in timers_of(topic).items()},
        "posts": seen,
        "pages": pages,
        "part": part,
        "may": may,
        "token": generate_csrf() if viewer.is_authenticated else "",
        "solver": solver,
        "sentence": sentence,
        "category_name": {category.id: category.name for category in visible(viewer)}.get,
    }
    head, posts_html, pager = (Markup(_template(name).render(named)) for name in ("_head", "_posts", foot))  # noqa: S704
    return _sheet(head, posts_html, pager, posts, seen, thanks)


def _sheet(
    head: Markup, html: Markup, pager: Markup, posts: list[Message], seen: list[Shown], thanks: dict[int, list[Person]]
) -> Sheet:
    said = [it for it in seen if it.thanks and it.id in thanks]
    return Sheet(
        head,
        html,
        pager,
        last=seen[-1].number if seen else 0,
        authors=frozenset(post.author_id for post in posts),
        numbers={it.id: it.number for it in seen},
        thanked={it.id: (it.thanks, frozenset(one.id for one in thanks[it.id])) for it in said if it.thanks},
        polls={post.poll_id: post for post in posts if post.poll_id and not post.is_deleted},
    )


def own_messages(viewer: Any, opened: Opened, sheet: Sheet) -> Markup:
    """The messages of the sheet with the polls as this reader sees them, and as they have marked them."""
    html = with_polls(sheet.messages, drawn(viewer, sheet.polls)) if sheet.polls else sheet.messages
    if not viewer.is_member:
        return html
    kept = kept_by(viewer, opened.kept)
    return for_reader(html, sheet.thanked, sheet.numbers, viewer.id, kept)


def nearby_of(viewer: Any, opened: Opened) -> Markup:
    """What to read after the last message: the same for all visitors."""
    key = (opened.topic.id, opened.stamp, opened.lists, *_reader(viewer))
    known = None if viewer.is_authenticated else _nearby.get(key)
    if known is None:
        found = lines(viewer, suggested(viewer, opened.topic))
        known = Markup(_template("_suggested").render(lines=found))  # noqa: S704 (our own)
        if not viewer.is_authenticated:
            _nearby.put(key, known, len(known))
    return known


def _reader(viewer: Any) -> tuple:
    """What else it depends on: the categories one may know of, the language, and the time."""
    return *visible(viewer), locale_name(), int(now().timestamp()) // TICK


def _template(name: str) -> Any:
    return current_app.jinja_env.get_template(f"topics/{name}.html")
