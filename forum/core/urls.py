"""Whole addresses, for mails: built on BASE_URL, never on the Host that a request claims. And what routes take."""

from typing import Any

from flask import current_app
from werkzeug.routing import IntegerConverter, UnicodeConverter

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
