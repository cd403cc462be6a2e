"""Minutes, walked: from the agenda to the publication, two people at once, the registers, the document."""

import re
from datetime import datetime, time, timedelta
from types import SimpleNamespace

import pytest
from playwright.sync_api import Locator, Page, expect

from forum.categories.setup import create_defaults
from forum.core.clock import today
from forum.meetings.actions import minutes as acts
from forum.meetings.models import Action, AgendaItem, Minutes
from tests.browser.checks import headings_step, is_sound
from tests.browser.steps import follow, press
from tests.browser.ways import Way, every_device, way_of, with_and_without_javascript
from tests.makers import added, automatic_group, make_meeting, make_organiser, make_series, make_topic, make_user
from tests.meetings.minutes import information, published


@pytest.fixture
def world(app):
    """A meeting of last month with an agenda of two items, its topic, and people."""
    create_defaults()
    automatic_group("membres")
    world = SimpleNamespace(
        mireille=make_organiser(first_name="Mireille", last_name="Castan"),
        julien=make_organiser(first_name="Julien", last_name="Orsoni"),
        nadia=make_user(first_name="Nadia", last_name="Ferrand"),
    )
    series = make_series(is_first=True)
    starts = datetime.combine(today() - timedelta(days=30), time(10))
    topic = make_topic(category=series.category)
    world.meeting = make_meeting(series=series, starts=starts, state="held", title="Réunion du COOP", topic_id=topic.id)
    for place, title in enumerate(("Bilan", "Suites")):
        added(AgendaItem(meeting_id=world.meeting.id, title=title, state="accepted", position=place))
    world.address = f"{world.meeting.url}/compte-rendu"
    return world


def block(page: Page, number: int) -> Locator:
    return page.locator(f"#bloc-{number - 1}")


def add(page: Page, kind: str, after: int) -> Locator:
    """A new block behind the one of that number."""
    press(page, re.compile(f"^{kind} après le bloc {after}$"))
    return block(page, after + 1)


@every_device
def test_from_the_agenda_to_published_minutes(page: Page, site, sign_in, world, db):
    sign_in(page, world.mireille)
    page.goto(site(world.meeting.url))
    follow(page, "Commencer le compte rendu")
    is_sound(page)
    press(page, "Commencer")
    expect(block(page, 2).locator("legend")).to_have_text("Bloc 2\xa0: Suites")
    block(page, 1).get_by_label("Texte").fill("Nous nous réunissons **moins**.")
    decided = add(page, "Décision", after=1)
    decided.get_by_label("Texte").fill("Les réunions durent la journée.")
    given = add(page, "Action", after=2)
    given.get_by_label("Texte").fill("Envoyer un livret d’accueil.")
    given.get_by_label("Responsable").fill("Nadia Ferrand")
    given.get_by_label("Échéance").fill("2031-04-02")
    is_sound(page)
    press(page, re.compile("^Monter Bloc 4$"))
    expect(block(page, 3).locator("legend")).to_have_text("Bloc 3\xa0: Suites")
    press(page, "Voir l’aperçu")
    expect(page.get_by_role("region", name="Aperçu").locator("strong")).to_have_text("moins")
    press(page, "Enregistrer")
    for name in ("Donner à relire", "Approuver", "Publier le compte rendu"):
        is_sound(page)
        press(page, name)
    day = world.meeting.day.isoformat()
    expect(page.locator(f"#D-{day}-1")).to_contain_text("Les réunions durent la journée.")
    headings_step(page)
    read_by_a_member(page, site, sign_in, world, day)


def read_by_a_member(page: Page, site, sign_in, world, day: str) -> None:
    """She finds the minutes, the registers, her action; says that it is done; the document is there."""
    sign_in(page, world.nadia)
    page.goto(site(world.meeting.url))
    is_sound(page)
    follow(page, "Lire le compte rendu")
    is_sound(page)
    document = page.get_by_role("link", name="Télécharger en PDF").get_attribute("href")
    answer = page.request.get(site(document))
    assert answer.headers["content-type"] == "application/pdf" and answer.body().startswith(b"%PDF-")
    page.goto(site("/reunions/decisions"))
    expect(page.get_by_role("link", name=f"D-{day}-1")).to_be_visible()
    is_sound(page)
    follow(page, "Actions")
    page.get_by_label("Responsable", exact=True).select_option("Mes actions")
    press(page, "Afficher")
    is_sound(page)
    follow(page, f"A-{day}-1")
    page.get_by_label("Terminée").check()
    answer = press(page, "Enregistrer")
    assert answer.status == 422
    is_sound(page)
    page.get_by_label("Ce qui a été fait").fill("Envoyé à tous.")
    press(page, "Enregistrer")
    expect(page.get_by_role("main")).to_contain_text("Envoyé à tous.")
    assert Action.query.one().state == "done"


@with_and_without_javascript
def test_two_people_write_at_once_and_both_are_heard(page: Page, site, sign_in, world, db):
    minutes = acts.start(world.meeting, world.julien)
    sign_in(page, world.mireille)
    page.goto(site(f"{world.address}/modifier"))
    block(page, 1).get_by_label("Texte").fill("Par Mireille.")
    acts.save(minutes, world.julien, [information("Par Julien.", title="Autre bilan")], 1)
    db.session.commit()
    assert press(page, "Enregistrer").status == 409
    expect(page.get_by_role("alert")).to_contain_text("Julien Orsoni")
    theirs = page.get_by_role("textbox", name="Le compte rendu tel qu’il est maintenant")
    expect(theirs).to_have_value(re.compile("Par Julien"))
    expect(page.get_by_role("textbox", name="Votre texte")).to_have_value(re.compile("Par Mireille"))
    is_sound(page)
    assert press(page, "Enregistrer").status == 303
    for said in ("Par Julien.", "Par Mireille."):
        expect(page.get_by_role("article")).to_contain_text(said)


@pytest.mark.parametrize("way", [Way(), Way(False, 390, "dark")], ids=str, indirect=True)
def test_a_correction_is_told_to_readers(page: Page, site, sign_in, world, db):
    published(information("Avant."), meeting=world.meeting, author=world.mireille)
    sign_in(page, world.mireille)
    page.goto(site(world.address))
    follow(page, "Corriger")
    block(page, 1).get_by_label("Texte").fill("Après.")
    assert press(page, "Enregistrer").status == 422
    expect(page.get_by_role("alert")).to_contain_text("Dites pourquoi")
    is_sound(page)
    page.get_by_label("Pourquoi cette modification").fill("Une erreur")
    press(page, "Enregistrer")
    sign_in(page, world.nadia)
    page.goto(site(world.address))
    expect(page.get_by_role("article")).to_contain_text("Une erreur")
    follow(page, "Voir ce qui a changé")
    expect(page.locator("del")).to_contain_text("Avant")
    expect(page.locator("ins")).to_contain_text("Après")
    is_sound(page)


@pytest.mark.parametrize("way", [Way()], ids=str, indirect=True)
def test_only_the_minutes_are_printed_with_who_was_there(page: Page, site, sign_in, world, db):
    from forum.meetings.models import Presence

    db.session.add(Presence(meeting_id=world.meeting.id, user_id=world.nadia.id, seen="present"))
    published(information("Dit."), meeting=world.meeting, author=world.mireille)
    sign_in(page, world.nadia)
    page.goto(site(world.address))
    page.emulate_media(media="print")
    expect(page.get_by_role("listitem").filter(has_text="Nadia Ferrand")).to_be_visible()
    expect(page.get_by_role("navigation", name="Navigation principale")).to_be_hidden()
    expect(page.get_by_role("link", name="Télécharger en PDF")).to_be_hidden()
    assert Minutes.query.one().is_published and way_of(page).javascript
