"""Choices for fields, from what a table of words or a list of rows says."""

from collections.abc import Mapping
from typing import Any

from wtforms import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]  the stubs are older


def choices(table: Mapping[Any, Any]) -> list[SelectChoice]:
    """value → label, in order."""
    return [SelectChoice(value, label) for value, label in table.items()]
