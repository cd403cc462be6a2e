"""Sessions: new at sign-in, dead after signing out, as long as they may be; visits."""

from datetime import timedelta

import pytest

from forum.accounts import actions, passwords
from forum.accounts.models import User, UserSession
from forum.core import tallies
from forum.core.clock import now
from tests.makers import make_administrator, make_organiser, make_user

PASSWORD = "quatre mots bien rangés"


@pytest.fixture
def nadia(app):
    return make_user(email="nadia@a.example", username="nadia", password_hash=passwords.hashed(PASSWORD))


def sign_in(client, **other):
    return client.post("/connexion", data={"email": "nadia@a.example", "password": PASSWORD, "stay": "y"} | other)


def is_signed_in(client) -> bool:
    return client.get("/preferences").status_code == 200


def cookie_of(client) -> str:
    return client.get_cookie("session").value


def with_cookie(app, value: str):
    client = app.test_client()
    client.set_cookie("session", value)
    return client


def test_a_session_fixed_beforehand_is_worth_nothing(client, app, nadia):
    client.get("/connexion")
    with client.session_transaction() as cookie:
        cookie["next"] = "/u/nadia"
        cookie["planted"] = "before"
    before = cookie_of(client)
    sign_in(client)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie["_user_id"]
    assert not is_signed_in(with_cookie(app, before))


def test_every_sign_in_has_a_secret_of_its_own(app, nadia):
    secrets = set()
    for _ in range(2):
        client = app.test_client()
        sign_in(client)
        with client.session_transaction() as cookie:
            secrets.add(cookie["_user_id"])
    assert len(secrets) == 2
    assert not secrets & {row.token_hash for row in UserSession.query}
    assert str(nadia.id) not in secrets


@pytest.mark.parametrize("ending", ["sign_out", "everywhere", "password", "suspended", "left"])
def test_a_copied_cookie_dies_with_the_session(client, app, nadia, ending):
    sign_in(client)
    copy = with_cookie(app, cookie_of(client))
    assert is_signed_in(copy)
    if ending == "sign_out":
        client.post("/deconnexion")
    elif ending == "everywhere":
        client.post("/deconnexion/partout")
    elif ending == "password":
        data = {"current_password": PASSWORD, "new_password": "cinq autres mots bien rangés"}
        assert client.post("/preferences/mot-de-passe", data=data).status_code == 303
        assert is_signed_in(client)  # under a new secret
    elif ending == "suspended":
        actions.suspend(nadia, by=None, reason="Essai")
    else:
        actions.leave(nadia, by=None)
    assert not is_signed_in(copy)


def test_signing_out_leaves_the_other_browsers_alone(client, log_in, nadia):
    elsewhere = log_in(nadia)
    sign_in(client)
    client.post("/deconnexion")
    assert not is_signed_in(client)
    assert is_signed_in(elsewhere)


def test_one_browser_is_signed_out_from_another_and_nobody_elses(client, log_in, nadia):
    elsewhere, stranger = log_in(nadia), log_in(make_user())
    sign_in(client)
    page = client.get("/preferences/securite").text
    theirs = UserSession.query.filter(UserSession.user_id == nadia.id).order_by(UserSession.id).first()
    assert f'action="/preferences/sessions/{theirs.id}"' in page
    assert stranger.post(f"/preferences/sessions/{theirs.id}").status_code == 404
    assert is_signed_in(elsewhere)
    assert client.post(f"/preferences/sessions/{theirs.id}").status_code == 303
    assert not is_signed_in(elsewhere)
    assert is_signed_in(client)


def test_members_stay_thirty_days(client, app, nadia, clock):
    sign_in(client)
    clock.forward(days=29, hours=23)
    assert is_signed_in(client)
    clock.forward(hours=2)
    assert not is_signed_in(client)


def test_staff_stays_twelve_hours(log_in, app, clock):
    clients = [log_in(make_organiser()), log_in(make_administrator())]
    clock.forward(hours=11)
    assert all(is_signed_in(client) for client in clients)
    clock.forward(hours=2)
    assert not any(is_signed_in(client) for client in clients)


def test_a_borrowed_computer_forgets(client, app, nadia, clock):
    answer = sign_in(client, stay="")
    assert "Expires" not in answer.headers["Set-Cookie"]
    clock.forward(hours=13)
    assert not is_signed_in(client)


def test_joining_the_support_team_shortens_open_sessions(log_in, nadia, clock):
    client = log_in(nadia)
    actions.change_role(nadia, "organiser", by=None)
    clock.forward(hours=13)
    assert not is_signed_in(client)


def test_the_cookie_is_for_the_server_alone(client, app, nadia):
    cookie = sign_in(client).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "remember_token" not in cookie


def test_pages_for_people_signed_in_are_kept_by_nobody_else(client, app, nadia):
    sign_in(client)
    assert client.get("/preferences").headers["Cache-Control"] == "private, no-cache"


# --- visits ----------------------------------------------------------------------------------------------------------


def test_a_page_writes_nothing_and_the_batch_says_when_one_was_here(log_in, nadia, clock):
    client = log_in(nadia)
    client.get("/preferences")
    assert nadia.last_seen_at is None
    tallies.flush()
    assert _seen(nadia) == (now(), None)


def test_a_visit_ends_after_half_an_hour(log_in, nadia, clock):
    client = log_in(nadia)
    first = now()
    for minutes in (0, 20, 20):  # one visit: never half an hour without a page
        clock.forward(minutes=minutes)
        client.get("/preferences")
        tallies.flush()
    assert _seen(nadia) == (first + timedelta(minutes=40), None)
    clock.forward(minutes=31)
    client.get("/preferences")
    tallies.flush()
    assert _seen(nadia) == (now(), first + timedelta(minutes=40))
    clock.forward(minutes=5)
    client.get("/preferences")
    tallies.flush()
    assert _seen(nadia) == (now(), first + timedelta(minutes=40))


def test_the_first_page_of_a_visit_knows_the_one_before(app, nadia, clock):
    from forum.accounts import sessions

    before = now()
    nadia.last_seen_at = before
    token = sessions.open_for(nadia)
    clock.forward(hours=5)
    user = sessions.load(token)
    assert user
    assert user.previous_visit_at == before
    from forum.core.db import db

    assert not db.session.dirty


def _seen(user: User):
    from forum.core.db import db

    db.session.expire_all()
    return user.last_seen_at, user.previous_visit_at


# --- speed -----------------------------------------------------------------------------------------------------------


def test_knowing_who_asks_is_one_query(app, nadia):
    from sqlalchemy import event

    from forum.accounts import sessions
    from forum.core.db import db

    token = sessions.open_for(nadia)
    db.session.commit()
    seen: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    user = sessions.load(token)
    assert user
    assert user.signature == "Directrice"
    assert len(seen) == 1


def test_a_page_that_changes_nothing_knows_its_reader_without_the_row(app, nadia):
    from forum.accounts import sessions
    from forum.accounts.models import User
    from forum.accounts.reader import COLUMNS, Reader
    from forum.core.db import db

    token = sessions.open_for(nadia)
    db.session.commit()
    with app.test_request_context("/"):
        reader = sessions.load(token)
        assert isinstance(reader, Reader)
        same = (*COLUMNS, "is_active", "is_member", "is_organiser", "is_administrator", "is_suspended", "password_hash")
        assert all(getattr(reader, name) == getattr(nadia, name) for name in (*same, "display_name", "initials", "hue"))
        assert (reader.get_id(), reader.row.get_id(), reader.signature) == (token, token, "Directrice")
        with pytest.raises(AttributeError):
            reader.role = "administrator"  # type: ignore[misc]
    with app.test_request_context("/", method="POST"):
        assert isinstance(sessions.load(token), User)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_session_dies_at_once_however_it_is_asked(app, nadia, method):
    from forum.accounts import sessions
    from forum.core.db import db

    def opens() -> bool:
        db.session.commit()
        with app.test_request_context("/", method=method):
            return sessions.load(token) is not None

    token = sessions.open_for(nadia)
    assert opens()
    nadia.suspended_until = now() + timedelta(days=1)
    assert not opens()
    nadia.suspended_until = None
    assert opens()
    nadia.state = "left"
    assert not opens()
    nadia.state = "active"
    assert opens()
    sessions.close_all(nadia)
    assert not opens()


def test_two_people_are_never_the_same(app):
    assert make_user() != make_user()
