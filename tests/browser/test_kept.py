"""What is typed into minutes and agendas outlives a closed tab: kept in the browser until the server has it."""

import re
from datetime import datetime, time, timedelta

import pytest
from playwright.sync_api import Page, expect

from forum.categories.setup import create_defaults
from forum.core.clock import today
from forum.meetings.actions import minutes as acts
from forum.meetings.models import AgendaItem
from tests.browser.checks import is_sound
from tests.browser.steps import open_account_menu, press
from tests.makers import added, automatic_group, make_meeting, make_organiser, make_series, make_user

KEPT = "() => Object.entries(localStorage).some(([name, copy]) => name.startsWith('kept:') && copy.includes('{words}'))"
NOTE = "Un texte non enregistré a été gardé sur cet appareil."


@pytest.fixture
def meeting(app):
    create_defaults()
    automatic_group("membres")
    starts = datetime.combine(today() + timedelta(days=30), time(10))
    meeting = make_meeting(series=make_series(is_first=True), starts=starts, title="Réunion du COOP")
    added(AgendaItem(meeting_id=meeting.id, title="Bilan", state="accepted", position=1))
    return meeting


def close_once_kept(page: Page, words: str) -> Page:
    """Another tab, after the first was closed without a word."""
    page.wait_for_function(KEPT.format(words=words))
    tab = page.context.new_page()
    tab.way = page.way
    page.close(run_before_unload=False)
    return tab


def is_forgotten(page: Page) -> None:
    page.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('kept:'))")


def test_minutes_with_a_new_block_come_back_and_are_forgotten_once_saved(page: Page, site, sign_in, meeting):
    organiser = make_organiser()
    acts.start(meeting, organiser)
    address = f"{meeting.url}/compte-rendu/modifier"
    sign_in(page, organiser).goto(site(address))
    press(page, re.compile("^Décision après le bloc 1$"))
    page.locator("#bloc-1").get_by_label("Texte").fill("Quatre réunions par an.")
    tab = close_once_kept(page, "Quatre réunions par an.")
    tab.goto(site(address))
    expect(tab.locator("#bloc-1")).to_have_count(0)
    note = tab.get_by_text(NOTE)
    expect(note).to_be_visible()
    is_sound(tab)
    press(tab, "Reprendre ce texte")
    expect(tab.locator("#bloc-1").get_by_label("Texte")).to_have_value("Quatre réunions par an.")
    expect(tab.locator("#bloc-1").get_by_label("Nature")).to_have_value("decision")
    expect(note).to_be_hidden()
    press(tab, "Enregistrer")
    expect(tab.get_by_role("article")).to_contain_text("Quatre réunions par an.")
    is_forgotten(tab)
    tab.goto(site(address))
    expect(note).to_be_hidden()


def test_a_proposal_comes_back_or_is_wiped(page: Page, site, sign_in, meeting):
    address = f"{meeting.url}/propositions/nouvelle"
    sign_in(page, make_user()).goto(site(address))
    page.get_by_label("Titre").fill("Une trame commune")
    page.get_by_label("Pourquoi en parler").fill("Chacun a la sienne.")
    tab = close_once_kept(page, "Chacun a la sienne.")
    tab.goto(site(address))
    tab.get_by_role("button", name="Reprendre ce texte").click()
    expect(tab.get_by_label("Titre")).to_have_value("Une trame commune")
    expect(tab.get_by_label("Pourquoi en parler")).to_have_value("Chacun a la sienne.")
    tab.goto(site(address))
    tab.get_by_role("button", name="L’effacer").click()
    is_forgotten(tab)
    tab.goto(site(address))
    expect(tab.get_by_text(NOTE)).to_be_hidden()


def test_signing_out_leaves_nothing_behind_and_another_person_sees_nothing(page: Page, site, sign_in, meeting):
    address = f"{meeting.url}/propositions/nouvelle"
    sign_in(page, make_user()).goto(site(address))
    page.get_by_label("Titre").fill("Une trame commune")
    tab = close_once_kept(page, "Une trame commune")
    sign_in(tab, make_user()).goto(site(address))
    expect(tab.get_by_text(NOTE)).to_be_hidden()
    tab.get_by_label("Titre").fill("Un autre sujet")
    press(tab, "Se déconnecter", within=open_account_menu(tab))
    is_forgotten(tab)
