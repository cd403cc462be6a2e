"""What the box offers while one types: titles that begin so, the ends of operators; what the viewer may see alone."""

from collections import OrderedDict, deque
from typing import Any, NamedTuple

from flask import current_app
from sqlalchemy import func, select

from forum.accounts.models import User
from forum.categories.queries import visible
from forum.core.clock import now
from forum.core.db import db
from forum.core.errors import TooFast
from forum.core.i18n import gettext as _
from forum.core.limits import address
from forum.search.analyser import fold
from forum.search.offers import flags, known_tags
from forum.search.queries import beginning
from forum.search.question import LONGEST, understand

MOST = 6
SHORTEST = 2  # letters
TRIES, SECONDS = 60, 20  # of one person in one process
KEPT = 1000  # people a process remembers


class Suggestion(NamedTuple):
    """One line of the list: a page to open, or the whole text of the box with its last word completed."""

    label: str
    note: str = ""
    url: str = ""
    text: str = ""


def suggest(viewer: Any, text: str) -> list[Suggestion]:
    """For the last word of ``text``; nothing for less than two letters."""
    text = text[:LONGEST]
    before, _space, last = text.rpartition(" ")
    before = f"{before} " if before else ""
    if last[:1] in ("@", "#") or ":" in last:
        return [one._replace(text=f"{before}{one.text} ") for one in _ends(viewer, last)][:MOST]
    if len(last.strip('"«» ')) < SHORTEST:
        return []
    return [Suggestion(hit.title, hit.note or _("Personne"), hit.url) for hit in _titles(viewer, text)]


def _titles(viewer: Any, text: str) -> list[Any]:
    question = understand(text)
    return beginning(viewer, question, MOST) if question.phrases else []


def _ends(viewer: Any, word: str) -> list[Suggestion]:
    """The operators that begin with ``word``."""
    if word[0] == "@":
        return _people(viewer, fold(word[1:]))
    if word[0] == "#":
        found = [
            c for c in visible(viewer) if fold(word[1:]) in (c.slug[: len(word) - 1], fold(c.name)[: len(word) - 1])
        ]
        return [Suggestion(f"#{c.slug}", c.name, text=f"#{c.slug}") for c in found]
    name, _colon, value = word.partition(":")
    if fold(name) == "tag":
        slugs = [slug for slug in known_tags(viewer) if slug.startswith(fold(value))]
        return [Suggestion(f"tag:{slug}", _("Mot-clé"), text=f"tag:{slug}") for slug in slugs]
    states = ["dans:titre", "avec:fichier", *(f.operator for f in flags().values() if f.open_to(viewer))]
    return [Suggestion(one, _("Filtre"), text=one) for one in states if one.startswith(fold(word))]


def _people(viewer: Any, start: str) -> list[Suggestion]:
    """Members, for members: by user name, first or last name."""
    if not viewer.is_member or not start:
        return []
    names = (User.username, User.first_name, User.last_name)
    begins = [func.lower(name).startswith(start, autoescape=True) for name in names]
    found = select(User).where(User.state == "active", begins[0] | begins[1] | begins[2]).order_by(User.last_name)
    people = db.session.scalars(found.limit(MOST))
    return [Suggestion(f"@{one.username}", one.display_name, text=f"@{one.username}") for one in people]


def slow_down(viewer: Any) -> None:
    """TooFast for a program that asks without end; counted in memory, because a GET writes nothing."""
    known: OrderedDict[str, deque[float]] = current_app.extensions.setdefault("search_suggestions", OrderedDict())
    who = str(viewer.id) if viewer.is_authenticated else address()
    tries = known.setdefault(who, deque(maxlen=TRIES + 1))
    known.move_to_end(who)
    if len(known) > KEPT:
        known.popitem(last=False)
    at = now().timestamp()
    tries.append(at)
    if len(tries) > TRIES and tries[0] > at - SECONDS:
        raise TooFast(int(tries[0] + SECONDS - at) + 1)
