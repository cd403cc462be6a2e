"""How pages call what the code names in one word."""

from collections.abc import Sequence

from forum.calendar.words import month_in_text, month_name
from forum.core.i18n import _, lazy
from forum.trainings.models import TrainingSession

MODALITIES = {
    "in_person": lazy("En présentiel"),
    "remote": lazy("À distance"),
    "mixed": lazy("En partie à distance"),
}
KINDS = {
    "text": lazy("Une ligne de texte"),
    "long_text": lazy("Plusieurs lignes de texte"),
    "choice": lazy("Un choix dans une liste"),
    "yes_no": lazy("Oui ou non"),
}


def months_of(sessions: Sequence[TrainingSession]) -> str:
    """« en mars 2022 », « de janvier à mars 2022 »."""
    if not sessions:
        return ""
    first, last = sessions[0].day, sessions[-1].day
    if (first.year, first.month) == (last.year, last.month):
        return _("en %(month)s", month=month_in_text(first))
    start = month_name(first) if first.year == last.year else month_in_text(first)
    return _("de %(first)s à %(last)s", first=start, last=month_in_text(last))
