"""The people of the demonstration, their establishments and groups."""

from datetime import datetime, timedelta
from typing import Any

from forum.accounts import usernames
from forum.accounts.actions import change_role, confirm
from forum.accounts.models import User
from forum.core.clock import frozen, now
from forum.core.db import db
from forum.demo.reading import table
from forum.directory.actions import add
from forum.directory.models import Establishment
from forum.groups.actions import add_member, create_group
from forum.groups.models import Group

GROUPS = {
    "coop": ("COOP", "Directions et chefs de service des dispositifs : le réseau lui-même."),
    "copil": ("COPIL", "Le comité de pilotage : il prépare les réunions et valide avec l’ARS."),
}
ELSEWHERE = "courriel.example"  # the domain of those whom no establishment vouches for


def add_groups() -> dict[str, Group]:
    return {slug: create_group(slug, *words) for slug, words in GROUPS.items()}


def add_establishments() -> dict[str, Establishment]:
    """By key; their mail domains vouch for the people who work there."""
    return {
        row["key"]: add(row["name"], city=row["city"], department=row["department"]["code"], domains=(row["domain"],))
        for row in table("establishments")
    }


def add_people(first_words: dict[str, datetime], groups: dict[str, Group]) -> dict[str, User]:
    """Everybody by key; each joined two days before their first message, those who wait two days ago."""
    places, domains = add_establishments(), {row["key"]: row["domain"] for row in table("establishments")}
    people = {}
    for row in sorted(table("people"), key=lambda row: row["role"] != "administrator"):
        with frozen(first_words.get(row["key"], now()) - timedelta(days=2)):
            domain = ELSEWHERE if row["role"] == "pending" else domains[row["establishment"]]
            people[row["key"]] = _join(row, places[row["establishment"]], domain, groups)
    return people


def _join(row: dict[str, Any], place: Establishment, domain: str, groups: dict[str, Group]) -> User:
    username = next(usernames.candidates(row["first_name"], row["last_name"]))
    facts = {name: row.get(name, "") for name in ("first_name", "last_name", "function", "about")}
    user = User(
        **facts, username=username, email=f"{username}@{domain}", establishment_id=place.id, charter_accepted_at=now()
    )
    db.session.add(user)
    confirm(user)
    if row["role"] in ("organiser", "administrator"):
        change_role(user, row["role"], by=None)
    for slug in row["groups"]:
        add_member(groups[slug], user)
    return user
