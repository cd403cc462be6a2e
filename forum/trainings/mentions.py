"""What the page of a training action has to say: one text for each mention; what is not known reads « à confirmer ».

Mandatory are those of the national quality standard (RNQ, indicator 1) and of the labour code (L6353-8).
"""

from typing import Any, NamedTuple

from forum.core.i18n import lazy

NATURE = lazy("Action de formation")


class Mention(NamedTuple):
    """A heading of the page; ``help`` says to organisers what belongs under it."""

    name: str
    label: Any
    help: Any
    is_mandatory: bool = True


MENTIONS = (
    Mention(
        "objectives",
        lazy("Objectifs"),
        lazy("Ce que chaque personne saura faire après : un objectif par ligne, commençant par « - »."),
    ),
    Mention("audience", lazy("Public"), lazy("Les fonctions et les établissements à qui la formation s’adresse.")),
    Mention("prerequisites", lazy("Prérequis"), lazy("Ce qu’il faut savoir avant ; « Aucun » se dit aussi.")),
    Mention("programme", lazy("Programme"), lazy("Le contenu, dans l’ordre de la journée.")),
    Mention("methods", lazy("Méthodes"), lazy("Comment on apprend : apports, études de cas, sous-groupes…")),
    Mention("evaluation", lazy("Évaluation"), lazy("Comment les acquis et la satisfaction sont mesurés.")),
    Mention("price", lazy("Tarif"), lazy("Le prix et qui le prend en charge ; la gratuité se dit aussi.")),
    Mention("access_delay", lazy("Délai d’accès"), lazy("Le temps entre l’inscription et la formation.")),
    Mention("contact", lazy("Contact"), lazy("La personne à qui s’adresser : nom, courriel, téléphone.")),
    Mention(
        "accessibility",
        lazy("Accessibilité aux personnes en situation de handicap"),
        lazy("L’accès aux salles et les aménagements possibles."),
    ),
    Mention("referent", lazy("Référent·e handicap"), lazy("La personne qui étudie les besoins d’aménagement.")),
    Mention("trainers", lazy("Intervenantes et intervenants"), lazy("Qui forme, avec titres et expérience.")),
    Mention("timetable", lazy("Horaires"), lazy("Les heures de la journée ; chaque session dit aussi les siennes.")),
    Mention("internal_rules", lazy("Règlement intérieur"), lazy("Le texte, ou comment l’obtenir.")),
    Mention("follow_up", lazy("Suites"), lazy("Ce qui vient après : documents, échanges, autres formations."), False),
)
NAMES = tuple(mention.name for mention in MENTIONS)
PROVIDER = lazy("Organisme de formation")  # mandatory too, in a column of its own


def missing(training: Any) -> list[str]:
    """The labels of the mandatory mentions that are empty: the page shows them as « à confirmer »."""
    empty = [str(each.label) for each in MENTIONS if each.is_mandatory and not training.texts.get(each.name)]
    return empty if training.provider else [*empty, str(PROVIDER)]
