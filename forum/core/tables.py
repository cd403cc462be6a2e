"""Tables that leave as files for spreadsheets; in neither kind is anything a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask import Response

from forum.core.headers import no_store

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")  # what a spreadsheet takes for the beginning of one
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = Sequence[str | int | float | datetime]


def as_csv(name: str, head: Row, rows: Iterable[Row]) -> Response:
    """A file that French spreadsheets open as it is (BOM, semicolons); datetimes are wall times."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([tame(_said(cell)) for cell in row] for row in (head, *rows))
    return _file(f"{name}.csv", text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8")


def as_xlsx(name: str, head: Row, rows: Iterable[Row]) -> Response:
    """A workbook of one sheet, whose head stays in sight; strings are strings, whatever they begin with."""
    import xlsxwriter  # takes a while to import, and few ask for it

    out = io.BytesIO()
    options: dict[str, Any] = {"in_memory": True, "default_date_format": "dd/mm/yyyy hh:mm"}
    options |= {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet.freeze_panes(1, 2)
        _fit_paper(sheet)
        sheet.write_row(0, 0, head, bold)
        times = set()
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row)
            times |= {place for place, cell in enumerate(row) if isinstance(cell, datetime)}
        sheet.autofit()
        for place in times:  # autofit counts the ten characters of a day: the hour would show as « ### »
            sheet.set_column(place, place, 17)
    return _file(f"{name}.xlsx", out.getvalue(), XLSX)


def _fit_paper(sheet: Any) -> None:
    """Whoever prints it gets all columns side by side, and the head on each page."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def tame(cell: str) -> str:
    """The cell as text: an apostrophe keeps a spreadsheet from computing it."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULAS) or cell.startswith(FORMULAS) else cell


def _said(cell: str | int | float | datetime) -> str:
    if isinstance(cell, float):
        return f"{cell:.1f}".replace(".", ",")
    return cell.strftime("%d/%m/%Y %H:%M") if isinstance(cell, datetime) else str(cell)


def _file(name: str, content: bytes, content_type: str) -> Response:
    answer = Response(content, content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return no_store(answer)
