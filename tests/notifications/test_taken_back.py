"""A mail server may be away for days: what must not be read any more does not leave when it comes back."""

import pytest

from forum.accounts.actions import leave, suspend
from forum.core.events import emit
from forum.core.mail import OutboxMail
from forum.meetings.events import MeetingScheduled
from forum.topics import actions
from tests.makers import make_category, make_group, make_meeting, make_organiser, make_user


@pytest.fixture
def asker(app):
    return make_user()


@pytest.fixture
def answers(app, asker):
    """Two answers in a topic, each with its mail to the one who asked."""
    with app.test_request_context():
        topic = actions.create_topic(make_category(), asker, "Livret d’accueil", "Qui aurait une trame ?")
        return [actions.reply(topic, make_user(), f"Réponse {number}") for number in (1, 2)]


def waiting(person) -> list[str]:
    mails = OutboxMail.query.filter(OutboxMail.recipient == person.email, OutboxMail.kind == "notifications.reply")
    return [word for mail in mails.order_by(OutboxMail.id) for word in ("Réponse 1", "Réponse 2") if word in mail.text]


def test_the_mail_of_a_deleted_message_does_not_leave(asker, answers):
    actions.delete_post(answers[0], make_organiser())
    assert waiting(asker) == ["Réponse 2"]


def test_no_mail_of_a_deleted_or_moved_topic_leaves(asker, answers):
    actions.move(answers[0].topic, make_organiser(), make_category(group=make_group()))
    assert waiting(asker) == []


def test_what_has_left_is_kept_as_it_was(asker, answers, db):
    OutboxMail.query.update({"state": "sent"})
    actions.delete_topic(answers[0].topic, make_organiser())
    assert waiting(asker) == ["Réponse 1", "Réponse 2"]


@pytest.mark.parametrize("goes", [leave, lambda user, by: suspend(user, by, "Une raison.")])
def test_whoever_is_out_is_sent_nothing_more(asker, answers, goes):
    goes(asker, make_organiser())
    assert waiting(asker) == []


@pytest.mark.parametrize("goes", [leave, lambda user, by: suspend(user, by, "Une raison.")])
def test_nor_of_meetings(app, goes):
    with app.test_request_context():
        person = make_user()
        emit(MeetingScheduled(make_meeting()))
        kinds = [mail.kind for mail in OutboxMail.query.filter_by(recipient=person.email)]
        assert kinds == ["notifications.meeting_invitation"]
        goes(person, make_organiser())
        left = OutboxMail.query.filter_by(recipient=person.email, kind="notifications.meeting_invitation")
        assert left.count() == 0
