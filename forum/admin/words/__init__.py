"""How the administration calls what the code names in one word. An unknown word stands for itself."""

from datetime import datetime
from typing import Any

from forum.admin.words.verbs import SUBJECTS, VERBS  # noqa: F401  (said with the others)
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
MAIL_STATES = {
    "queued": lazy("En attente"),
    "sending": lazy("En cours d’envoi"),
    "sent": lazy("Parti"),
    "failed": lazy("Non remis"),
}
MAILS = {
    "accounts.confirm": lazy("Confirmation d’une adresse"),
    "accounts.already_here": lazy("Inscription d’une adresse déjà connue"),
    "accounts.nobody_here": lazy("Demande pour une adresse sans compte"),
    "accounts.sign_in": lazy("Lien de connexion"),
    "accounts.reset": lazy("Nouveau mot de passe"),
    "accounts.password_changed": lazy("Mot de passe changé"),
    "accounts.change_email": lazy("Changement d’adresse"),
    "accounts.change_email_notice": lazy("Changement d’adresse demandé"),
    "accounts.email_changed": lazy("Adresse changée"),
    "accounts.refused": lazy("Inscription refusée"),
    "accounts.suspended": lazy("Accès suspendu"),
    "accounts.invitation": lazy("Invitation"),
    "notifications.reply": lazy("Réponse à un sujet"),
    "notifications.mention": lazy("Mention"),
    "notifications.quote": lazy("Citation"),
    "notifications.solution": lazy("Réponse retenue"),
    "notifications.admission": lazy("Admission à traiter"),
    "notifications.admission_reminder": lazy("Rappel des admissions"),
    "notifications.admitted": lazy("Admission prononcée"),
    "notifications.meeting_invitation": lazy("Invitation à une réunion"),
    "notifications.meeting_reminder": lazy("Réponse demandée pour une réunion"),
    "notifications.meeting_moved": lazy("Réunion déplacée"),
    "notifications.meeting_cancelled": lazy("Réunion annulée"),
    "notifications.agenda_published": lazy("Ordre du jour publié"),
    "notifications.agenda_changed": lazy("Ordre du jour modifié"),
    "notifications.proposal_settled": lazy("Suite d’une proposition"),
    "notifications.minutes_published": lazy("Compte rendu publié"),
    "notifications.minutes_correction": lazy("Correction proposée"),
    "notifications.minutes_correction_settled": lazy("Suite d’une correction"),
    "notifications.meeting_substitute": lazy("Représentation à une réunion"),
    "notifications.meeting_substitute_ended": lazy("Fin d’une représentation"),
    "notifications.action_assigned": lazy("Action confiée"),
    "notifications.action_due": lazy("Action à échéance"),
    "meetings.coming": lazy("Date pour l’agenda"),
    "meetings.not_coming": lazy("Date retirée de l’agenda"),
    "meetings.renewed": lazy("Date changée dans l’agenda"),
    "meetings.substitute": lazy("Date pour l’agenda, en représentation"),
    "meetings.substitute_ended": lazy("Fin d’une représentation"),
}
RIGHTS = {"see": lazy("lire"), "create": lazy("ouvrir un sujet"), "reply": lazy("répondre")}
REQUESTS = {
    "open": lazy("ouverte"),
    "in_progress": lazy("en cours"),
    "solved": lazy("résolue"),
    "routed": lazy("orientée"),
}
OUTCOMES = {  # states of minutes, decisions and actions
    "draft": lazy("brouillon"),
    "review": lazy("en relecture"),
    "approved": lazy("approuvé"),
    "published": lazy("publié"),
    "in_force": lazy("en vigueur"),
    "superseded": lazy("remplacée"),
    "withdrawn": lazy("abandonnée"),
    "doing": lazy("en cours"),
    "done": lazy("terminée"),
    "dropped": lazy("abandonnée"),
}
BOOKINGS = {
    "requested": lazy("demandée"),
    "confirmed": lazy("confirmée"),
    "cancelled": lazy("annulée"),
}
MEETINGS = {  # states of meetings, and whether people come
    "scheduled": lazy("fixée"),
    "yes": lazy("vient"),
    "maybe": lazy("peut-être"),
    "no": lazy("ne vient pas"),
    "represented": lazy("représenté·e"),
}
ITEMS = {
    "proposed": lazy("proposé"),
    "accepted": lazy("accepté"),
    "declined": lazy("non retenu"),
    "merged": lazy("réuni à un autre"),
    "deferred": lazy("reporté"),
    "break": lazy("pause"),
}
FIELDS = {
    "first_name": lazy("prénom"),
    "last_name": lazy("nom de famille"),
    "function": lazy("fonction"),
    "establishment_id": lazy("établissement"),
    "about": lazy("à propos"),
}
FACTS = {
    "name": lazy("nom"),
    "role": lazy("rôle"),
    "state": lazy("état"),
    "reason": lazy("raison"),
    "until": lazy("jusqu’au"),
    "domains": lazy("domaines"),
    "is_known": lazy("vérifié"),
    "slug": lazy("adresse"),
    "colour": lazy("couleur"),
    "kind": lazy("genre"),
    "button": lazy("bouton"),
    "place": lazy("place"),
    "user": lazy("personne"),
    "groups": lazy("groupes"),
    "changed": lazy("champs"),
    "category": lazy("catégorie n°"),
    "number": lazy("message n°"),
    "everywhere": lazy("partout"),
    "key": lazy("réglage"),
    "value": lazy("valeur"),
    "description": lazy("description"),
    "template": lazy("trame"),
    "page": lazy("page"),
    "languages": lazy("langues"),
    "room": lazy("salle n°"),
    "starts": lazy("début"),
    "ends": lazy("fin"),
    "address": lazy("adresse"),
    "capacity": lazy("places"),
    "items": lazy("points"),
    "into": lazy("réuni au point n°"),
    "meeting": lazy("réunion n°"),
    "answer": lazy("réponse"),
    "people": lazy("personnes"),
    "reserved": lazy("places réservées"),
    "per_establishment": lazy("places par établissement"),
}
VALUES = ROLES | STATES | MAIL_STATES | KINDS | COLOURS | REQUESTS | OUTCOMES | BOOKINGS | MEETINGS | ITEMS | FIELDS


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
