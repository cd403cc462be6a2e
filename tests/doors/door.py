"""How the crawl knocks at one route."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.doors.world import ABSENT, World

Values = dict[str, Any]


@dataclass(frozen=True)
class Door:
    """``private(world)``: values of the address for things one may not see; each with its absent twin ``absent``.

    ``open(world)``: values for things outside. ``asks``: what the address may carry after « ? ». ``form``: what it
    is sent.
    """

    private: Callable[[World], list[Values]] | None = None
    absent: Values = field(default_factory=dict)
    open: Callable[[World], list[Values]] = lambda _world: []
    asks: tuple[Values, ...] = ({},)
    form: Callable[[World], Values] = lambda _world: {}


def plain(*asks: Values, form: Callable[[World], Values] = lambda _world: {}) -> Door:
    """A page with no parameters."""
    return Door(open=lambda _world: [{}], asks=asks or ({},), form=form)


def of_topic(
    asks: tuple[Values, ...] = ({},), form: Callable[[World], Values] = lambda _world: {}, **more: Any
) -> Door:
    return Door(
        private=lambda w: [
            {"topic_id": t.id} | more for t in (w.copil.topic, w.copil.second, w.copil.gone, w.copil.moved)
        ],
        absent={"topic_id": ABSENT} | more,
        open=lambda w: [{"topic_id": w.open.topic.id} | more],
        asks=asks,
        form=form,
    )


def of_link(name: str) -> Door:
    return Door(open=lambda w: [{"token": getattr(w.links, name)}, {"token": "x" * 43}])
