"""What people are told about: how it reads, and whether it comes by mail unless they say otherwise."""

from dataclasses import dataclass
from typing import Any

from forum.core.i18n import lazy


@dataclass(frozen=True)
class Kind:
    """A kind of notification; ``reason`` says why it came.

    ``sentence`` takes %(actor)s and %(topic)s; of a meeting %(meeting)s and %(what)s (a proposal, an action).
    """

    name: str
    icon: str
    sentence: Any
    label: Any
    reason: Any
    by_mail: bool = True
    for_staff: bool = False


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "mention",
            "at-sign",
            lazy("%(actor)s vous mentionne dans « %(topic)s »"),
            lazy("Quelqu’un me mentionne"),
            lazy("Vous recevez ce courriel car votre nom est cité dans ce message."),
        ),
        Kind(
            "quote",
            "quote",
            lazy("%(actor)s vous cite dans « %(topic)s »"),
            lazy("Quelqu’un cite un de mes messages"),
            lazy("Vous recevez ce courriel car ce message reprend une phrase de vous."),
        ),
        Kind(
            "reply",
            "reply",
            lazy("%(actor)s a répondu dans « %(topic)s »"),
            lazy("Quelqu’un répond dans un sujet auquel je participe"),
            lazy("Vous recevez ce courriel car vous participez à ce sujet."),
        ),
        Kind(
            "new_topic",
            "messages-square",
            lazy("%(actor)s a ouvert le sujet « %(topic)s »"),
            lazy("Quelqu’un ouvre un sujet dans une catégorie ou sous un mot-clé que je surveille"),
            lazy("Vous recevez ce courriel car vous surveillez la catégorie ou un mot-clé de ce sujet."),
        ),
        Kind(
            "solution",
            "circle-check",
            lazy("%(actor)s a retenu votre réponse dans « %(topic)s »"),
            lazy("Ma réponse est retenue comme solution"),
            lazy("Vous recevez ce courriel car vous avez écrit cette réponse."),
        ),
        Kind(
            "thanks",
            "heart",
            lazy("%(actor)s vous remercie pour votre message dans « %(topic)s »"),
            lazy("Quelqu’un dit merci pour un de mes messages"),
            lazy("Vous recevez ce courriel car vous avez écrit ce message."),
            by_mail=False,
        ),
        Kind(
            "bookmark",
            "bookmark",
            lazy("Vous vouliez revenir à un message de « %(topic)s »"),
            lazy("Un de mes signets arrive à sa date de rappel"),
            lazy("Vous recevez ce courriel car vous avez demandé ce rappel."),
        ),
        Kind(
            "admission",
            "user-plus",
            lazy("%(actor)s demande à rejoindre l’espace"),
            lazy("Quelqu’un demande à rejoindre l’espace"),
            lazy("Vous recevez ce courriel car vous faites partie de l’équipe d’appui."),
            for_staff=True,
        ),
        Kind(
            "admitted",
            "circle-check",
            lazy("Votre inscription est acceptée : bienvenue !"),
            lazy("Mon inscription est acceptée"),
            lazy("Vous recevez ce courriel car vous avez demandé à rejoindre cet espace."),
        ),
        Kind(
            "meeting_invitation",
            "calendar-plus",
            lazy("Viendrez-vous ? %(meeting)s"),
            lazy("Une réunion est fixée et attend ma réponse"),
            lazy("Vous recevez ce courriel car cette réunion est ouverte à vous."),
        ),
        Kind(
            "meeting_reminder",
            "bell-ring",
            lazy("%(meeting)s : merci d’indiquer si vous participez"),
            lazy("Une réunion approche et je n’ai pas répondu"),
            lazy("Vous recevez ce courriel car vous n’avez pas encore répondu."),
        ),
        Kind(
            "meeting_moved",
            "calendar-days",
            lazy("Changement de date ou de lieu : %(meeting)s"),
            lazy("Une réunion change de date, d’heure ou de lieu"),
            lazy("Vous recevez ce courriel car cette réunion est ouverte à vous."),
        ),
        Kind(
            "meeting_cancelled",
            "ban",
            lazy("Annulation : %(meeting)s"),
            lazy("Une réunion est annulée"),
            lazy("Vous recevez ce courriel car cette réunion était ouverte à vous."),
        ),
        Kind(
            "meeting_substitute",
            "user-check",
            lazy("Vous représentez %(what)s : %(meeting)s"),
            lazy("Je représente quelqu’un à une réunion"),
            lazy("Vous recevez ce courriel car votre nom a été donné."),
        ),
        Kind(
            "meeting_substitute_ended",
            "user-check",
            lazy("Vous ne représentez plus %(what)s : %(meeting)s"),
            lazy("Je ne représente plus quelqu’un à une réunion"),
            lazy("Vous recevez ce courriel car votre nom avait été donné."),
        ),
        Kind(
            "meeting_substitute_declined",
            "user-check",
            lazy("%(what)s ne pourra pas vous représenter : %(meeting)s"),
            lazy("La personne qui me représente ne peut pas venir"),
            lazy("Vous recevez ce courriel car vous comptiez sur cette personne."),
        ),
        Kind(
            "agenda_published",
            "list-ordered",
            lazy("L’ordre du jour est publié : %(meeting)s"),
            lazy("L’ordre du jour d’une réunion est publié"),
            lazy("Vous recevez ce courriel car cette réunion est ouverte à vous."),
        ),
        Kind(
            "agenda_changed",
            "list-ordered",
            lazy("L’ordre du jour a changé : %(meeting)s"),
            lazy("L’ordre du jour publié d’une réunion change"),
            lazy("Vous recevez ce courriel car cette réunion est ouverte à vous."),
        ),
        Kind(
            "proposal_settled",
            "list-checks",
            lazy("Suite donnée à votre proposition « %(what)s » pour : %(meeting)s"),
            lazy("Une suite est donnée à ma proposition pour un ordre du jour"),
            lazy("Vous recevez ce courriel car vous avez proposé ce point."),
        ),
        Kind(
            "minutes_published",
            "scroll-text",
            lazy("Le compte rendu est publié : %(meeting)s"),
            lazy("Le compte rendu d’une réunion est publié"),
            lazy("Vous recevez ce courriel car cette réunion vous était ouverte."),
        ),
        Kind(
            "minutes_correction",
            "pencil",
            lazy("%(actor)s propose une correction du compte rendu : %(meeting)s"),
            lazy("Quelqu’un propose une correction d’un compte rendu"),
            lazy("Vous recevez ce courriel car vous faites partie de l’équipe d’appui."),
            for_staff=True,
        ),
        Kind(
            "minutes_correction_settled",
            "pencil",
            lazy("Suite donnée à votre correction du compte rendu : %(meeting)s"),
            lazy("Une suite est donnée à ma correction d’un compte rendu"),
            lazy("Vous recevez ce courriel car vous avez proposé cette correction."),
        ),
        Kind(
            "action_assigned",
            "user-check",
            lazy("Une action vous est confiée : « %(what)s » (%(meeting)s)"),
            lazy("Une action m’est confiée"),
            lazy("Vous recevez ce courriel car cette action porte votre nom."),
        ),
        Kind(
            "action_due",
            "hourglass",
            lazy("Une action vous attend : « %(what)s » (%(meeting)s)"),
            lazy("Une de mes actions arrive à échéance, ou l’a dépassée"),
            lazy("Vous recevez ce courriel car cette action porte votre nom."),
        ),
        Kind(
            "training_seat",
            "graduation-cap",
            lazy("Votre inscription change : %(meeting)s (%(what)s)"),
            lazy("Mon inscription à une formation change"),
            lazy("Vous recevez ce courriel car vous êtes inscrit·e à cette formation."),
        ),
        Kind(
            "training_colleague",
            "graduation-cap",
            lazy("L’inscription d’un ou d’une collègue change : %(meeting)s (%(what)s)"),
            lazy("Une inscription que j’ai faite pour un ou une collègue change"),
            lazy("Vous recevez ce courriel car vous avez fait cette inscription."),
        ),
        Kind(
            "training_request",
            "graduation-cap",
            lazy("Une inscription attend votre accord : %(meeting)s (%(what)s)"),
            lazy("Une inscription à une formation attend un accord"),
            lazy("Vous recevez ce courriel car vous faites partie de l’équipe d’appui."),
            for_staff=True,
        ),
    )
}
ALWAYS = ("admitted", "training_seat")  # their mails are part of an account or a registration, and have no switch


ABOUT_MESSAGES = ("mention", "quote", "reply", "new_topic", "solution", "thanks", "bookmark")
AGAIN = ("thanks", "bookmark")  # may come a second time about the same message: each mail has a name of its own


def kinds_for(user: Any) -> list[Kind]:
    """The kinds that ``user`` can switch by mail; what is in ``ALWAYS`` comes whatever they say."""
    return [kind for kind in KINDS.values() if kind.name not in ALWAYS and (user.is_organiser or not kind.for_staff)]
