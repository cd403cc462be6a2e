"""What people's calendars are told: the date of a meeting is in the calendar of whoever comes, and of nobody else."""

import re
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from forum.accounts.actions import leave
from forum.calendar.models import Sent
from forum.calendar.times import Span
from forum.core.db import db
from forum.core.events import emit
from forum.core.mail import OutboxMail
from forum.meetings.actions.meeting import cancel_meeting, edit_meeting
from forum.meetings.actions.meeting.edit import Edit
from forum.meetings.actions.presence import Answer, answer, answer_for
from forum.meetings.actions.workshops import join
from forum.meetings.events import MeetingScheduled
from forum.meetings.models import Meeting, Presence, Workshop, WorkshopSeat
from forum.notifications.models import Notification
from tests.calendar.lint import faults
from tests.makers import added, make_category, make_group, make_meeting, make_organiser, make_series, make_user

pytestmark = pytest.mark.usefixtures("in_a_request")


def sent_to(person) -> list[str]:
    """The calendars in this person's mails, in order."""
    mails = OutboxMail.query.filter(OutboxMail.recipient == person.email, OutboxMail.calendar.is_not(None))
    return [mail.calendar for mail in mails.order_by(OutboxMail.id)]


def method(text: str) -> str:
    return re.search(r"(?m)^METHOD:(\w+)", text)[1]


def sequence(text: str) -> int:
    return int(re.search(r"(?m)^SEQUENCE:(\d+)", text)[1])


def move(meeting: Meeting, days: int = 1) -> None:
    """As an organiser does in the form."""
    by = timedelta(days=days)
    names = ("title", "place", "address", "access", "presentation", "chair", "secretary")
    words = {name: getattr(meeting, name) for name in names}
    edit_meeting(meeting, make_organiser(), meeting.version, Edit(Span(meeting.starts + by, meeting.ends + by), words))


def readdress(meeting: Meeting, address: str) -> None:
    names = ("title", "place", "access", "presentation", "chair", "secretary")
    words = {name: getattr(meeting, name) for name in names} | {"address": address}
    edit_meeting(meeting, make_organiser(), meeting.version, Edit(Span(meeting.starts, meeting.ends), words))


def cancel(meeting: Meeting) -> None:
    cancel_meeting(meeting, make_organiser(), "La salle est fermée.")


def test_yes_brings_the_date_and_no_takes_it_out():
    meeting, person = make_meeting(), make_user()
    answer(meeting, person, Answer("yes"))
    answer(meeting, person, Answer("yes"))
    [invited] = sent_to(person)
    assert method(invited) == "REQUEST"
    assert "PARTSTAT=ACCEPTED" in invited
    assert len(re.findall(r"(?m)^ATTENDEE", invited)) == 1
    answer(meeting, person, Answer("maybe"))
    assert [method(text) for text in sent_to(person)] == ["REQUEST", "CANCEL"]


def test_whoever_never_came_is_sent_no_calendar():
    meeting, person = make_meeting(), make_user()
    answer(meeting, person, Answer("no"))
    cancel(meeting)
    assert sent_to(person) == []
    mail = OutboxMail.query.filter_by(recipient=person.email, kind="notifications.meeting_cancelled").one()
    assert "La salle est fermée." in mail.text


def test_a_move_updates_those_who_come_and_asks_everybody_again():
    meeting, coming, unsure, silent = make_meeting(), make_user(), make_user(), make_user()
    answer(meeting, coming, Answer("yes"))
    answer(meeting, unsure, Answer("maybe"))
    move(meeting)
    first, second = map(sequence, sent_to(coming))
    assert second > first
    assert all(row.ask_again for row in Presence.query)
    for person in (coming, unsure, silent):
        mails = OutboxMail.query.filter_by(recipient=person.email).order_by(OutboxMail.id).all()
        assert "/reunions/reponse/" in mails[-1].text
    assert OutboxMail.query.filter_by(recipient=coming.email, kind="notifications.meeting_moved").count() == 0
    answer(meeting, coming, Answer("yes"))
    assert not Presence.query.filter_by(user_id=coming.id).one().ask_again
    assert len(sent_to(coming)) == 2


def test_another_address_updates_calendars_and_asks_nobody_anything():
    meeting, coming, unsure = make_meeting(), make_user(), make_user()
    answer(meeting, coming, Answer("yes"))
    answer(meeting, unsure, Answer("maybe"))
    readdress(meeting, "12 rue des Écoles, 11000 Carcassonne")
    first, second = sent_to(coming)
    assert method(second) == "REQUEST"
    assert sequence(second) > sequence(first)
    assert "12 rue des Écoles" in second.replace("\r\n ", "")
    mail = OutboxMail.query.filter_by(recipient=coming.email, kind="meetings.renewed").one()
    assert "12 rue des Écoles" in mail.text
    assert "Changement d’adresse" in mail.subject
    assert OutboxMail.query.filter_by(recipient=unsure.email).count() == 0
    assert not any(row.ask_again for row in Presence.query)
    readdress(meeting, "12 rue des Écoles, 11000 Carcassonne")
    assert len(sent_to(coming)) == 2


def represented_by(colleague) -> Answer:
    return Answer("represented", colleague.display_name, colleague.id)


def told(person) -> list[str]:
    return [row.kind for row in Notification.query.filter_by(user_id=person.id).order_by(Notification.id)]


def test_whoever_is_counted_on_is_told_with_the_date_and_told_when_that_ends():
    meeting, away, colleague, other = make_meeting(), make_user(), make_user(), make_user()
    answer(meeting, away, represented_by(colleague))
    answer(meeting, away, represented_by(colleague))
    [invited] = sent_to(colleague)
    assert method(invited) == "REQUEST"
    assert f"mailto:{colleague.email}" in invited.replace("\r\n ", "")
    [mail] = OutboxMail.query.filter_by(recipient=colleague.email)
    assert away.display_name in mail.subject
    assert told(colleague) == ["meeting_substitute"]
    answer(meeting, away, represented_by(other))
    assert [method(text) for text in sent_to(colleague)] == ["REQUEST", "CANCEL"]
    assert told(colleague) == ["meeting_substitute", "meeting_substitute_ended"]
    assert [method(text) for text in sent_to(other)] == ["REQUEST"]
    move(meeting)
    assert [method(text) for text in sent_to(other)] == ["REQUEST", "REQUEST"]
    assert len(sent_to(colleague)) == 2
    cancel(meeting)
    assert [method(text) for text in sent_to(other)] == ["REQUEST", "REQUEST", "CANCEL"]


def test_whoever_comes_anyway_keeps_the_date():
    meeting, away, colleague = make_meeting(), make_user(), make_user()
    answer(meeting, colleague, Answer("yes"))
    answer_for(meeting, away, represented_by(colleague), make_organiser())
    kinds = [mail.kind for mail in OutboxMail.query.filter_by(recipient=colleague.email).order_by(OutboxMail.id)]
    assert kinds == ["meetings.coming", "notifications.meeting_substitute"]
    answer(meeting, away, Answer("yes"))
    assert [method(text) for text in sent_to(colleague)] == ["REQUEST"]
    assert told(colleague) == ["meeting_substitute", "meeting_substitute_ended"]


def test_whoever_counts_on_somebody_hears_that_they_do_not_come():
    meeting, away, colleague = make_meeting(), make_user(), make_user()
    answer(meeting, away, represented_by(colleague))
    answer(meeting, colleague, Answer("no"))
    answer(meeting, colleague, Answer("no"))
    assert told(away) == ["meeting_substitute_declined"]
    [mail] = OutboxMail.query.filter_by(recipient=away.email, kind="notifications.meeting_substitute_declined")
    assert mail.subject.startswith(f"{colleague.display_name} ne pourra pas vous représenter")


def test_whoever_may_not_read_the_meeting_is_told_nothing_of_it():
    away, outside = make_user(), make_user()
    meeting = make_meeting(series=make_series(category=make_category(group=make_group(away))))
    answer(meeting, away, represented_by(outside))
    assert told(outside) + sent_to(outside) == []
    assert OutboxMail.query.filter_by(recipient=outside.email).count() == 0


def test_who_leaves_the_network_counts_on_nobody_any_more():
    meeting, away, colleague = make_meeting(), make_user(), make_user()
    answer(meeting, away, represented_by(colleague))
    leave(away, make_organiser())
    assert [method(text) for text in sent_to(colleague)] == ["REQUEST", "CANCEL"]


def test_a_cancellation_clears_calendars_says_why_and_keeps_questions_at_home():
    meeting, coming = make_meeting(), make_user()
    answer(meeting, coming, Answer("yes"))
    move(meeting)
    cancel(meeting)
    assert [method(text) for text in sent_to(coming)] == ["REQUEST", "REQUEST", "CANCEL"]
    last = OutboxMail.query.filter_by(recipient=coming.email).order_by(OutboxMail.id.desc()).first()
    assert "La salle est fermée." in last.text
    assert OutboxMail.query.filter_by(kind="notifications.meeting_moved").count() == 0


@pytest.mark.parametrize("state", ["draft", "scheduled"])
def test_workshops_move_along(db, state):
    meeting = make_meeting(state=state)
    db.session.add(Workshop(meeting_id=meeting.id, title="Atelier", starts=meeting.starts, ends=meeting.ends))
    move(meeting, days=7)
    assert Workshop.query.one().starts == meeting.starts


def test_what_still_asked_for_the_former_date_stays_at_home():
    meeting, person = make_meeting(), make_user()
    emit(MeetingScheduled(meeting))
    move(meeting)
    [mail] = OutboxMail.query.filter_by(recipient=person.email)
    assert mail.kind == "notifications.meeting_moved"


def test_whoever_leaves_the_network_is_not_expected_any_more(db):
    meeting, person = make_meeting(), make_user()
    workshop = added(Workshop(meeting_id=meeting.id, title="Atelier", starts=meeting.starts, ends=meeting.ends))
    answer(meeting, person, Answer("yes"))
    join(workshop, person)
    leave(person, make_organiser())
    assert (Presence.query.one().answer, WorkshopSeat.query.count()) == ("", 0)


VALUES = ["yes", "maybe", "no", "represented", "colleague"]


class Calendars(RuleBasedStateMachine):
    """Whatever is answered, moved or cancelled, in whatever order."""

    def __init__(self) -> None:
        super().__init__()
        self.meeting, self.staff = make_meeting(), make_organiser()
        self.people = [make_user(), make_user()]
        self.said, self.stands_in = {0: "", 1: ""}, {0: False, 1: False}
        self.was_expected = {0: False, 1: False}

    @rule(who=st.integers(0, 1), value=st.sampled_from(VALUES), by_phone=st.booleans())
    def answers(self, who: int, value: str, by_phone: bool) -> None:
        if not self.meeting.is_scheduled:
            return
        said = represented_by(self.people[1 - who]) if value == "colleague" else Answer(value, "Ana Vidal")
        if by_phone:
            answer_for(self.meeting, self.people[who], said, self.staff)
        else:
            answer(self.meeting, self.people[who], said)
        self.said[who], self.stands_in[1 - who] = said.value, value == "colleague"
        for one in (0, 1):
            self.was_expected[one] |= self.is_expected(one)

    def is_expected(self, who: int) -> bool:
        stands_in = self.stands_in[who] and self.said[who] not in ("no", "represented")
        return self.meeting.is_scheduled and (self.said[who] == "yes" or stands_in)

    @rule()
    def moves(self) -> None:
        if self.meeting.is_scheduled:
            move(self.meeting)

    @rule()
    def is_cancelled(self) -> None:
        if self.meeting.is_scheduled:
            cancel(self.meeting)

    @invariant()
    def numbers_rise_and_the_last_message_is_true(self) -> None:
        for who, person in enumerate(self.people):
            texts = sent_to(person)
            numbers = [sequence(text) for text in texts]
            assert numbers == sorted(set(numbers))
            assert not [fault for text in texts for fault in faults(text)]
            last = db.session.query(Sent.method).filter_by(uid=self.meeting.uid, email=person.email).scalar()
            assert last == (("CANCEL", "REQUEST")[self.is_expected(who)] if self.was_expected[who] else None)
            assert (method(texts[-1]) if texts else None) == last

    def teardown(self) -> None:
        db.session.rollback()


def test_calendars_stay_true():
    run_state_machine_as_test(Calendars, settings=settings(max_examples=25, stateful_step_count=12, deadline=None))
