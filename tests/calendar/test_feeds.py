"""The private address: shown once, good for its owner's eyes, dead when it should be."""

import re
from datetime import datetime, timedelta

import pytest

from forum.accounts.sessions import hash_of
from forum.calendar.models import Feed
from forum.core import tallies
from forum.core.clock import now
from tests.calendar.dates import called_off, moved
from tests.calendar.lint import faults
from tests.calendar.readers import vobject_events
from tests.makers import make_user


@pytest.fixture
def member():
    return make_user()


@pytest.fixture
def subscribe(log_in):
    """``subscribe(user)``: the path of their new address."""

    def done(user) -> str:
        answer = log_in(user).post("/reunions/abonnement")
        assert answer.status_code == 200
        return re.search(r"/agenda/[\w-]{43}\.ics", answer.text)[0]

    return done


def test_the_address_is_shown_once(source, member, log_in, db):
    client = log_in(member)
    answer = client.post("/reunions/abonnement")
    assert answer.headers["Cache-Control"] == "no-store"
    token = re.search(r"webcal://localhost/agenda/([\w-]{43})\.ics", answer.text)[1]
    assert token not in client.get("/reunions/abonnement").text
    assert db.session.query(Feed).one().token_hash == hash_of(token)


def test_calendars_read_it_without_a_session(source, client, member, subscribe):
    source.add(title="Réunion du COOP")
    answer = client.get(subscribe(member))
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert faults(answer.get_data(as_text=True)) == []
    assert [one["summary"] for one in vobject_events(answer.get_data(as_text=True))] == ["Réunion du COOP"]
    assert not answer.headers.getlist("Set-Cookie")


def test_it_is_read_with_the_rights_of_its_owner(source, client, member, subscribe):
    source.add(title="Réunion close", only=member)
    assert "Réunion close" in client.get(subscribe(member)).text
    assert "Réunion close" not in client.get(subscribe(make_user())).text


def test_a_date_that_moves_moves_and_one_that_is_cancelled_goes(source, client, member, subscribe):
    entry = source.add(datetime(2031, 3, 12, 10, 0))
    path = subscribe(member)
    before = client.get(path).text
    source.replace(later := moved(entry, datetime(2031, 3, 19, 14, 0)))
    after = client.get(path).text
    assert "DTSTART;TZID=Europe/Paris:20310312T100000" in before
    assert "DTSTART;TZID=Europe/Paris:20310319T140000" in after and f"UID:{entry.uid}" in after
    source.replace(called_off(later))
    assert "STATUS:CANCELLED" in client.get(path).text


def test_nothing_new_is_304(source, client, member, subscribe):
    entry, path = source.add(), subscribe(member)
    tag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert again.status_code == 304 and not again.get_data()
    source.replace(moved(entry, datetime(2031, 3, 19, 14, 0)))
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_a_revoked_address_leads_nowhere(source, client, member, subscribe, log_in):
    path = subscribe(member)
    assert log_in(member).post("/reunions/abonnement/revocation").status_code == 303
    assert client.get(path).status_code == 404


def test_a_new_address_puts_out_the_one_before(source, client, member, subscribe):
    old, new = subscribe(member), subscribe(member)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


@pytest.mark.parametrize(
    "fate",
    [{"state": "left"}, {"state": "erased"}, {"state": "pending"}, {"suspended_until": "tomorrow"}],
    ids=str,
)
def test_it_is_dead_while_its_owner_is_no_member(source, client, member, subscribe, fate):
    path = subscribe(member)
    for name, value in fate.items():
        setattr(member, name, now() + timedelta(days=1) if value == "tomorrow" else value)
    assert client.get(path).status_code == 404


def test_an_unknown_address_answers_as_a_dead_one(source, client):
    assert client.get(f"/agenda/{'x' * 43}.ics").status_code == 404
    assert client.get("/agenda/x.ics").status_code == 404


def test_whoever_tries_many_addresses_is_asked_to_wait(source, client, member, subscribe, clock):
    path = subscribe(member)
    answers = [client.get(f"/agenda/{'x' * 40}{number:03}.ics") for number in range(61)]
    assert [answer.status_code for answer in answers] == [404] * 60 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert client.get(path).status_code == 200  # what is right is not refused
    clock.forward(minutes=6)
    assert client.get(f"/agenda/{'x' * 43}.ics").status_code == 404


def test_reading_writes_nothing_and_the_last_use_is_told(source, client, member, subscribe, log_in, db):
    path = subscribe(member)
    assert "Aucun agenda" in log_in(member).get("/reunions/abonnement").text
    client.get(path)
    assert db.session.query(Feed).one().last_used_at is None
    tallies.flush()
    assert db.session.query(Feed).one().last_used_at == now()
    assert "Un agenda l’a lue" in log_in(member).get("/reunions/abonnement").text


def test_the_feed_speaks_its_owners_language(source, client, subscribe):
    source.replace(called_off(source.add(title="Réunion")))
    assert "Annulation" in client.get(subscribe(make_user(locale="fr"))).text
    assert "Annulation" not in client.get(subscribe(make_user(locale="en"))).text


def test_only_members_have_an_address(source, client, log_in):
    assert client.get("/reunions/abonnement").status_code == 303
    pending = log_in(make_user(state="pending", admitted_at=None))
    assert pending.get("/reunions/abonnement").status_code == 403
    assert pending.post("/reunions/abonnement").status_code == 403
