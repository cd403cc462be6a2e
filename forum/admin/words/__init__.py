"""How the administration calls what the code names in one word. An unknown word stands for itself."""

from datetime import datetime
from typing import Any

from forum.admin.words.facts import FACTS, RIGHTS, STANDINGS  # noqa: F401  (said with the others)
from forum.admin.words.mails import MAIL_STATES, MAILS  # noqa: F401
from forum.admin.words.verbs import SUBJECTS, VERBS  # noqa: F401
from forum.core import settings
from forum.core.i18n import LOCALES, gettext, lazy, moment

ROLES = {
    "member": lazy("Membre"),
    "organiser": lazy("Équipe d’appui"),
    "administrator": lazy("Administration"),
}
STATES = {
    "unconfirmed": lazy("Adresse à confirmer"),
    "pending": lazy("En attente d’admission"),
    "active": lazy("Membre du réseau"),
    "left": lazy("A quitté le réseau"),
    "erased": lazy("Compte effacé"),
}
KINDS = {
    "discussion": lazy("Discussion : rien de plus"),
    "question": lazy("Question : une réponse peut être marquée comme solution"),
    "request": lazy("Demande : une solution, et un état (ouverte, en cours, résolue)"),
}
COLOURS = {
    "sauge": lazy("Vert sauge"),
    "garance": lazy("Rouge garance"),
    "ciel": lazy("Bleu ciel"),
    "prune": lazy("Prune"),
    "gaude": lazy("Jaune gaude"),
    "pastel": lazy("Bleu pastel"),
    "edge": lazy("Gris"),
}
VALUES = ROLES | STATES | MAIL_STATES | KINDS | COLOURS | STANDINGS


def word(table: dict[str, Any], name: str) -> Any:
    return table.get(name, name)


def setting(key: str) -> Any:
    """What a setting is, as the page of settings says it; a setting that is no more stands for itself."""
    try:
        return settings.get(key).sentence
    except KeyError:
        return key


def shown(value: Any) -> str:
    """A fact of the audit log as people read it."""
    if isinstance(value, bool):
        return gettext("oui") if value else gettext("non")
    if isinstance(value, list):
        return ", ".join(shown(each) for each in value) or "–"
    if value in ("", None):
        return "–"
    return _moment(str(value)) or _several(str(value)) or str(word(VALUES, value))


def _several(value: str) -> str:
    """« see reply » → « lire, répondre »; « fr en » → « Français, English »."""
    names, known = value.split(), RIGHTS | LOCALES
    return ", ".join(str(known[name]) for name in names) if set(names) <= set(known) else ""


def _moment(value: str) -> str:
    try:
        return moment(datetime.fromisoformat(value)) if "T" in value else ""
    except ValueError:
        return ""
