"""Imports only go down, neighbours never import each other; imports hidden inside functions count."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import forum

HOUSE = Path(forum.__file__).parent
FLOOR_OF = {room: number for number, floor in enumerate(forum.FLOORS) for room in floor}
ROOF = {"__init__", "cli", "demo", "translations"}
FILES = sorted(HOUSE.rglob("*.py"))


def room_of(path: Path) -> str:
    """The room a file lies in; a module beside the rooms is a room of the roof."""
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imported_rooms(path: Path, source: str | None = None) -> Iterator[tuple[int, str]]:
    """The rooms that a file imports, with the line."""
    tree = ast.parse(source if source is not None else path.read_text())
    for node in ast.walk(tree):
        for name in _modules(node, path):
            parts = name.split(".")
            if parts[0] == "forum":
                yield node.lineno, parts[1] if len(parts) > 1 else "__init__"


def _modules(node: ast.AST, path: Path) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = ".".join([*_package(path, node.level), *filter(None, [node.module])])
        return [f"{base}.{alias.name}" for alias in node.names] if base == "forum" else [base]
    if isinstance(node, ast.Call) and _called(node) in {"import_module", "__import__"} and node.args:
        target = node.args[0]
        return [target.value] if isinstance(target, ast.Constant) and isinstance(target.value, str) else []
    return []


def _package(path: Path, level: int) -> list[str]:
    """The package that a relative import of ``level`` dots starts from."""
    if not level:
        return []
    parts = ["forum", *path.relative_to(HOUSE).with_suffix("").parts]
    return parts[: len(parts) - level]


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def offences(path: Path, source: str | None = None) -> list[str]:
    """The imports of a file that go up or sideways."""
    here = room_of(path)
    if here in ROOF:
        return []
    return [
        f"{path.name}:{line}: {here} (floor {FLOOR_OF[here]}) imports {room}"
        for line, room in imported_rooms(path, source)
        if room != here and FLOOR_OF.get(room, 99) >= FLOOR_OF[here]
    ]


def test_every_room_has_a_floor():
    rooms = {room_of(path) for path in FILES} - ROOF
    assert rooms <= set(FLOOR_OF), f"not in FLOORS: {rooms - set(FLOOR_OF)}"


def test_imports_go_down():
    assert not [offence for path in FILES for offence in offences(path)]


@pytest.mark.parametrize(
    "source",
    [
        "from forum.topics.models import Topic",
        "import forum.topics",
        "from forum import topics",
        "from ..topics import models",
        "def hidden():\n    from forum.topics import models",
        "from forum.groups import models",  # a neighbour of audit
        "from forum import create_app",
        "import_module('forum.admin')",
    ],
)
def test_an_import_that_goes_up_or_sideways_is_seen(source):
    assert offences(HOUSE / "audit" / "views.py", source)


def test_an_import_that_goes_down_is_fine():
    assert not offences(HOUSE / "audit" / "views.py", "from forum.core.db import db\nfrom forum.accounts import models")
