"""A page of results asks the database the same few times, however many things of whatever kind it shows."""

import pytest
from sqlalchemy import event

from forum.meetings import minutes_search
from forum.meetings import search as meetings
from forum.search import index, people
from forum.topics import search as topics
from forum.trainings import search as trainings
from tests.makers import make_meeting, make_session, make_topic, make_training, make_user
from tests.meetings.minutes import held_meeting, information, published

SOURCES = (topics, meetings, minutes_search, trainings, people)


@pytest.fixture
def member(app):
    return make_user()


def make_all(count: int) -> None:
    """So many things of each kind that the word « brimborion » finds."""
    for _n in range(count):
        make_topic(title="Un brimborion")
        make_meeting(title="Brimborion de printemps", agenda_state="published")
        published(information("Un brimborion."), meeting=held_meeting(title="Brimborion d’hiver"))
        make_session(make_training(title="Le brimborion"))
        make_user(function="Responsable du brimborion")
    for source in SOURCES:
        for one in source.documents():
            index.put(one)


def asked(db, browser, **more) -> int:
    """The statements of one page of results, once the process knows what stands in the frame of every page."""
    db.session.commit()
    browser.get("/clavier")
    sent = []
    note = lambda *told: sent.append(told[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        page = browser.get("/recherche", query_string={"q": "brimborion", **more}).text
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert "<mark>brimborion</mark>" in page.lower()
    return len(sent)


@pytest.mark.parametrize("kind", ["", "post", "meeting", "minutes", "training", "person"])
def test_results_take_the_same_few_queries_however_many_they_are(db, log_in, member, kind):
    browser, more = log_in(member), {"type": kind} if kind else {}
    make_all(1)
    few = asked(db, browser, **more)
    make_all(2)  # all on one page
    assert asked(db, browser, **more) == few
    assert few <= 24
