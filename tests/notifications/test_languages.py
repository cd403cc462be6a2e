"""Everybody is written to in their own language, whoever acts."""

import pytest

from forum.core.clock import today
from forum.core.events import emit
from forum.core.mail import OutboxMail
from forum.meetings.events import ActionAssigned, ActionDue
from forum.meetings.models import Action
from tests.makers import added, make_meeting, make_organiser, make_user


@pytest.mark.parametrize("kind", [ActionAssigned, ActionDue])
@pytest.mark.parametrize(("locale", "word"), [("en", "Due"), ("fr", "Échéance")])
def test_the_day_of_an_action_is_said_in_its_owners_language(app, kind, locale, word):
    with app.test_request_context(headers={"Cookie": f"langue={'fr' if locale == 'en' else 'en'}"}):
        owner, meeting = make_user(locale=locale), make_meeting()
        facts = {"code": "A-1", "number": 1, "block": "b", "text": "Relire", "html": "<p>Relire</p>", "due": today()}
        emit(kind(added(Action(meeting_id=meeting.id, owner_id=owner.id, **facts))))
        assert word in OutboxMail.query.filter_by(recipient=owner.email).one().text


def test_each_of_the_support_team_is_reminded_in_theirs(app):
    with app.test_request_context():
        english, french = make_organiser(locale="en"), make_organiser(locale="fr")
        facts = {"code": "A-1", "number": 1, "block": "b", "text": "Relire", "html": "<p>Relire</p>", "due": today()}
        emit(ActionDue(added(Action(meeting_id=make_meeting().id, owner="Tout le monde", **facts))))
        texts = {one: OutboxMail.query.filter_by(recipient=one.email).one().text for one in (english, french)}
        assert ("Échéance" in texts[french], "Échéance" in texts[english]) == (True, False)
