"""The blocks that minutes are made of: information, decision, action. Values, never changed in place."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from forum.core.i18n import gettext, lazy

NAMES = {
    "information": lazy("Information"),
    "decision": lazy("Décision"),
    "action": lazy("Action"),
}


@dataclass(frozen=True)
class Block:
    """One block; it keeps its ``id`` from revision to revision. ``html`` is what cooking made of ``text``."""

    id: str = ""
    kind: str = "information"
    item_id: int | None = None
    title: str = ""
    text: str = ""
    html: str = ""
    owner_id: int | None = None
    owner: str = ""
    due: str = ""  # « 2022-01-31 »
    dimension_id: int | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.title.strip() or self.text.strip())

    @property
    def says(self) -> tuple:
        """What people typed: two blocks that say the same are no change."""
        return (self.kind, self.title, self.text, self.owner, self.due, self.dimension_id)

    @property
    def whole(self) -> str:
        """Title and text of a decision or an action, which are one thing."""
        return "\n\n".join(part for part in (self.title.strip(), self.text.strip()) if part)

    @property
    def due_day(self) -> date | None:
        return date.fromisoformat(self.due) if self.due else None


def new_id() -> str:
    return secrets.token_hex(6)


def load(rows: Iterable[dict[str, Any]]) -> list[Block]:
    """The blocks of a revision."""
    return [Block(**row) for row in rows]


def dump(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    return [asdict(block) for block in blocks]


def tidy(block: Block) -> Block:
    """Without what its kind has no use for."""
    if block.kind == "information":
        return replace(block, owner="", owner_id=None, due="", dimension_id=None)
    return block if block.kind == "action" else replace(block, owner="", owner_id=None, due="")


def words(blocks: Iterable[Block]) -> str:
    """All of it as one plain text, to be read, copied and compared."""
    return "\n\n".join(_words_of(block) for block in blocks if not block.is_empty)


def _words_of(block: Block) -> str:
    kind = "" if block.kind == "information" else f"[{NAMES[block.kind]}] "
    facts = [
        gettext("Responsable : %(owner)s", owner=block.owner) if block.owner else "",
        gettext("Échéance : %(day)s", day=block.due_day.strftime("%d/%m/%Y")) if block.due_day else "",
    ]
    lines = [f"{kind}{block.title}".strip(), block.text.strip(), " · ".join(fact for fact in facts if fact)]
    return "\n".join(line for line in lines if line)
