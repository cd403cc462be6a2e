"""Establishments, members, groups, and the categories with their rights."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert

from bench.dataset.scale import Scale
from forum.accounts.models import User
from forum.categories.actions import create_category, set_rights
from forum.categories.models import Category
from forum.categories.queries import Rights
from forum.categories.setup import ALL, create_defaults
from forum.core.db import db
from forum.directory.models import DEPARTMENTS, Establishment
from forum.groups.actions import create_group, ensure_automatic
from forum.groups.models import Membership

FIRST = "Agnès Bruno Camille Damien Élodie Farid Gaëlle Hugo Inès Julien Karine Loïc Maud Nadia Océane Paul".split()
LAST = (
    "Alary Bessac Cazals Delmas Estève Fabre Gély Izard Jalby Lacaze Maury Nègre Olivier Puech Rouquette Sicre".split()
)
FUNCTIONS = ("Directrice", "Chef de service", "Éducatrice spécialisée", "Psychologue", "Coordonnateur de parcours")


@dataclass(frozen=True)
class Places:
    """The keys of the categories: ``opened`` is shown to visitors, ``private`` to a group of thirty."""

    opened: int
    private: int
    ordinary: list[int]

    @property
    def all(self) -> list[int]:
        return [self.opened, *self.ordinary, self.private]


def settle(scale: Scale, today: datetime) -> Places:
    """Write them down."""
    create_defaults()
    _people(scale, today)
    return _rights(scale)


def _people(scale: Scale, today: datetime) -> None:
    departments = list(DEPARTMENTS)
    places = [
        {"id": n, "name": f"D-ITEP Les Mesures {n}", "department": departments[n % len(departments)], "is_known": True}
        for n in range(1, scale.establishments + 1)
    ]
    db.session.execute(insert(Establishment), places)
    db.session.execute(insert(User), [_person(n, scale, today) for n in range(1, scale.members + 1)])


def _person(n: int, scale: Scale, today: datetime) -> dict:
    joined = today - timedelta(days=400)
    return {
        "id": n,
        "username": f"membre.{n}",
        "first_name": FIRST[n % len(FIRST)],
        "last_name": LAST[n // len(FIRST) % len(LAST)],
        "function": FUNCTIONS[n % len(FUNCTIONS)],
        "email": f"membre{n}@mesures.example",
        "role": "organiser" if n % 100 == 0 else "member",
        "state": "active",
        "establishment_id": n % scale.establishments + 1,
        "charter_accepted_at": joined,
        "confirmed_at": joined,
        "admitted_at": joined,
        "created_at": joined,
        "last_seen_at": today,
        "previous_visit_at": today - timedelta(days=3),
    }


def _rights(scale: Scale) -> Places:
    by_slug = {category.slug: category for category in db.session.query(Category)}
    read_only = Rights(see=True, create=False, reply=False)
    set_rights(by_slug["actualites"], {ensure_automatic()["visiteurs"]: read_only})
    group = create_group("copil", "COPIL")
    private = create_category("copil", "COPIL", colour="edge")
    set_rights(private, {group: ALL})
    circle = [{"group_id": group.id, "user_id": n} for n in range(1, min(30, scale.members) + 1)]
    db.session.execute(insert(Membership), circle)
    ordinary = [category.id for slug, category in by_slug.items() if slug != "actualites"]
    return Places(by_slug["actualites"].id, private.id, ordinary)
