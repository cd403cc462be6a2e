"""Inviting a list: CSV text of mail, name, establishment, function, groups."""

import csv
import io
from dataclasses import dataclass

from forum.accounts import queries
from forum.accounts.actions.invitations import invite
from forum.accounts.addresses import is_address
from forum.accounts.models import User
from forum.core.i18n import _
from forum.directory.names import folded, tidy

COLUMNS = {
    "email": ("mail", "courriel", "email", "e mail", "adresse"),
    "name": ("nom", "name", "prenom nom", "nom complet"),
    "establishment": ("etablissement", "establishment", "structure"),
    "function": ("fonction", "function", "poste"),
    "groups": ("groupes", "groups", "groupe"),
}
ORDER = tuple(COLUMNS)
MOST = 500


@dataclass(frozen=True)
class Line:
    """What became of one line: its number, its address, whether it was invited, and a sentence."""

    number: int
    email: str
    ok: bool
    sentence: str


def invite_many(text: str, by: User | None) -> list[Line]:
    """Invite every line that can be; the report says line by line what was done and what to correct."""
    report: list[Line] = []
    seen: set[str] = set()
    for number, row in _rows(text):
        email = queries.tidy_email(row["email"])
        if len(report) >= MOST:
            too_long = _("%(num)s lignes au plus à la fois : envoyez la suite à part.", num=MOST)
            report.append(Line(number, email, False, too_long))
            break
        report.append(_invite_line(number, email, row, by, seen))
    return report


def _invite_line(number: int, email: str, row: dict[str, str], by: User | None, seen: set[str]) -> Line:
    if not is_address(email):
        return Line(number, email, False, _("Cette adresse n’est pas complète : corrigez-la."))
    if email in seen:
        return Line(number, email, False, _("Cette adresse est déjà plus haut dans la liste."))
    seen.add(email)
    first_name, _space, last_name = tidy(row["name"]).partition(" ")
    groups = tuple(slug for slug in row["groups"].replace(",", " ").replace("|", " ").lower().split())
    where = row["establishment"][:200]
    if invite(email, first_name[:200], last_name[:200], row["function"][:200], where, by, groups):
        return Line(number, email, True, _("Invitation envoyée."))
    return Line(number, email, False, _("Cette personne a déjà un compte."))


def _rows(text: str) -> list[tuple[int, dict[str, str]]]:
    """Numbered rows by column; commas, semicolons or tabs; the first line may name the columns, in any order."""
    text = text.lstrip("\ufeff").replace("\x00", "")
    first = text.partition("\n")[0]
    separator = max(";\t,", key=first.count)
    lines = [(n, [cell.strip() for cell in cells]) for n, cells in _numbered(text, separator) if any(cells)]
    order = ORDER
    if lines and (named := _heading(lines[0][1])):
        order, lines = named, lines[1:]
    return [(n, dict.fromkeys(ORDER, "") | dict(zip(order, cells, strict=False))) for n, cells in lines]


def _numbered(text: str, separator: str):
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for cells in reader:
        yield reader.line_num, cells


def _heading(cells: list[str]) -> tuple[str, ...] | None:
    """The columns that the first line names, or None when it is a person already."""
    names = [next((key for key, words in COLUMNS.items() if folded(cell) in words), "") for cell in cells]
    return tuple(names) if "email" in names else None
