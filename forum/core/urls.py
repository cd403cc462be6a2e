"""Whole addresses, for mails: built on BASE_URL, never on the Host that a request claims. And what routes take."""

from collections.abc import Callable
from typing import Any

from flask import current_app
from werkzeug.routing import IntegerConverter, Rule, UnicodeConverter

LARGEST = 2**31 - 1  # that both databases take as a key


class Key(IntegerConverter):
    """``<int:…>`` in a route: a number past every key leads nowhere, instead of breaking a query."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"max": LARGEST} | kwargs)


class Word(UnicodeConverter):
    """``<…>`` in a route: without NUL, which no text has and PostgreSQL refuses."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.regex = self.regex.replace("[^/]", r"[^/\x00]")


class Route(Rule):
    """A rule of the map; what builds its addresses is compiled at the first of them.

    Werkzeug compiles two builders a rule when the app is made: for hundreds of rules, a twelfth of the start.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        def build(rule: Route, /, **values: Any) -> tuple[str, str]:
            builder = Rule._compile_builder(rule, append_unknown).__get__(rule)
            setattr(rule, "_build_unknown" if append_unknown else "_build", builder)
            return builder(**values)

        return build


def whole(text: str) -> int:
    """For ``request.args.get(name, type=whole)``: a number that a query takes; ValueError (the default) for others."""
    if abs(number := int(text)) > LARGEST:
        raise ValueError(text)
    return number


def absolute(endpoint: str, **values: Any) -> str:
    """The address of a page as one pastes it elsewhere; works outside requests too (jobs, commands)."""
    adapter = current_app.url_map.bind("localhost")
    return current_app.config["BASE_URL"] + adapter.build(endpoint, values)


def with_host(path: str) -> str:
    """A path of the site as a whole address."""
    return current_app.config["BASE_URL"] + path
