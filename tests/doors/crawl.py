"""Knocking at every door, in every way one may ask: a page, a fragment, JSON."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask
from werkzeug.routing import Rule

from tests.doors.table import DOORS, Door, Values
from tests.doors.words import found_in
from tests.doors.world import World

WAYS = {"page": {}, "fragment": {"HX-Request": "true"}, "json": {"Accept": "application/json"}}
_ONE_TIME = re.compile(r"(?m)^(?:X-Request-ID|Content-Length|Set-Cookie):.*\r?\n|(?<=\")[\w.-]{32,}(?=\")")
LAST = ("accounts.sign_out_everywhere", "accounts.sign_out")  # one is nobody afterwards


@dataclass(frozen=True)
class Answer:
    """What came back, and what was asked."""

    endpoint: str
    method: str
    url: str
    way: str
    status: int
    location: str
    text: str  # headers and body, without what the request itself had said
    headers: Any = field(default_factory=dict)

    @property
    def leaks(self) -> set[str]:
        """The private places whose canary sings in it."""
        return found_in(self.text)

    def __str__(self) -> str:
        return f"{self.method} {self.url} ({self.way}) → {self.status} {sorted(self.leaks)}"


def rules_of(app: Flask, method: str) -> list[Rule]:
    """The routes that take ``method``, in a steady order, signing out last."""
    rules = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ()) and rule.endpoint in DOORS]
    return sorted(rules, key=lambda rule: (rule.endpoint in LAST, rule.endpoint == LAST[1], rule.endpoint, rule.rule))


def read_all(
    client: Any, app: Flask, world: World, ways: Iterable[str] = WAYS, method: str = "GET"
) -> Iterator[Answer]:
    """GET at every address of the table; at the first of each route in every way."""
    for rule in rules_of(app, method):
        for number, url in enumerate(all_addresses(app, rule, world, DOORS[rule.endpoint].asks)):
            for way in ways if number == 0 else ("page",):
                yield ask(client, rule.endpoint, method, url, way)


def send_all(client: Any, app: Flask, world: World, but: Iterable[str] = (), **more: str) -> Iterator[Answer]:
    """POST the table's forms, and ``more`` in each, to every address of the table ``but`` those endpoints."""
    for rule in (rule for rule in rules_of(app, "POST") if rule.endpoint not in but):
        for url in all_addresses(app, rule, world):
            yield ask(client, rule.endpoint, "POST", url, "page", DOORS[rule.endpoint].form(world) | more)


def twins(client: Any, app: Flask, world: World) -> Iterator[tuple[Answer, Answer]]:
    """The answers for what is private, each with the answer for a key that nobody has, asked and sent alike."""
    cookies = dict(client._cookies)  # each request as if it were the first: notes wait in the cookie for the next page
    for method in ("GET", "POST"):
        for rule in rules_of(app, method):
            door = DOORS[rule.endpoint]
            for number, values in enumerate(private(door, world)):
                absent = {name: door.absent.get(name, value) for name, value in values.items()}
                urls = addresses(app, rule, [values, absent])
                form = door.form(world) if method == "POST" else None
                for way in (WAYS if number == 0 else ("page",)) if urls else ():
                    one, other = (_ask_afresh(client, cookies, rule.endpoint, method, url, way, form) for url in urls)
                    yield one, other


def _ask_afresh(client: Any, cookies: dict, *asked: Any) -> Answer:
    client._cookies.clear()
    client._cookies.update(cookies)
    return ask(client, *asked)


def are_alike(one: Answer, other: Answer) -> bool:
    """Do the two say the same, but for what the addresses themselves say?"""
    return (one.status, neutral(one)) == (other.status, neutral(other))


def neutral(answer: Answer) -> str:
    """The answer without what differs from one request to the next."""
    text = answer.text
    for spelled in (answer.url, quote(answer.url), quote(answer.url, safe="")):
        text = text.replace(spelled, "…")
    return _ONE_TIME.sub("", text)


def all_addresses(app: Flask, rule: Rule, world: World, asks: tuple[Values, ...] = ({},)) -> list[str]:
    """Those of what is private, and those that lead somewhere for everybody."""
    door = DOORS[rule.endpoint]
    return addresses(app, rule, [*private(door, world), *door.open(world)], asks)


def private(door: Door, world: World) -> list[Values]:
    return door.private(world) if door.private else []


def addresses(app: Flask, rule: Rule, filled: list[Values], asks: tuple[Values, ...] = ({},)) -> list[str]:
    """The addresses of ``rule`` for each set of values that fits it."""
    adapter = app.url_map.bind("localhost")
    fitting = [values for values in filled if set(values) == rule.arguments]
    paths = [adapter.build(rule.endpoint, values, method=next(iter(rule.methods or ()))) for values in fitting]
    return [path + (f"?{urlencode(extra)}" if extra else "") for path in paths for extra in asks]


def ask(client: Any, endpoint: str, method: str, url: str, way: str, form: Values | None = None) -> Answer:
    response = client.open(url, method=method, data=form, headers=WAYS[way])
    heard = f"{response.headers}\n{response.get_data().decode('utf-8', 'replace')}"
    location = response.headers.get("Location") or response.headers.get("HX-Redirect") or ""
    said = [url, *(str(value) for value in (form or {}).values())]
    return Answer(endpoint, method, url, way, response.status_code, location, without(heard, said), response.headers)


def without(text: str, said: list[str]) -> str:
    """``text`` less what the request said itself, however the page spells it."""
    for one in sorted(
        {word for whole in said for word in (whole, *re.split(r"[/?&=\s]", whole)) if found_in(word)},
        key=len,
        reverse=True,
    ):
        for spelled in (one, quote(one), quote(one, safe="")):
            text = text.replace(spelled, "…")
    return text
