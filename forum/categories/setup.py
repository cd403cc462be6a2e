"""The five categories every space starts with, and their rights."""

from typing import Any

from sqlalchemy import select

from forum.categories.actions import create_category, set_rights
from forum.categories.models import Category
from forum.categories.queries import Rights
from forum.core.db import db
from forum.core.i18n import typeset
from forum.groups.actions import ensure_automatic
from forum.groups.models import Group

ALL = Rights(see=True, create=True, reply=True)
SEE_AND_REPLY = Rights(see=True, create=False, reply=True)

REQUEST = """\
**Ce que je cherche**


**Pour quoi faire, et pour quand**


**Ce que j’ai déjà trouvé**

"""

# In order; visitors and pending people see none of them.
DEFAULTS: list[dict[str, Any]] = [
    {
        "slug": "aide",
        "name": "Aide à la prise en main – utilisation",
        "description": "Vos questions sur l’espace lui-même : se connecter, publier, joindre un fichier, régler ses "
        "courriels. Il n’y a pas de question trop simple.",
        "colour": "sauge",
        "kind": "question",
        "button": "Poser une question",
    },
    {
        "slug": "ressources",
        "name": "Sollicitations Ressources COOP",
        "description": "Demandez un document, une trame, un retour d’expérience aux autres établissements. Quand une "
        "réponse vous convient, marquez la demande comme résolue : elle servira à d’autres.",
        "colour": "garance",
        "kind": "request",
        "button": "Nouvelle demande",
        "template": REQUEST,
    },
    {
        "slug": "actualites",
        "name": "Actualités / infos à partager",
        "description": "Ce qui bouge dans le réseau et autour : textes, appels à projets, événements, publications.",
        "colour": "ciel",
        "button": "Partager une info",
    },
    {
        "slug": "reunions",
        "name": "Réunions COOP",
        "description": "Comptes rendus et prochaines rencontres. L’équipe d’appui ouvre les sujets ; tout le monde "
        "peut y répondre.",
        "colour": "prune",
    },
    {
        "slug": "forum",
        "name": "Forum – questions à tous pour tous",
        "description": "Pour tout le reste : une question de métier, une idée, un débat entre collègues.",
        "colour": "gaude",
        "kind": "question",
    },
]


def create_defaults() -> list[Category]:
    """The automatic groups and the five categories. What exists already is left as an administrator made it."""
    groups = ensure_automatic()
    return [_existing(values["slug"]) or _made(values, groups) for values in DEFAULTS]


def _existing(slug: str) -> Category | None:
    return db.session.scalar(select(Category).where(Category.slug == slug))


def _made(values: dict[str, Any], groups: dict[str, Group]) -> Category:
    facts: dict[str, Any] = values | {"description": typeset(values["description"])}
    category = create_category(**facts)
    members = SEE_AND_REPLY if category.slug == "reunions" else ALL
    set_rights(category, {groups["membres"]: members, groups["organisateurs"]: ALL})
    return category
