"""Events: a room says what happened, rooms above it listen, in the same transaction.

@dataclass(frozen=True)
class PostCreated:                      # topics/events.py
    post: Post

emit(PostCreated(post))                 # topics/actions/reply.py

@listen(PostCreated)                    # notifications/listeners.py
def tell_watchers(event): ...
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

Listener = TypeVar("Listener", bound=Callable[[Any], None])
_listeners: dict[type, list[Callable[[Any], None]]] = {}


@dataclass(frozen=True, kw_only=True)
class Audited:
    """Base of the events that belong in the audit log; the audit room listens to this class.

    ``subject`` is a row; ``before`` and ``after`` are small JSON-able dictionaries without any message text.
    """

    actor: Any = None
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)

    @property
    def subject(self) -> Any:
        """The row that the act was about; the first declared field unless an event says otherwise."""
        names = [n for n in self.__dataclass_fields__ if n not in {"actor", "before", "after"}]
        return getattr(self, names[0]) if names else None


def listen(kind: type) -> Callable[[Listener], Listener]:
    """Have the decorated function called with every event of ``kind`` (subclasses included)."""

    def register(listener: Listener) -> Listener:
        _listeners.setdefault(kind, []).append(listener)
        return listener

    return register


def emit(event: object) -> None:
    """Tell everyone who listens to the event's class or to one of its bases."""
    for kind in type(event).__mro__:
        for listener in _listeners.get(kind, ()):
            listener(event)


def listeners() -> dict[type, list[Callable[[Any], None]]]:
    """Who listens to what, for ``flask events`` and the tests of the house."""
    return _listeners
