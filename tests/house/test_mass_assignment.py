"""A form changes what its fields say and nothing else, whatever else is sent along."""

from typing import Any

import pytest
from sqlalchemy import Boolean, DateTime, Integer, inspect, select
from sqlalchemy.types import TypeDecorator

from forum.accounts.models import User
from forum.core.db import db
from tests.doors.world import build

POISON, NOBODY, LONG_AGO = "poison", 987_654, "1999-01-01T00:00:00"
PASSWORD = "une phrase que personne ne devine"
PERSON = {"first_name": "Ana", "last_name": "Vidal", "function": "Directrice", "establishment": "D-ITEP Les Essais"}
SIGN_UP = PERSON | {"email": "ana@essais.example", "password": PASSWORD, "charter": "y"}

# who sends, where (filled from the world), the form's own fields, and the columns that may change in rows that exist
TOPIC = {"topics": {"last_number", "replies", "last_posted_at", "last_author_id", "participants", "state"}}
RENEWED = {"stamps": {"value"}}  # a random number, another one after every change
READER = {"topic_readers": {"last_read", "level", "reason", "updated_at"}}
FORMS: dict[str, tuple[str, str, dict[str, Any], dict[str, set[str]]]] = {
    "sign up": ("visitor", "/inscription", SIGN_UP, {}),
    "sign up, invited": ("visitor", "/invitation/{links.invitation}", SIGN_UP, {"invitations": {"accepted_at"}}),
    "profile": ("member", "/preferences", PERSON | {"about": ""}, {
        "users": {"first_name", "last_name", "function", "establishment_id"}
    }),
    "display": ("member", "/preferences/affichage", {"theme": "dark"}, {"users": {"theme"}}),
    "switches": ("member", "/preferences/notifications", {"reply": "y"}, {}),
    "new topic": ("member", "/c/{open.category.slug}/nouveau", {"title": "Un titre", "body": "Des mots"}, {}),
    "answer": ("neighbour", "/t/{open.topic.id}/messages", {"body": "Des mots"}, TOPIC | READER),
    "edit": ("member", "/messages/{open.pointing[1].id}/modifier", {"body": "Autre", "version": "1"}, {
        "posts": {"body", "html", "text", "recipe", "version", "edited_at", "edited_by_id"}
    }),
    "title": ("member", "/t/{open.topic.id}/titre", {"title": "Un autre titre"}, {
        "topics": {"title", "slug", "last_number"}, "posts": {"version", "recipe", "edited_at", "edited_by_id"}
    } | READER),
    "level": ("member", "/t/{open.topic.id}/suivi", {"level": "muted"}, READER),
    "position": ("member", "/t/{open.topic.id}/position", {"number": "1"}, READER),
    "invitation": ("organiser", "/admin/invitations", PERSON | {"email": "b@essais.example", "groups": []}, {}),
    "establishment": ("organiser", "/admin/etablissements/{own.establishment.id}", {
        "name": "D-ITEP Neuf", "department": "11"
    }, {
        "establishments": {"name", "city", "department", "is_known"}
    }),
    "pin": ("organiser", "/t/{open.topic.id}/epingle", {"until": ""}, READER | {
        "topics": {"pinned_at", "last_number"}
    }),
    "state": ("organiser", "/t/{open.topic.id}/etat", {"state": "in_progress"}, READER | {
        "topics": {"state", "last_number"}
    }),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_fields_that_a_form_does_not_have_change_nothing(app, client, log_in, name):
    who, address, fields, may_change = FORMS[name]
    world = build()
    sender = client if who == "visitor" else log_in(world.people[who])
    before = everything()
    answer = sender.post(address.format(**vars(world)), data=poisoned() | fields)
    assert answer.status_code in (200, 204, 303), answer.text[:2000]
    after = everything()
    assert changed_columns(before, after, may_change) == {}
    assert poison_in(new_rows(before, after)) == []
    promoted = select(User.id).where(
        (User.role != "member") | (User.state == "active"), User.id.not_in(ids(before, "users"))
    )
    assert name == "sign up, invited" or db.session.scalars(promoted).all() == []


def poisoned() -> dict[str, Any]:
    """A value for every column of every table."""
    return {column.name: _bad_value(column) for table in db.metadata.sorted_tables for column in table.columns} | {
        "is_admin": "1", "is_organiser": "1", "role": "administrator", "state": "active", "admin": "1",
    }  # fmt: skip


def _bad_value(column) -> Any:
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    values = {Boolean: "1", Integer: NOBODY, DateTime: LONG_AGO}
    return next((value for one, value in values.items() if isinstance(kind, one)), POISON)


def everything() -> dict[str, dict[tuple, dict[str, Any]]]:
    """Every row by its key, by table."""
    found = {}
    db.session.commit()
    for table in db.metadata.sorted_tables:
        keys = [column.name for column in inspect(table).primary_key.columns]
        rows = [dict(row) for row in db.session.execute(select(table)).mappings()]
        found[table.name] = {tuple(row[key] for key in keys): row for row in rows}
    db.session.rollback()
    return found


def changed_columns(before, after, may_change) -> dict[str, set[str]]:
    """The columns whose values changed though the form has nothing to do with them."""
    changed: dict[str, set[str]] = {}
    for table, rows in before.items():
        for key, row in rows.items():
            now = after[table].get(key, {})
            names = {name for name, value in row.items() if now.get(name) != value}
            if names := names - may_change.get(table, set()) - RENEWED.get(table, set()):
                changed.setdefault(table, set()).update(names)
    return changed


def new_rows(before, after) -> list[tuple[str, dict[str, Any]]]:
    return [(table, row) for table, rows in after.items() for key, row in rows.items() if key not in before[table]]


def poison_in(rows) -> list[tuple[str, str, Any]]:
    signs = (POISON, str(NOBODY), LONG_AGO[:10])
    return [
        (table, name, value)
        for table, row in rows
        for name, value in row.items()
        if any(s in str(value) for s in signs)
    ]


def ids(before, table: str) -> list[int]:
    return [row["id"] for row in before[table].values()]
