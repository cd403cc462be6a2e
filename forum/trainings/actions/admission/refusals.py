"""Why something could not be done; nothing has been changed. Each says what to do in ``sentence``."""

from typing import Any

from forum.core.i18n import lazy


class Refusal(Exception):
    sentence: Any = lazy("Cette inscription a changé entre-temps : regardez où elle en est.")

    def __init__(self, sentence: Any = None):
        super().__init__()
        self.sentence = sentence or self.sentence

    def __str__(self) -> str:
        return str(self.sentence)


class Settled(Refusal):
    """The registration, or the session, is no longer where this act begins."""


class Closed(Refusal):
    """The session takes no registration from this person."""

    sentence = lazy("Cette session ne prend pas d’inscription. Choisissez une autre date.")


class Full(Refusal):
    """No seat is left for this person."""

    sentence = lazy("Il ne reste pas de place dans cette session.")


class TooSmall(Refusal):
    """More seats are taken than would be left."""


class NoteMissing(Refusal):
    """A presence is not turned into an absence, or the other way round, without a word."""

    sentence = lazy("Dites pourquoi le pointage change.")
