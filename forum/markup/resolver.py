"""What the kitchen asks of the house: names, titles, files. The rooms above answer; this room has no database."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Quote:
    """The post a quote comes from: the name its author goes by today, and its address.

    `hidden` when the readers of the text may not read that post (its topic was moved away): its words are left out.
    """

    author: str = ""
    url: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Upload:
    """A stored file: `kind` as members say it («PDF»), `size` in bytes, width and height in pixels for images only."""

    url: str
    name: str
    kind: str
    size: int
    width: int | None = None
    height: int | None = None

    @property
    def is_image(self) -> bool:
        return bool(self.width and self.height)


class Resolver(Protocol):
    """Answers for one writer or one topic; None for what does not exist or may not be seen from there."""

    base_url: str  # of the space, without final slash: links to it are links inside

    def person(self, username: str) -> tuple[str, str] | None:
        """(display name, URL) of a member."""

    def group(self, slug: str) -> tuple[str, str] | None:
        """(name, URL) of a group."""

    def quote(self, post_id: int) -> Quote | None: ...

    def topic_title(self, topic_id: int) -> str | None: ...

    def upload(self, token: str) -> Upload | None: ...


class Nobody:
    """Knows no one: every name stays plain text."""

    base_url = ""

    def person(self, username: str) -> tuple[str, str] | None:
        return None

    def group(self, slug: str) -> tuple[str, str] | None:
        return None

    def quote(self, post_id: int) -> Quote | None:
        return None

    def topic_title(self, topic_id: int) -> str | None:
        return None

    def upload(self, token: str) -> Upload | None:
        return None


class Memory:
    """Asks a resolver each question once, and no more than MAX_QUESTIONS in all: a text of ten thousand «@a1 @a2 …»
    must not become ten thousand queries."""

    MAX_QUESTIONS = 200

    def __init__(self, resolver: Resolver):
        self.resolver = resolver
        self.base_url = resolver.base_url.rstrip("/")
        self.answers: dict[tuple[str, object], object] = {}

    def person(self, username: str) -> tuple[str, str] | None:
        return self._once("person", username, self.resolver.person)

    def group(self, slug: str) -> tuple[str, str] | None:
        return self._once("group", slug, self.resolver.group)

    def quote(self, post_id: int) -> Quote | None:
        return self._once("quote", post_id, self.resolver.quote)

    def topic_title(self, topic_id: int) -> str | None:
        return self._once("topic", topic_id, self.resolver.topic_title)

    def upload(self, token: str) -> Upload | None:
        return self._once("upload", token, self.resolver.upload)

    def _once(self, kind: str, key: object, ask: Callable[..., T | None]) -> T | None:
        known = (kind, key)
        if known not in self.answers:
            if len(self.answers) >= self.MAX_QUESTIONS:
                return None
            self.answers[known] = ask(key)
        return self.answers[known]  # type: ignore[return-value]
