"""The sentences of notices: what was done to the topic, after the name of who did it.

Mireille Castan · « a fermé le sujet aux réponses »
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from forum.core.i18n import gettext as _
from forum.core.i18n import ngettext
from forum.topics.order.timers import last_day

STATES = {
    "open": lambda: _("ouverte"),
    "in_progress": lambda: _("en cours"),
    "solved": lambda: _("résolue"),
    "routed": lambda: _("orientée"),
}


def sentence(notice: dict[str, Any], category_name: Callable[[int], str | None] = lambda _id: None) -> str:
    """What was done, in the reader's language; ``category_name`` knows the categories that the reader sees."""
    verb = notice.get("verb", "")
    if verb == "state":
        return _state(notice)
    if verb == "moved":
        return _move(category_name(notice.get("from_category", 0)), category_name(notice.get("to_category", 0)))
    said = _SENTENCES.get(verb)
    return said(notice) if said else ""


def _closed(notice: dict[str, Any]) -> str:
    if end := notice.get("until"):
        return _("a fermé le sujet aux réponses jusqu’au %(day)s", day=_last_day(end))
    return _("a fermé le sujet aux réponses")


def _pinned(notice: dict[str, Any]) -> str:
    pinned = _("a épinglé le sujet partout") if notice.get("everywhere") else _("a épinglé le sujet")
    end = notice.get("until")
    return f"{pinned} {_('jusqu’au %(day)s', day=_last_day(end))}" if end else pinned


def _last_day(end: str) -> str:
    return last_day(datetime.fromisoformat(end))


def _split_to(count: int) -> str:
    return ngettext(
        "a déplacé %(num)s message vers un autre sujet", "a déplacé %(num)s messages vers un autre sujet", count
    )


def _split_from(count: int) -> str:
    return ngettext(
        "a déplacé ici %(num)s message d’un autre sujet", "a déplacé ici %(num)s messages d’un autre sujet", count
    )


def _merged(count: int) -> str:
    return ngettext(
        "a réuni ici un autre sujet (%(num)s message)", "a réuni ici un autre sujet (%(num)s messages)", count
    )


def _solved(number: int | None) -> str:
    """Without a number when the message went into another topic since."""
    return _("a retenu le message %(number)s comme réponse", number=number) if number else _("a retenu une réponse")


_SENTENCES: dict[str, Callable[[dict[str, Any]], str]] = {
    "closed": _closed,
    "closes": lambda n: _("fermera le sujet aux réponses après le %(day)s", day=_last_day(n["at"])),
    "stays_open": lambda _n: _("a renoncé à fermer le sujet"),
    "reopened": lambda _n: _("a rouvert le sujet"),
    "pinned": _pinned,
    "unpinned": lambda _n: _("a désépinglé le sujet"),
    "split_to": lambda n: _split_to(n["count"]),
    "split_from": lambda n: _split_from(n["count"]),
    "merged": lambda n: _merged(n["count"]),
    "archived": lambda _n: _("a archivé le sujet"),
    "unarchived": lambda _n: _("a sorti le sujet des archives"),
    "hidden": lambda _n: _("a masqué le sujet"),
    "shown": lambda _n: _("a rendu le sujet de nouveau visible"),
    "renamed": lambda _n: _("a changé le titre"),
    "deleted": lambda _n: _("a supprimé le sujet"),
    "restored": lambda _n: _("a rétabli le sujet"),
    "solved": lambda n: _solved(n.get("number")),
    "unsolved": lambda _n: _("n’a plus retenu de réponse"),
}


def _move(former: str | None, place: str | None) -> str:
    if former and place:
        return _("a déplacé le sujet de « %(former)s » vers « %(place)s »", former=former, place=place)
    return _("a déplacé le sujet ici")


def _state(notice: dict[str, Any]) -> str:
    if notice.get("state") != "routed":
        state = STATES.get(notice.get("state", ""), lambda: "")()
        return _("a indiqué que la demande est %(state)s", state=state)
    to, reason = notice.get("routed_to", ""), notice.get("reason", "")
    if reason:
        return _("a orienté la demande : %(to)s (%(reason)s)", to=to, reason=reason)
    return _("a orienté la demande : %(to)s", to=to)
