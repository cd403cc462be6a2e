"""Messages to people's calendars: each newer than the one before, the last one true."""

import re
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum.calendar import sends
from forum.calendar.models import Sent
from forum.core import jobs
from forum.core.db import db as database
from forum.core.mail import OutboxMail, send_mail
from forum.core.mail.delivery import compose, deliver
from tests.calendar.dates import make_entry
from tests.calendar.lint import faults
from tests.makers import make_user

pytestmark = pytest.mark.usefixtures("in_a_request")


def number_in(text: str) -> int:
    return int(re.search(r"(?m)^SEQUENCE:(\d+)", text)[1])


def test_the_first_message_has_the_events_own_number(db):
    entry, person = make_entry(sequence=3), make_user()
    assert number_in(sends.invite(entry, person)) == 3


def test_the_next_one_is_higher_than_the_last_and_than_the_events(db):
    entry, person = make_entry(sequence=3), make_user()
    sends.invite(entry, person)
    assert number_in(sends.invite(entry, person)) == 4
    assert number_in(sends.invite(entry.with_sequence(9), person)) == 9
    assert number_in(sends.withdraw(entry.with_sequence(9), person)) == 10


def test_who_was_never_invited_is_sent_no_cancellation(db):
    entry, person = make_entry(), make_user()
    assert sends.withdraw(entry, person) is None
    sends.invite(entry, person)
    assert sends.withdraw(entry, person)
    assert sends.withdraw(entry, person) is None
    assert not sends.is_invited(entry.uid, person.email)


def test_each_person_has_numbers_of_their_own(db):
    entry, one, other = make_entry(), make_user(), make_user()
    for _ in range(3):
        sends.invite(entry, one)
    assert number_in(sends.invite(entry, other)) == 0


def test_an_address_is_the_same_however_it_is_spelled(db):
    entry, person = make_entry(), make_user(email="nadia@trois-ponts.example")
    sends.invite(entry, person)
    assert sends.is_invited(entry.uid, " Nadia@Trois-Ponts.example")


def test_a_cancellation_speaks_its_readers_language(db):
    entry, person = make_entry(), make_user(locale="en")
    sends.invite(entry, person)
    assert "SUMMARY:Cancelled: " in sends.withdraw(entry, person)


def test_who_was_sent_what_is_forgotten_after_two_years(db, clock):
    entry, person = make_entry(), make_user()
    sends.invite(entry, person)
    clock.forward(days=730)
    jobs.run("calendar.purge")
    assert sends.is_invited(entry.uid, person.email)
    clock.forward(days=1)
    jobs.run("calendar.purge")
    assert not sends.is_invited(entry.uid, person.email)


STEPS = st.lists(st.tuples(st.sampled_from(["invite", "withdraw", "change"]), st.integers(0, 1)), max_size=25)


@given(STEPS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_numbers_rise_and_the_last_message_is_true(steps):
    """Per event and person: SEQUENCE strictly rises, and the last METHOD is CANCEL exactly when not confirmed."""
    entry, people = make_entry(), [make_user(), make_user()]
    sent: dict[int, list[int]] = {0: [], 1: []}
    confirmed: dict[int, bool | None] = {0: None, 1: None}
    for verb, who in steps:
        if verb == "change":
            entry = entry.with_sequence(entry.sequence + 1)
            continue
        text = (sends.invite if verb == "invite" else sends.withdraw)(entry, people[who])
        if text:
            assert faults(text) == []
            sent[who].append(number_in(text))
            assert number_in(text) >= entry.sequence
        confirmed[who] = True if verb == "invite" else (False if confirmed[who] is not None else None)
    for who, person in enumerate(people):
        assert sent[who] == sorted(set(sent[who]))
        last = database.session.query(Sent.method).filter_by(uid=entry.uid, email=person.email).scalar()
        assert last == {None: None, True: "REQUEST", False: "CANCEL"}[confirmed[who]]
    database.session.rollback()


def write(person, calendar) -> OutboxMail:
    text = {"title": "Réunion", "name": "Nadia", "url": "http://localhost/"}
    send_mail("accounts.confirm", person.email, "accounts/email/confirm", calendar=calendar, user=person, **text)
    return database.session.query(OutboxMail).order_by(OutboxMail.id.desc()).first()


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_a_mail_carries_the_invitation_twice(db, method):
    """As a part that calendars look at, and as a file; both with every line as it was written."""
    entry, person = make_entry(title="Réunion du COOP à « l’Hôtel »"), make_user()
    calendar = sends.invite(entry, person)
    if method == "CANCEL":
        calendar = sends.withdraw(entry, person)
    message = message_from_bytes(compose(write(person, calendar)).as_bytes(), policy=default)
    assert message.get_content_type() == "multipart/mixed"
    alternative, attachment = message.iter_parts()
    assert [part.get_content_type() for part in alternative.iter_parts()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    inside = list(alternative.iter_parts())[-1]
    for part in (inside, attachment):
        assert (part.get_param("method"), part.get_param("charset")) == (method, "utf-8")
        assert part.get_payload(decode=True).decode() == calendar
    assert attachment.get_filename() == "invite.ics"
    assert attachment.get_content_disposition() == "attachment"


def test_the_organizer_is_who_the_mail_comes_from(db):
    entry, person = make_entry(), make_user()
    calendar = sends.invite(entry, person)
    sender = compose(write(person, calendar))["From"].addresses[0].addr_spec
    assert f":mailto:{sender}" in calendar.replace("\r\n ", "")


def test_an_invitation_arrives_as_it_was_written(app, db, smtp):
    from forum.core.mail import transports

    app.extensions["mail_transport"] = transports.Smtp(smtp.url)
    entry, person = make_entry(title="é" * 90), make_user()
    calendar = sends.invite(entry, person)
    mail = write(person, calendar)
    db.session.commit()
    deliver(mail.id)
    (arrived,) = smtp.messages
    part = next(part for part in arrived.walk() if part.get_content_type() == "text/calendar")
    assert part.get_payload(decode=True).decode() == calendar


def test_a_mail_without_invitation_is_as_before(db):
    assert compose(write(make_user(), None)).get_content_type() == "multipart/alternative"
