"""What people are told about: how it reads, and whether it comes by mail unless they say otherwise."""

from dataclasses import dataclass
from typing import Any

from forum.core.i18n import lazy


@dataclass(frozen=True)
class Kind:
    """A kind of notification. ``sentence`` takes %(actor)s and %(topic)s; ``reason`` says why it came."""

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
            "solution",
            "circle-check",
            lazy("%(actor)s a retenu votre réponse dans « %(topic)s »"),
            lazy("Ma réponse est retenue comme solution"),
            lazy("Vous recevez ce courriel car vous avez écrit cette réponse."),
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
    )
}


ABOUT_MESSAGES = ("mention", "quote", "reply", "solution")


def kinds_for(user: Any) -> list[Kind]:
    """The kinds that ``user`` can switch by mail; news of one's own admission always comes."""
    return [kind for kind in KINDS.values() if kind.name != "admitted" and (user.is_organiser or not kind.for_staff)]
