"""A request that reads takes no more of the database than it needs, and leaves nothing there."""

from flask import g
from sqlalchemy import select, update

from forum.accounts.models import User
from forum.core.db import read
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
