"""Numbered pages, for lists that are short enough to be counted."""

from dataclasses import dataclass
from typing import Any

from flask import request


@dataclass(frozen=True)
class Page:
    """One page of a list: its rows, its number (from 1) and how many there are."""

    rows: list[Any]
    number: int
    count: int
    total: int

    @property
    def numbers(self) -> list[int | None]:
        """The numbers worth showing, None standing for a gap: 1 … 4 5 6 … 20."""
        near = {1, self.count, *range(self.number - 1, self.number + 2)}
        shown = [n for n in sorted(near) if 1 <= n <= self.count]
        gaps: list[int | None] = []
        for previous, n in zip([0, *shown], shown, strict=False):
            gaps += [None, n] if n - previous > 1 else [n]
        return gaps


def page_number() -> int:
    """The page asked for, 1 when the address says nothing sensible."""
    return min(max(request.args.get("page", 1, type=int), 1), 100_000)


def page_of(rows: list[Any], total: int, size: int, number: int) -> Page:
    """The page ``number`` of a list of ``total`` rows, ``size`` a page, whose own rows are ``rows``."""
    return Page(rows, number, max(1, -(-total // size)), total)
