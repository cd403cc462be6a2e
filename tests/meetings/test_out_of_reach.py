"""Calendars stay true for those who were out of reach when something changed, or have another mailbox now."""

from datetime import datetime, time, timedelta

import pytest

from forum.accounts.actions import leave, suspend, unsuspend
from forum.accounts.actions.credentials import apply_email_change
from forum.calendar.models import Sent
from forum.core.clock import now, today
from forum.core.mail import OutboxMail
from forum.groups.models import Membership
from forum.meetings.actions.presence import Answer, TooLate, answer, ask_for_answers
from forum.meetings.models import Presence
from tests.makers import added, make_category, make_group, make_meeting, make_organiser, make_series, make_user
from tests.meetings.test_calendars import cancel, method, move, sent_to, sequence

pytestmark = pytest.mark.usefixtures("in_a_request")


def methods(person) -> list[str]:
    return [method(text) for text in sent_to(person)]


def test_whoever_was_suspended_while_it_moved_gets_the_new_date_with_their_answer():
    meeting, person, staff = make_meeting(), make_user(), make_organiser()
    answer(meeting, person, Answer("yes"))
    suspend(person, staff, "Une raison.", now() + timedelta(days=3))
    move(meeting)
    assert len(sent_to(person)) == 1
    unsuspend(person, staff)
    answer(meeting, person, Answer("yes"))
    first, second = sent_to(person)
    assert meeting.starts.strftime("DTSTART;TZID=Europe/Paris:%Y%m%dT%H%M") in second
    assert sequence(second) > sequence(first)


def test_a_cancelled_meeting_goes_from_the_calendars_of_those_who_may_no_longer_read_it(db):
    person = make_user()
    place = make_category(group=make_group(person))
    meeting = make_meeting(series=make_series(category=place, is_public=False))
    answer(meeting, person, Answer("yes"))
    db.session.query(Membership).delete()
    cancel(meeting)
    assert methods(person) == ["REQUEST", "CANCEL"]
    [mail] = OutboxMail.query.filter_by(recipient=person.email, kind="meetings.not_coming")
    assert "La salle est fermée." not in mail.text


def test_whoever_is_suspended_is_not_told_why():
    meeting, person = make_meeting(), make_user()
    answer(meeting, person, Answer("yes"))
    suspend(person, make_organiser(), "Une raison.")
    cancel(meeting)
    assert methods(person) == ["REQUEST", "CANCEL"]
    [mail] = OutboxMail.query.filter_by(recipient=person.email, kind="meetings.not_coming")
    assert "La salle est fermée." not in mail.text
    assert "/reunions/reponse/" not in mail.text


def test_the_date_leaves_with_whoever_leaves_the_network():
    meeting, person = make_meeting(), make_user()
    answer(meeting, person, Answer("yes"))
    leave(person, make_organiser())
    assert methods(person) == ["REQUEST", "CANCEL"]
    [mail] = OutboxMail.query.filter_by(recipient=person.email, kind="meetings.not_coming")
    assert "/reunions/reponse/" not in mail.text


def test_another_mailbox_gets_the_date_and_what_becomes_of_it():
    meeting, past, person = make_meeting(), make_meeting(), make_user()
    for one in (meeting, past):
        answer(one, person, Answer("yes"))
    past.starts_at, past.ends_at = now() - timedelta(days=2), now() - timedelta(days=1)
    former, [before, _other] = person.email, sent_to(person)
    assert apply_email_change(person, "ailleurs@essais.example")
    [after] = sent_to(person)
    assert (method(after), sequence(after) > sequence(before)) == ("REQUEST", True)
    assert Sent.query.filter_by(email=former).count() == 0
    cancel(meeting)
    assert methods(person) == ["REQUEST", "CANCEL"]


def test_whoever_comes_and_has_no_date_in_the_calendar_is_told_of_the_cancellation_too():
    meeting, person = make_meeting(), make_user()
    added(Presence(meeting_id=meeting.id, user_id=person.id, answer="yes", seen=""))
    cancel(meeting)
    assert [mail.kind for mail in OutboxMail.query.filter_by(recipient=person.email)] == [
        "notifications.meeting_cancelled"
    ]


def test_what_is_put_right_afterwards_asks_and_tells_nobody():
    start = datetime.combine(today() - timedelta(days=3), time(10))
    meeting, person = make_meeting(starts=start), make_user()
    added(Presence(meeting_id=meeting.id, user_id=person.id, answer="yes", seen=""))
    move(meeting, days=1)
    assert sent_to(person) == []
    assert not Presence.query.one().ask_again


def test_nobody_is_reminded_once_the_answers_are_counted():
    meeting, person = make_meeting(presence_until=now() - timedelta(days=1)), make_user()
    with pytest.raises(TooLate):
        ask_for_answers(meeting, [person.id], make_organiser())
    assert OutboxMail.query.filter_by(recipient=person.email).count() == 0
