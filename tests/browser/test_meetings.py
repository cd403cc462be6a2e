"""An organiser creates the series and its four meetings in one step; members and visitors find them."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from forum.calendar.models import Room
from forum.categories.setup import create_defaults
from forum.core.db import db
from forum.meetings.models import Meeting
from tests.browser.checks import headings_step, is_sound
from tests.browser.steps import follow, press, says_what_is_wrong
from tests.browser.ways import Way, every_device
from tests.makers import added, make_organiser, make_user

DAYS = ("2027-12-08", "2028-02-16", "2028-04-05", "2028-06-07")


@pytest.fixture
def organiser(app):
    create_defaults()
    added(Room(name="Salle des Platanes"))
    return make_organiser()


def fill(page: Page, *, ends: str = "16:30") -> None:
    page.get_by_label("Nom de la série").fill("Réunions du COOP")
    page.get_by_label("Nom court").fill("COOP")
    page.get_by_label("Catégorie où l’on en parle").select_option("Réunions COOP")
    page.get_by_label(re.compile("visibles de tout le monde")).check()
    page.get_by_label("Titre").fill("Réunion du COOP du {date}")
    for number, day in enumerate(DAYS, 1):
        page.get_by_label(f"Date {number}", exact=True).fill(day)
    page.get_by_label("À", exact=True).fill(ends)
    page.get_by_label(re.compile("^Lieu")).fill("Carcassonne")
    page.get_by_label("Salle à réserver").select_option("Salle des Platanes")
    page.get_by_label(re.compile("La salle est déjà promise")).check()


@every_device
def test_a_series_and_its_four_meetings_in_one_step(page: Page, site, sign_in, open_page, organiser):
    sign_in(page, organiser)
    page.goto(site("/reunions"))
    follow(page, "Prévoir une réunion")
    is_sound(page)
    headings_step(page)
    fill(page, ends="09:00")
    says_what_is_wrong(page, press(page, "Créer les réunions"), "À")
    expect(page.get_by_label("Date 4", exact=True)).to_have_value(DAYS[3])
    is_sound(page)
    page.get_by_label("À", exact=True).fill("16:30")
    press(page, "Créer les réunions")
    expect(page.get_by_role("status").filter(has_text="4 réunions publiées")).to_be_visible()
    meetings = db.session.scalars(select(Meeting).order_by(Meeting.starts)).all()
    assert [one.day.isoformat() for one in meetings] == list(DAYS)
    assert all(one.booking.is_confirmed and one.topic.category.slug == "reunions" for one in meetings)
    page.goto(site(meetings[1].url))
    expect(page.get_by_role("heading", level=1)).to_have_text("Réunion du COOP du 16 février 2028")
    is_sound(page)
    headings_step(page)
    follow(page, "Réunion du COOP du 16 février 2028")
    expect(page.get_by_text("mercredi 16 février 2028")).to_be_visible()


def test_visitors_find_dates_and_places_members_everything(open_page, site, sign_in, organiser):
    page = open_page(Way())
    sign_in(page, organiser)
    page.goto(site("/reunions/nouvelle"))
    fill(page)
    press(page, "Créer les réunions")
    meeting = db.session.scalars(select(Meeting).order_by(Meeting.starts)).first()
    visitor = open_page(Way(width=390))
    visitor.goto(site(meeting.url))
    expect(visitor.get_by_role("main")).to_contain_text("Carcassonne")
    expect(visitor.get_by_role("heading", name="Ordre du jour")).to_have_count(0)
    is_sound(visitor)
    headings_step(visitor)
    member = open_page(Way(width=390, theme="dark"))
    sign_in(member, make_user())
    member.goto(site(meeting.url))
    expect(member.get_by_role("heading", name="Ordre du jour").first).to_be_visible()
    is_sound(member)
