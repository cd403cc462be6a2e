"""Presence, walked: answered from the mail, changed later, counted, ticked on a phone; workshops."""

from datetime import datetime, time, timedelta
from types import SimpleNamespace

import pytest
from playwright.sync_api import Locator, Page, expect

from forum.calendar.times import instant_of
from forum.categories.setup import create_defaults
from forum.core.clock import today
from forum.core.events import emit
from forum.meetings.events import MeetingScheduled
from forum.meetings.models import Presence, Workshop
from tests.browser.checks import is_sound
from tests.browser.postbox import link_in
from tests.browser.steps import arriving, follow, press, says_what_is_wrong
from tests.browser.ways import every_device, way_of
from tests.makers import (
    added,
    automatic_group,
    make_establishment,
    make_meeting,
    make_organiser,
    make_series,
    make_user,
)


@pytest.fixture
def world(app):
    """A meeting with people who could come, and the mail that asks them."""
    create_defaults()
    place = make_establishment(name="D-ITEP Les Trois Ponts", department="11")
    facts = {"function": "Éducatrice", "establishment_id": place.id}
    world = SimpleNamespace(
        organiser=make_organiser(first_name="Mireille", last_name="Castan"),
        nadia=make_user(first_name="Nadia", last_name="Ferrand", **facts),
        karim=make_user(first_name="Karim", last_name="Bensaïd", **facts),
    )
    automatic_group("membres")
    series = make_series()
    world.meeting = make_meeting(series=series, title="Réunion du COOP", created_by_id=world.organiser.id)
    with app.test_request_context():
        emit(MeetingScheduled(world.meeting, actor=world.organiser))
    return world


@every_device
def test_one_answers_from_the_mail_without_signing_in_and_changes_later(page: Page, site, postbox, world, db):
    site()
    page.goto(link_in(postbox.last(world.nadia.email)))
    expect(page.get_by_role("heading", level=1)).to_have_text("Réunion du COOP")
    expect(page.get_by_role("main")).to_contain_text("Réponse de Nadia Ferrand.")
    is_sound(page)
    assert Presence.query.count() == 0
    db.session.rollback()
    press(page, "Confirmer\xa0: Je viens")
    expect(page.get_by_role("status").filter(has_text="vous venez")).to_be_visible()
    is_sound(page)
    press(page, "Je ne viens pas")
    expect(page.get_by_role("button", name="Je ne viens pas")).to_have_attribute("aria-pressed", "true")
    page.get_by_text("Quelqu’un me représente").click()
    says_what_is_wrong(page, press(page, "Me faire représenter"), "Qui vient à votre place ?")
    page.get_by_label("Qui vient à votre place ?").fill("Karim Bensaïd")
    press(page, "Me faire représenter")
    expect(page.get_by_role("status").filter(has_text="Karim Bensaïd vous représente")).to_be_visible()
    page.goto(site("/notifications"))
    expect(page).to_have_url(site("/connexion?next=/notifications"))


@every_device
def test_one_answers_on_the_page_and_sees_who_comes(page: Page, site, sign_in, world):
    sign_in(page, world.karim)
    page.goto(site(world.meeting.url))
    part = page.locator("#presence")
    press(page, "Je viens", within=part)
    expect(part.get_by_role("button", name="Je viens", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(part).to_contain_text("1 personne vient")
    is_sound(page)
    part.get_by_text("Ajouter un mot pour l’organisation").click()
    part.get_by_label("Un mot pour l’organisation").fill("J’arrive à 11 h.")
    press(page, "Enregistrer ce mot", within=part)
    follow(page, "Voir qui participe", within=part)
    expect(page.get_by_role("main")).to_contain_text("Karim Bensaïd")
    is_sound(page)


@every_device
def test_the_organiser_sees_who_comes_notes_a_call_and_prints_the_sheet(page: Page, site, sign_in, world, db):
    sign_in(page, world.organiser)
    page.goto(site(f"/reunions/{world.meeting.id}/presences"))
    is_sound(page)
    row = page.get_by_role("listitem").filter(has_text="Nadia Ferrand")
    follow(page, "Noter sa réponse", within=row)
    is_sound(page)
    page.get_by_label("Est représenté·e").check()
    page.get_by_label("Qui vient à votre place ?").fill("Ana Vidal")
    press(page, "Enregistrer cette réponse")
    expect(page.get_by_role("row").filter(has_text="D-ITEP Les Trois Ponts")).to_contain_text("1")
    press(page, "Relancer les personnes sans réponse")
    expect(page.get_by_text("Un rappel part à")).to_be_visible()
    press(page, "Relancer les personnes sans réponse")
    expect(page.get_by_text("Un rappel est déjà parti aujourd’hui.")).to_be_visible()
    page.goto(site(f"/reunions/{world.meeting.id}/emargement"))
    expect(page.get_by_role("rowheader", name="Ana Vidal")).to_contain_text("pour Nadia Ferrand")
    is_sound(page)


@every_device
def test_who_is_there_is_ticked_with_one_tap(page: Page, site, sign_in, world, db):
    meeting = world.meeting
    meeting.starts = datetime.combine(today(), time(0, 30))
    meeting.ends = meeting.starts + timedelta(hours=8)
    meeting.starts_at, meeting.ends_at = instant_of(meeting.starts), instant_of(meeting.ends)
    for person in (world.nadia, world.karim):
        db.session.add(Presence(meeting_id=meeting.id, user_id=person.id, answer="yes"))
    sign_in(page, world.organiser)
    page.goto(site(f"/reunions/{meeting.id}/pointage"))
    is_sound(page)
    row = page.get_by_role("listitem").filter(has_text="Nadia Ferrand")
    button = row.get_by_role("button", name="Présent·e", exact=True)
    assert button.bounding_box()["height"] >= 44
    with arriving(page, by_script=True), page.expect_response(lambda answer: answer.request.method == "POST"):
        button.click()
    expect(row.get_by_role("button", name="Présent·e", exact=True)).to_have_attribute("aria-pressed", "true")
    if way_of(page).javascript:
        is_sent_again_until_it_is_taken(page, row.get_by_role("button", name="Absent·e", exact=True))
    page.get_by_label("Nom, fonction ou établissement").fill("bensaid")
    press(page, "Chercher")
    expect(page.get_by_role("listitem").filter(has_text="Karim Bensaïd")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Nadia Ferrand")).to_have_count(0)


@every_device
def test_workshops_are_planned_and_joined(page: Page, site, sign_in, open_page, way, world):
    meeting = world.meeting
    ends = meeting.starts + timedelta(hours=1)
    added(Workshop(meeting_id=meeting.id, title="Parcours", starts=meeting.starts, ends=ends, capacity=1))
    sign_in(page, world.organiser)
    page.goto(site(f"/reunions/{meeting.id}/ateliers/nouveau"))
    is_sound(page)
    page.get_by_label("Titre").fill("Territoire et partenaires")
    page.get_by_label("De", exact=True).fill("10:30")
    page.get_by_label("À", exact=True).fill("09:30")
    says_what_is_wrong(page, press(page, "Enregistrer"), "À")
    page.get_by_label("À", exact=True).fill("12:00")
    press(page, "Enregistrer")
    member = open_page(way)
    sign_in(member, world.nadia)
    member.goto(site(meeting.url))
    part = member.locator("#ateliers")
    press(member, "Prendre une place (Parcours)", within=part)
    expect(part).to_contain_text("Au même moment que «\xa0Parcours\xa0»")
    expect(part).to_contain_text("Complet")
    is_sound(member)
    press(member, "Rendre ma place (Parcours)", within=part)
    press(member, "Prendre une place (Territoire et partenaires)", within=part)
    expect(part).to_contain_text("Vous y êtes")


def is_sent_again_until_it_is_taken(page: Page, button: Locator) -> None:
    """A tap that did not pass waits, says so, and is kept in the end."""
    page.route("**/pointage/*", lambda route: route.fulfill(status=429), times=1)
    button.click()
    expect(page.get_by_text("Envoi en attente du réseau")).to_be_visible()
    expect(page.get_by_text("Envoi en attente du réseau")).to_be_hidden()
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
