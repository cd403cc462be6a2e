"""Every change is told, and kept."""

import pytest

from forum.core.events import listen, listeners
from forum.trainings.actions import admission
from forum.trainings.actions.admission.journal import replay
from forum.trainings.events import RegistrationChanged
from forum.trainings.models import Registration, RegistrationEvent
from tests.makers import make_organiser, make_session, make_user
from tests.trainings.people import enter, register, somebody

pytestmark = pytest.mark.usefixtures("clock", "in_a_request")


def journal(one: Registration) -> list[RegistrationEvent]:
    return RegistrationEvent.query.filter_by(registration_id=one.id).order_by(RegistrationEvent.id).all()


@pytest.fixture
def told():
    heard: list[RegistrationChanged] = []
    listen(RegistrationChanged)(heard.append)
    yield heard
    listeners()[RegistrationChanged].remove(heard.append)


def test_every_change_is_told_once_with_who_did_it(app, told):
    session, member, by = make_session(capacity=1), make_user(), make_organiser()
    first = register(session, somebody(), by=member)[0].registration
    second = register(session, somebody(), by=member)[0].registration
    admission.cancel(first, "organiser", by, "Au téléphone")
    assert [(one.registration, one.before, one.after, one.reason, one.actor) for one in told] == [
        (first, "", "confirmed", "", member),
        (second, "", "waitlisted", "", member),
        (first, "confirmed", "cancelled", "organiser", by),
        (second, "waitlisted", "confirmed", "", None),
    ]
    assert (first.registered_by, first.note) == (member, "Au téléphone")


def test_the_journal_gives_the_state(app):
    session = make_session(capacity=1, offer_hours=48)
    people = [enter(session), enter(session)]
    admission.cancel(people[0], "withdrawn", note="Un empêchement")
    admission.accept_offer(people[1])
    lines = journal(people[1])
    assert [(line.state, line.facts["pending_for"], line.facts["waitlist_pos"]) for line in lines] == [
        ("waitlisted", "", 1), ("pending", "offer", None), ("confirmed", "", None),
    ]  # fmt: skip
    assert replay(journal(people[0])) == {
        "state": "cancelled", "pending_for": "", "reason": "withdrawn", "waitlist_pos": None, "is_reserved": False,
    }  # fmt: skip
    with pytest.raises(admission.Settled):
        replay([*journal(people[0]), lines[0]])


def test_lines_say_what_happened(app):
    session = make_session(capacity=1, needs_approval=True)
    visitor = register(make_session(), somebody(), source="visitor")[0]
    lines = [visitor, *register(session, somebody(), somebody())]
    said = ["Place retenue deux heures", "Place retenue : l’équipe d’appui", "Sur la liste d’attente, au rang 1"]
    for line, words in zip(lines, said, strict=True):
        assert line.sentence.replace("\u00a0", " ").startswith(words)
