"""Where a registration stands, in words: for pages and mails."""

from typing import Any

from forum.core.i18n import lazy
from forum.trainings.models import Registration, RegistrationEvent

STANDINGS: dict[str, tuple[str, Any]] = {  # standing: tone, words
    "confirmed": ("ok", lazy("Confirmée")),
    "pending:mail": ("warn", lazy("À confirmer par courriel")),
    "pending:approval": ("warn", lazy("En attente d’accord")),
    "pending:offer": ("warn", lazy("Place proposée")),
    "waitlisted": ("warn", lazy("Liste d’attente")),
    "cancelled": ("", lazy("Annulée")),
    "attended": ("ok", lazy("Présence notée")),
    "no_show": ("", lazy("Absence notée")),
}
REASONS: dict[str, Any] = {
    "withdrawn": lazy("annulée par la personne"),
    "refused": lazy("refusée par la personne"),
    "registrar": lazy("annulée par la personne qui l’avait faite"),
    "organiser": lazy("annulée par l’équipe d’appui"),
    "unconfirmed": lazy("adresse non confirmée à temps"),
    "turned_down": lazy("non retenue"),
    "offer_lapsed": lazy("place proposée, sans réponse à temps"),
    "offer_declined": lazy("place proposée et refusée"),
    "moved": lazy("changement de session"),
    "session": lazy("session annulée"),
    "unseated": lazy("sans place le jour de la session"),
    "left": lazy("départ du réseau"),
}


def said(registration: Registration) -> Any:
    """« Confirmée », « Annulée »."""
    return STANDINGS[registration.standing][1]


def tone(registration: Registration) -> str:
    return STANDINGS[registration.standing][0]


def why(registration: Registration) -> Any:
    return REASONS.get(registration.reason, "")


def of_line(line: RegistrationEvent) -> str:
    """A line of the journal: « Annulée, changement de session »."""
    pending_for, reason = line.facts.get("pending_for", ""), line.facts.get("reason", "")
    state = f"{line.state}:{pending_for}" if pending_for else line.state
    return ", ".join(str(words) for words in (STANDINGS[state][1], REASONS.get(reason)) if words)
