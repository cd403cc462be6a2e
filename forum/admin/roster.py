"""Reading a list of people to invite, as it comes out of a spreadsheet: CSV with « ; », « , » or tabs.

The first line may name the columns (French or English, any order); without it the order is name, mail, establishment,
function, groups. Several groups stand in one cell, apart by « | » or « / ».
"""

import csv
import io
import re
from dataclasses import dataclass, field

from forum.directory.names import folded

ORDER = ("name", "email", "establishment", "function", "groups")
NAMES = {
    "name": {"nom", "nom complet", "name", "personne", "prenom nom", "nom et prenom"},
    "first_name": {"prenom", "first name"},
    "last_name": {"nom de famille", "last name"},
    "email": {"mail", "courriel", "email", "e mail", "adresse", "adresse mail", "adresse electronique"},
    "establishment": {"etablissement", "establishment", "structure"},
    "function": {"fonction", "function", "poste"},
    "groups": {"groupes", "groupe", "groups", "group"},
}
MOST = 500  # lines at a time


@dataclass(frozen=True)
class Guest:
    """One line of the list, as typed."""

    line: int
    text: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    establishment: str = ""
    function: str = ""
    groups: list[str] = field(default_factory=list)


def decode(content: bytes) -> str:
    """The text of a file: UTF-8, or what spreadsheets of this region write otherwise."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read(text: str) -> list[Guest]:
    """The people of the list, one a line that is not empty; at most ``MOST`` of them and one."""
    lines = text.replace("\x00", "").splitlines()
    separator = max(";,\t", key=lambda sign: sum(line.count(sign) for line in lines[:20]))
    columns: list[str] | None = None
    guests = []
    for number, line in enumerate(lines, start=1):
        cells = [" ".join(cell.split()) for cell in next(csv.reader(io.StringIO(line), delimiter=separator), [])]
        if not any(cells):
            continue
        if columns is None:
            columns = _columns(cells)
            if columns:
                continue
            columns = list(ORDER)
        guests.append(_guest(number, line, dict(zip(columns, cells, strict=False))))
        if len(guests) > MOST:
            break
    return guests


def _columns(cells: list[str]) -> list[str]:
    """The columns that a first line names; none when it is a person already."""
    found = [next((name for name, words in NAMES.items() if folded(cell) in words), "") for cell in cells]
    if "email" not in found:
        return []
    if "first_name" in found:  # then « nom » is the family name
        found = ["last_name" if name == "name" else name for name in found]
    return found


def _guest(number: int, line: str, cells: dict[str, str]) -> Guest:
    first, last = cells.get("first_name", ""), cells.get("last_name", "")
    if name := cells.get("name"):
        first, last = split_name(name)
    groups = [name.strip() for name in re.split(r"[|/]", cells.get("groups", "")) if name.strip()]
    return Guest(
        line=number,
        text=line,
        first_name=first[:200],
        last_name=last[:200],
        email=cells.get("email", "").lower(),
        establishment=cells.get("establishment", "")[:200],
        function=cells.get("function", "")[:200],
        groups=groups,
    )


def split_name(name: str) -> tuple[str, str]:
    """First and last name: capitals tell the last one (« DURAND Paul »), else the first word is the first name."""
    words = name.split()
    capitals = [word for word in words if word.isupper() and len(word) > 1]
    if capitals and len(capitals) < len(words):
        return " ".join(word for word in words if word not in capitals), " ".join(capitals).title()
    return (words[0], " ".join(words[1:])) if words else ("", "")
