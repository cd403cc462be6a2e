"""What is remembered of a meeting's page is never out of date, and each reader sees their own part in it."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from forum.accounts.actions import leave, update_profile
from forum.calendar.models import Booking, Room
from forum.core.clock import now
from forum.core.db import db
from forum.directory.models import Dimension
from forum.meetings.actions import agenda, documents, presence, workshops
from forum.meetings.actions.meeting.states import cancel_meeting, hold_meeting
from forum.meetings.actions.presence import Answer
from forum.meetings.models import Action, AgendaItem, Meeting, Presence, Workshop, WorkshopSeat
from forum.meetings.views import sheets
from forum.topics.actions import move, reply
from forum.uploads.models import Upload
from tests.makers import added, make_category, make_establishment, make_meeting, make_organiser, make_topic, make_user
from tests.meetings.minutes import action, decision, held_meeting, information, published
from tests.topics.test_speed import queries

READERS = ("nobody's", "nadia", "organiser")  # a member with no part in it, one with every part, who arranges


@dataclass
class Scene:
    """A meeting to come with one of everything, where Nadia has answered, proposed, voted and taken a seat."""

    meeting: Any
    nadia: Any
    staff: Any
    item: Any
    laid: Any
    workshop: Any
    document: Any
    colleague: Any
    before: Any

    def reader(self, name: str) -> Any:
        return {"nobody's": make_user, "nadia": lambda: self.nadia, "organiser": lambda: self.staff}[name]()


@pytest.fixture(autouse=True)
def nothing_remembered():
    sheets._shelf.clear()


@pytest.fixture
def scene(app) -> Scene:
    house, staff = make_establishment(), make_organiser()
    nadia = make_user(first_name="Nadia", last_name="Ferrand", establishment_id=house.id)
    colleague = make_user(first_name="Yves", last_name="Collin", establishment_id=house.id)
    before = held_meeting()
    published(action("Écrire", owner="Nadia Ferrand"), decision("Aller"), meeting=before, author=staff)
    room = added(Room(name="Salle des Cèdres"))
    topic = make_topic(category=before.series.category)
    span = {"starts_at": now() + timedelta(days=30), "ends_at": now() + timedelta(days=31)}
    booking = added(Booking(room_id=room.id, title="Réservée", **span))
    meeting = make_meeting(series=before.series, topic_id=topic.id, booking_id=booking.id, chair="Ana")
    item = agenda.propose(meeting, nadia, "Qui compte quoi ?", "Comparer.", dimension_id=_dimension().id)
    laid = agenda.add_item(meeting, "Les actions", kind="actions")
    workshop = added(_workshop(meeting))
    facts = {"token": "t" * 43, "digest": "d" * 64, "size": 4096, "content_type": "application/pdf", "kind": "document"}
    upload = added(Upload(name="convention.pdf", owner_id=staff.id, **facts))
    document = documents.add_document(meeting, upload, staff)
    agenda.vote(item, nadia)
    presence.answer(meeting, nadia, Answer("yes", note="Vers 11 h"))
    workshops.join(workshop, nadia)
    db.session.commit()
    return Scene(meeting, nadia, staff, item, laid, workshop, document, colleague, before)


def _dimension() -> Dimension:
    return added(Dimension(name="territoriale"))


def _workshop(meeting: Meeting, title: str = "Territoire") -> Workshop:
    return Workshop(meeting_id=meeting.id, title=title, starts=meeting.starts, ends=meeting.ends, capacity=3)


def written(kind: Any, **values: Any) -> Any:
    """A change by a statement that makes no objects."""
    return lambda _scene: db.session.execute(
        update(kind).values(**values), execution_options={"synchronize_session": False}
    )


def someone(scene: Scene) -> Any:
    return make_user(first_name="Quelqu’un")


CHANGES = {
    "an answer": lambda s: presence.answer(s.meeting, someone(s), Answer("yes")),
    "one's own answer": lambda s: presence.answer(s.meeting, s.nadia, Answer("represented", "Yves Collin")),
    "asked again": written(Presence, ask_again=True),
    "a vote": lambda s: agenda.vote(s.item, someone(s)),
    "one's own vote": lambda s: agenda.take_back(s.item, s.nadia),
    "a proposal": lambda s: agenda.propose(s.meeting, someone(s), "Une autre", "Parce que"),
    "declined": lambda s: agenda.decline(s.item, s.staff, "Plus tard"),
    "an item": lambda s: agenda.add_item(s.meeting, "Un point de plus"),
    "its words": written(AgendaItem, title="Autrement dit"),
    "published": lambda s: agenda.publish_agenda(s.meeting, s.staff),
    "a seat": lambda s: workshops.join(s.workshop, someone(s)),
    "one's own seat": lambda s: workshops.leave(s.workshop, s.nadia),
    "a workshop": lambda s: added(_workshop(s.meeting, "Un autre atelier")),
    "its title": written(Workshop, title="Un atelier autrement"),
    "all seats": lambda s: db.session.execute(db.delete(WorkshopSeat)),
    "no document": lambda s: documents.remove_document(s.document, s.staff),
    "a file's name": written(Upload, name="autre.pdf"),
    "a dimension's name": written(Dimension, name="collaborative"),
    "an action done": written(Action, state="done", comment="Fait"),
    "the place": lambda s: setattr(s.meeting, "place", "Albi"),
    "the series": lambda s: setattr(s.meeting.series, "name", "D’autres réunions"),
    "the room": written(Booking, state="confirmed"),
    "another room": written(Room, name="Salle des Tilleuls"),
    "cancelled": lambda s: cancel_meeting(s.meeting, s.staff, "Neige"),
    "an answer in the topic": lambda s: reply(s.meeting.topic, s.staff, "Bonjour."),
    "the topic elsewhere": lambda s: move(s.meeting.topic, s.staff, make_category(open_to=None)),
    "a name": lambda s: update_profile(s.nadia, s.nadia, first_name="Nadja"),
    "a colleague's name": lambda s: update_profile(s.colleague, s.colleague, last_name="Colin"),
    "a colleague gone": lambda s: leave(s.colleague, s.staff),
    "a colleague more": lambda s: make_user(first_name="Inès", establishment_id=s.nadia.establishment_id),
}
OWN = ("Vers 11", "Votre proposition", "Vous y êtes", "Yves Collin", 'value="yes" aria-pressed="true"')
UNTIL = ("starts_at", "presence_until", "proposals_until")


def shown(client, address: str) -> str:
    """The page without what is another at every request."""
    page = client.get(address)
    assert page.status_code == 200
    return re.sub(r'(value|data-csrf|data-key)="[^"]{60,}"', "", page.text)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("change", CHANGES)
def test_each_change_shows_at_once(log_in, scene, change, reader):
    browser = log_in(scene.reader(reader))
    first = shown(browser, scene.meeting.url)
    assert shown(browser, scene.meeting.url) == first
    CHANGES[change](scene)
    db.session.commit()
    later = shown(browser, scene.meeting.url)
    assert later != first or reader != "nadia"
    sheets._shelf.clear()
    assert later == shown(browser, scene.meeting.url)


@pytest.mark.parametrize("until", UNTIL)
def test_what_a_moment_closes_is_closed_for_those_who_have_seen_it_open(clock, log_in, scene, until):
    setattr(scene.meeting, until, now() + timedelta(minutes=5))
    db.session.commit()
    browser = log_in(scene.nadia)
    first = shown(browser, scene.meeting.url)
    clock.set(now() + timedelta(minutes=6))
    later = shown(browser, scene.meeting.url)
    assert later != first
    sheets._shelf.clear()
    assert later == shown(browser, scene.meeting.url)


def test_each_reader_sees_their_own_part_and_nobody_elses(log_in, scene):
    other = make_user(first_name="Paul")
    for reader in (scene.nadia, other, scene.nadia, other):
        page = log_in(reader).get(scene.meeting.url).text
        own = reader is scene.nadia
        for words in OWN:
            assert (words in page) is own, words


def test_forms_carry_the_token_of_their_reader(log_in, scene):
    """Two readers share what is drawn, and each one's vote is taken."""
    for reader in (make_user(), make_user()):
        browser = log_in(reader)
        page = browser.get(scene.meeting.url).text
        assert sheets.TOKEN not in page
        tokens = set(re.findall(r'name="csrf_token" value="([^"]+)"', page))
        assert len(tokens) == 1 and tokens == set(re.findall(r'data-csrf="([^"]+)"', page))


def test_a_member_is_shown_what_was_drawn_for_another(log_in, scene):
    one, other = log_in(make_user()), log_in(make_user())
    db.session.commit()
    shown(one, scene.meeting.url)
    with queries(db) as sent:
        shown(other, scene.meeting.url)
    assert len(sent) <= 8, sent  # the frame's, the meeting, the reader's own part in it


@pytest.mark.parametrize("reader", READERS)
def test_the_page_of_a_meeting_that_was_held_is_fresh_too(log_in, scene, reader):
    browser = log_in(scene.reader(reader))
    first = shown(browser, scene.before.url)
    assert ("(vous)" in first) is (reader == "nadia")
    given = db.session.scalar(db.select(Action))
    given.owner_id, given.state = scene.colleague.id, "doing"
    db.session.commit()
    later = shown(browser, scene.before.url)
    assert "(vous)" not in later and "En cours" in later
    sheets._shelf.clear()
    assert later == shown(browser, scene.before.url)


def test_minutes_that_are_published_show_at_once(log_in, scene, clock):
    browser = log_in(scene.nadia)
    shown(browser, scene.meeting.url)
    clock.set(scene.meeting.ends_at + timedelta(hours=1))
    hold_meeting(scene.meeting, scene.staff)
    published(information("Nous y étions."), meeting=scene.meeting, author=scene.staff)
    later = shown(browser, scene.meeting.url)
    assert "Lire le compte rendu" in later
    sheets._shelf.clear()
    assert later == shown(browser, scene.meeting.url)
