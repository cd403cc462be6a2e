"""Tables that leave as files for spreadsheets."""

import csv
import io
from collections.abc import Iterable

from flask import Response

from forum.core.headers import no_store

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")  # what a spreadsheet takes for the beginning of one


def as_csv(name: str, head: list[str], rows: Iterable[list[str]]) -> Response:
    """A file that French spreadsheets open as it is (BOM, semicolons), in which nothing is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([tame(cell) for cell in row] for row in (head, *rows))
    answer = Response(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return no_store(answer)


def tame(cell: str) -> str:
    """The cell as text: an apostrophe keeps a spreadsheet from computing it."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULAS) or cell.startswith(FORMULAS) else cell
