"""A request that reads takes no more of the database than it needs, and leaves nothing there."""

import gc
from datetime import timedelta

import pytest
from flask import g
from sqlalchemy import Integer, String, bindparam, func, literal, select, text, tuple_, update
from sqlalchemy.exc import DBAPIError

from forum.accounts.models import User
from forum.core import reading
from forum.core.clock import now
from forum.core.db import Instant, db, read
from forum.core.reading import rows_of
from tests.makers import make_category, make_topic, make_user


def test_what_a_reading_request_wrote_is_gone(app, client, db, monkeypatch):
    user = make_user(first_name="Zoé")
    db.session.commit()

    def view():
        db.session.execute(update(User).where(User.id == user_id).values(first_name="Zélie"))
        return "lu"

    user_id = user.id
    monkeypatch.setitem(app.view_functions, "healthz", view)
    assert client.get("/healthz").text == "lu"
    assert db.session.scalar(select(User.first_name).where(User.id == user_id)) == "Zoé"


def test_what_a_request_wrote_is_read_in_it(app, db):
    user = make_user(first_name="Zoé")
    db.session.commit()
    with app.test_request_context("/", method="POST"):
        db.session.execute(update(User).where(User.id == user.id).values(first_name="Zélie"))
        assert read(select(User.first_name).where(User.id == user.id)).scalar_one() == "Zélie"
        assert "reading" not in g
        db.session.rollback()


def test_a_visitors_page_gives_its_connection_back(client, db):
    topic = make_topic(category=make_category(open_to="visiteurs"))
    address = topic.url
    client.get(address)
    db.session.rollback()
    before = db.engine.pool.checkedout()
    assert client.get(address).status_code == 200
    db.session.rollback()
    assert db.engine.pool.checkedout() == before


PARTS = select(
    User.id,
    User.created_at,
    (User.first_name == "Zoé").label("is_zoe"),
    literal("mot").label("word"),
    select(func.max(User.last_seen_at)).scalar_subquery().label("seen"),
).where(User.id.in_(bindparam("ids", expanding=True)), User.created_at < bindparam("before", type_=Instant))


def asked(statement, **values):
    """The rows three times: as SQLAlchemy reads them, then as they are read once the statement is known."""
    with db.engine.connect() as connection:
        by_itself = connection.execute(statement, values).all()
        return by_itself, [rows_of(connection, statement, values).all() for _ in range(3)]


def test_a_statement_that_is_known_reads_the_same(app):
    people = [make_user(first_name=name) for name in ("Zoé", "Anna", "Paul")]
    db.session.commit()
    later = now() + timedelta(days=1)
    for ids in ([], [people[0].id], [one.id for one in people], [people[1].id]):
        rows, again = asked(PARTS.order_by(User.id), ids=ids, before=later)
        assert len(rows) == len(ids)
        assert again == [rows] * 3
    statement = PARTS.order_by(User.id)
    with db.engine.connect() as connection:
        for ids in ([], [people[0].id], [one.id for one in people], [people[1].id]):
            found = rows_of(connection, statement, {"ids": ids, "before": later}).all()
            assert [row.id for row in found] == sorted(ids)
            assert all(row.created_at.tzinfo and row.is_zoe in (True, False) and row.word == "mot" for row in found)
        assert rows_of(connection, statement, {"ids": [people[0].id], "before": now() - timedelta(days=9)}).all() == []


def test_what_a_known_statement_is_given_is_never_that_of_the_time_before(app):
    """A parameter may have a value of its own, for those who give none."""
    statement = select(bindparam("one", "own", String), bindparam("two", type_=String))
    with db.engine.connect() as connection:
        said = [
            rows_of(connection, statement, values).one()
            for values in ({"two": "a"}, {"two": "b"}, {"one": "c", "two": "d"}, {"two": "e"})
        ]
        assert [tuple(row) for row in said] == [("own", "a"), ("own", "b"), ("c", "d"), ("own", "e")]


def test_lists_of_pairs_and_words_of_sql_are_read_as_ever(app):
    user = make_user(first_name="Zoé")
    db.session.commit()
    pairs = tuple_(User.id, User.created_at).in_(bindparam("pairs", expanding=True))
    statement, other = select(User.id).where(pairs), now()
    for given in ([], [(user.id, other)], [(user.id, user.created_at), (user.id, other)], [(user.id, user.created_at)]):
        expected = [(user.id,)] if (user.id, user.created_at) in given else []
        rows, again = asked(statement, pairs=given)
        assert again == [rows] * 3 == [expected] * 3
    rows, again = asked(text("SELECT 1 AS a, 2 AS b").columns(a=Integer))
    assert again == [rows] * 3 == [[(1, 2)]] * 3


def test_what_the_database_refuses_is_told_as_by_sqlalchemy(app):
    statement = text("SELECT a FROM nowhere").columns(a=Integer)
    with db.engine.connect() as connection:
        for _ in range(3):
            with pytest.raises(DBAPIError, match="nowhere"):
                rows_of(connection, statement, {})
            connection.rollback()


def test_statements_that_are_built_for_one_request_are_not_kept(app):
    before = len(reading._known)
    with db.engine.connect() as connection:
        for number in range(5):
            assert rows_of(connection, select(literal(number)), {}).scalar() == number
    gc.collect()
    assert len(reading._known) <= before + 1  # the first, by SQLAlchemy's own cache
