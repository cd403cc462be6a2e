"""What members propose and the workshops of a meeting are found by its readers, as the page tells them."""

from datetime import datetime

import pytest

from forum.core.db import db as database
from forum.meetings.actions import agenda, workshops
from forum.meetings.models import Meeting
from tests.makers import make_category, make_group, make_meeting, make_organiser, make_series, make_user

WORD = "brimborion"


@pytest.fixture
def reader(app):
    return make_user()


def finds(client, word: str = WORD) -> bool:
    database.session.commit()
    page = client.get("/recherche", query_string={"q": word}).text.split("<main", 1)[1]
    return "/reunions/" in page


def propose(meeting: Meeting, by, word: str = WORD):
    return agenda.propose(meeting, by, f"Parler du {word}", "Pour comparer.")


def test_a_proposal_is_found_as_it_is_worded_until_it_is_taken_back(log_in, reader):
    item = propose(make_meeting(), reader)
    browser = log_in(reader)
    assert finds(browser)
    agenda.edit_item(item, item.version, title="Parler du bidule")
    assert not finds(browser)
    assert finds(browser, "bidule")
    agenda.withdraw(item)
    assert not finds(browser, "bidule")


def test_what_becomes_of_a_proposal_is_found_where_it_stands(log_in, reader):
    series, organiser = make_series(), make_organiser()
    meeting = make_meeting(series=series)
    later = make_meeting(series=series, starts=datetime(meeting.starts.year + 1, 2, 3, 10))
    kept, deferred, declined = (propose(meeting, reader, word) for word in ("bidule", WORD, "trucmuche"))
    agenda.accept(kept, organiser)
    agenda.defer(deferred, organiser)
    agenda.decline(declined, organiser, "Une autre fois.")
    browser = log_in(reader)
    database.session.commit()
    page = browser.get("/recherche", query_string={"q": WORD}).text
    assert f'href="{later.url}"' in page
    assert f'href="{meeting.url}"' not in page
    assert finds(browser, "bidule")
    assert not finds(browser, "trucmuche")


def test_what_the_support_team_adds_is_found_once_the_agenda_is_published(log_in, reader):
    meeting, organiser = make_meeting(), make_organiser()
    item = agenda.add_item(meeting, f"Point sur le {WORD}")
    propose(meeting, reader, "bidule")  # the index is told of the meeting
    browser = log_in(reader)
    assert not finds(browser)
    agenda.publish_agenda(meeting, organiser)
    assert finds(browser)
    agenda.remove_item(item, organiser)
    assert not finds(browser)


def test_a_workshop_is_found_until_it_is_deleted(log_in, reader):
    meeting, organiser = make_meeting(), make_organiser()
    times = meeting.starts, meeting.ends
    plan = workshops.Plan("Atelier", *times, description=f"Autour du {WORD}")
    workshop = workshops.create_workshop(meeting, plan, organiser)
    browser = log_in(reader)
    assert finds(browser)
    workshops.edit_workshop(workshop, workshops.Plan("Atelier bidule", *times), organiser, workshop.version)
    assert not finds(browser)
    assert finds(browser, "bidule")
    workshops.delete_workshop(workshop, organiser)
    assert not finds(browser, "bidule")


def test_who_does_not_see_the_series_finds_nothing_of_it(client, log_in, reader):
    closed = make_category(slug="copil", open_to=None, group=make_group(reader))
    meeting = make_meeting(series=make_series(category=closed, is_public=True), title="Comité")
    propose(meeting, reader)
    assert finds(log_in(reader))
    outside = log_in(make_user())
    assert not finds(outside)
    assert meeting.title not in outside.get("/recherche/suggestions?q=Comit").text
    assert not finds(client)  # the dates of the series are public, what is proposed is not


def test_proposals_for_a_draft_are_found_by_nobody(log_in, reader):
    draft = make_meeting(state="draft")
    propose(draft, reader)
    assert not finds(log_in(reader))
    assert not finds(log_in(make_organiser()))
