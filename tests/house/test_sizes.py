"""Small files, small functions, small templates: past the aim a warning, past the ceiling a failure."""

import ast
import warnings
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
AIM, CEILING, FUNCTION, TEMPLATE = 60, 300, 30, 120
FILES = sorted([*(ROOT / "forum").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "config.py"])
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
DATA = ("demo/",)  # sentences and rows of the demonstration: data written as Python


class Large(UserWarning):
    """A file past the aim: fine when it tells one story, worth a look."""


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def long_functions(source: str) -> list[str]:
    """Functions past the ceiling, docstring and decorators not counted."""
    functions = (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    return [f"{f.name} ({length(f)} lines)" for f in functions if length(f) > FUNCTION]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = function.body[1] if ast.get_docstring(function) and len(function.body) > 1 else function.body[0]
    return (function.end_lineno or 0) - first.lineno + 2  # the line of ``def`` counts


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


@pytest.mark.filterwarnings("default::tests.house.test_sizes.Large")
def test_files_stay_small():
    sizes = {name(path): lines(path) for path in FILES if not any(part in name(path) for part in DATA)}
    assert not {path: size for path, size in sizes.items() if size > CEILING}, "make it a folder of nouns or verbs"
    large = sorted(((size, path) for path, size in sizes.items() if size > AIM), reverse=True)
    if large:
        longest = ", ".join(f"{path} ({size})" for size, path in large[:8])
        warnings.warn(
            f"{len(large)} of {len(sizes)} files are past {AIM} lines; longest: {longest}", Large, stacklevel=1
        )


def test_functions_do_one_thing():
    found = {name(path): long_functions(path.read_text()) for path in FILES}
    assert not {path: functions for path, functions in found.items() if functions}


def test_templates_stay_small():
    assert not {name(path): lines(path) for path in TEMPLATES if lines(path) > TEMPLATE}


def test_a_long_function_is_seen():
    source = "def f():\n" + "    x = 1\n" * FUNCTION
    assert long_functions(source) == [f"f ({FUNCTION + 1} lines)"]
    assert not long_functions("def f():\n" + "    x = 1\n" * (FUNCTION - 1))
