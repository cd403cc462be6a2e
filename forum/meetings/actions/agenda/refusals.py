"""Why something about an agenda could not be done; each says what to do in ``sentence``."""

from forum.core.i18n import lazy
from forum.meetings.models import AgendaItem


class Refusal(Exception):
    sentence = lazy("Ce point a changé entre-temps : regardez où il en est.")

    def __str__(self) -> str:
        return str(self.sentence)


class AlreadySettled(Refusal):
    """It is no longer in a state in which this may be done to it."""


class NoVoteLeft(Refusal):
    sentence = lazy("Vous avez donné toutes vos voix : retirez-en une pour la donner ici.")


class NoNextMeeting(Refusal):
    sentence = lazy("Aucune réunion ne suit dans cette série : fixez-en d’abord la date.")


class HoldsOthers(Refusal):
    sentence = lazy("D’autres propositions sont réunies dans celle-ci : demandez à l’équipe d’appui de la retirer.")


class StaleItem(Exception):
    """The item has changed since the version the edit was based on; ``item`` is what it says now."""

    def __init__(self, item: AgendaItem):
        super().__init__()
        self.item = item
