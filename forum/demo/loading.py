"""Filling an empty space with the fictitious network.

accounts = load()       # nobody is here yet; the caller commits
"""

import secrets
from dataclasses import dataclass

from sqlalchemy import select

from forum.accounts.actions import leave
from forum.accounts.models import User
from forum.accounts.passwords import hashed
from forum.categories.actions import create_category, grant
from forum.categories.models import Category
from forum.categories.setup import create_defaults
from forum.core.clock import frozen, now, today
from forum.core.db import db
from forum.core.mail.outbox import muted
from forum.core.settings import StoredSetting
from forum.demo import MARK, is_empty
from forum.demo.calendar import Calendar
from forum.demo.exchanges import Writing, dated, first_words
from forum.demo.held import hold_training
from forum.demo.marks import leave_marks
from forum.demo.meetings import add_meetings
from forum.demo.people import add_groups, add_people
from forum.demo.reading import discussions, table
from forum.demo.traces import leave_traces
from forum.demo.trainings import add_training
from forum.groups.models import Group

ACCOUNTS = (  # the people one can sign in as
    ("maud", "Administratrice"),
    ("helene", "Équipe d’appui"),
    ("karine", "Membre, aussi du COPIL"),
    ("nathalie", "Membre"),
    ("sylvie", "Membre"),
    ("elodie", "En attente d’admission"),
)


@dataclass(frozen=True)
class Account:
    """Someone to sign in as."""

    role: str
    name: str
    email: str
    password: str


def load() -> list[Account]:
    """Fill the empty space in the transaction that is open; the accounts to sign in with, whose passwords nobody keeps."""
    if not is_empty():
        raise ValueError("This space has people in it.")
    calendar = Calendar.near(today())
    messages = dated(discussions(calendar), calendar)
    with muted():
        with frozen(messages[0].at.replace(hour=7)):
            categories, groups = _furnish()
        people = add_people(first_words(messages), groups)
        writing = Writing(people, categories)
        for one in messages:
            writing.write(one)
        add_meetings(people, writing.topics, calendar)
        hold_training(people, calendar)
        add_training(people, calendar)
        leave_marks(people, writing.topics)
        _say_goodbye(people)
        leave_traces(people)
    db.session.add(StoredSetting(key=MARK, value=today().isoformat(), changed_at=now()))
    return give_passwords()


def give_passwords() -> list[Account]:
    """New random passwords for the people of the demonstration one can sign in as."""
    keys = {row["key"]: row for row in table("people")}
    return [_open(role, keys[key]) for key, role in ACCOUNTS]


def _furnish() -> tuple[dict[str, Category], dict[str, Group]]:
    """The five categories, and the private ones of groups."""
    categories = {category.slug: category for category in create_defaults()}
    groups = add_groups()
    for row in table("categories"):
        group = groups[row.pop("group")]
        categories[row["slug"]] = create_category(**row)
        grant(categories[row["slug"]], group, see=True, create=True, reply=True)
    return categories, groups


def _say_goodbye(people: dict[str, User]) -> None:
    """Those who have left, once their last message is written."""
    for row in table("people"):
        if row.get("left"):
            person, successor = people[row["key"]], people[row["successor"]]
            person.about = f"A passé le relais à {successor.display_name}."
            leave(person, by=people["maud"])


def _open(role: str, row: dict) -> Account:
    words = User.first_name == row["first_name"], User.last_name == row["last_name"]
    user = db.session.scalars(select(User).where(*words).order_by(User.id).limit(1)).one()
    password = "-".join(secrets.token_hex(2) for _part in range(4))
    user.password_hash = hashed(password)
    db.session.flush()
    return Account(role, user.display_name, user.email, password)
