"""The commands ``init`` and ``user``."""

from urllib.parse import urlsplit

from forum.accounts import queries
from forum.core.db import db
from tests.makers import make_user

MAUD = ["--first-name", "Maud", "--last-name", "Escande", "--email", "Maud@appui.example", "--function", "Assistante"]


def run(app, *words: str):
    db.session.commit()
    result = app.test_cli_runner().invoke(args=list(words))
    db.session.rollback()
    db.session.expire_all()
    return result


def test_the_first_administrator_signs_in_by_the_printed_link(app, client):
    result = run(app, "init", *MAUD, "--password", "")
    assert result.exit_code == 0, result.output
    user = queries.by_email("maud@appui.example")
    assert user
    assert user.is_administrator
    link = urlsplit(result.output.split()[-1]).path
    assert client.post(link).status_code == 303
    assert client.get("/preferences").status_code == 200


def test_the_first_administrator_may_choose_a_password(app, client):
    assert "d’autres mots" in run(app, "init", *MAUD, "--password", "maud.escande.maud").output
    assert run(app, "init", *MAUD, "--password", "quatre mots bien rangés").exit_code == 0
    data = {"email": "maud@appui.example", "password": "quatre mots bien rangés"}
    assert client.post("/connexion", data=data).status_code == 303
    assert run(app, "init", *MAUD, "--password", "quatre mots bien rangés").exit_code == 1


def test_accounts_are_listed_promoted_suspended_and_helped_in(app, client):
    user = make_user(username="nadia", first_name="Nadia", email="nadia@a.example")
    assert "nadia" in run(app, "user", "list", "nadia").output
    assert "nadia" not in run(app, "user", "list", "--role", "organiser").output
    run(app, "user", "role", "nadia@a.example", "organiser")
    assert user.is_organiser
    run(app, "user", "suspend", "nadia")
    assert user.is_suspended
    run(app, "user", "suspend", "nadia", "--lift")
    assert not user.is_suspended
    assert client.post(urlsplit(run(app, "user", "link", "nadia").output.strip()).path).status_code == 303
    assert run(app, "user", "link", "personne").exit_code == 1
