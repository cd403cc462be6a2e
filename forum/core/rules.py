"""Permission: one function for views, templates and the API.

@rule("reply", Topic)
def can_reply(user, topic) -> bool: ...

can(me(), "reply", topic)      # a question
require("reply", topic)        # refuses with 403 and what to do
"""

from collections.abc import Callable
from typing import Any

from flask import Flask

from forum.core.errors import Refused
from forum.core.viewer import me

Rule = Callable[[Any, Any], bool]
_rules: dict[tuple[str, type], Rule] = {}


def init_app(app: Flask) -> None:
    app.jinja_env.globals["can"] = lambda verb, subject: can(me(), verb, subject)


def rule(verb: str, kind: type) -> Callable[[Rule], Rule]:
    """Declare who may ``verb`` a ``kind`` (a row of it, or the class itself when there is no row yet)."""

    def register(function: Rule) -> Rule:
        _rules[verb, kind] = function
        return function

    return register


def can(user: Any, verb: str, subject: Any) -> bool:
    """May ``user`` do ``verb`` to ``subject``? A pair nobody declared raises LookupError: silence is no permission."""
    kind = subject if isinstance(subject, type) else type(subject)
    for base in kind.__mro__:
        if function := _rules.get((verb, base)):
            return bool(function(user, subject))
    raise LookupError(f"No rule says who may {verb!r} a {kind.__name__}.")


def require(verb: str, subject: Any, why: str | None = None) -> None:
    """Let the request go on if the viewer may; else 403 with ``why`` (a sentence saying what to do)."""
    if not can(me(), verb, subject):
        raise Refused(why)


def declared() -> dict[tuple[str, type], Rule]:
    return _rules
