"""Registering for a training, walked: by the link of a mail, in two clicks, for four colleagues; at the desk."""

import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from forum.trainings.models import Registration
from tests.browser.checks import is_sound
from tests.browser.postbox import link_in, words_of
from tests.browser.steps import arriving, follow, press, says_what_is_wrong
from tests.browser.ways import every_device, way_of
from tests.makers import make_establishment, make_organiser, make_registration, make_session, make_training, make_user

FOUR = (("Ana", "Vidal"), ("Leo", "Bruel"), ("Zora", "Arnal"), ("Max", "Costes"))


@pytest.fixture
def world(app):
    """A training with two dates: three seats at the first."""
    place = make_establishment(name="D-ITEP Les Trois Ponts", department="11")
    training = make_training(title="La coordination en dispositif")
    return SimpleNamespace(
        training=training,
        tarbes=make_session(training, city="Tarbes", capacity=3),
        rodez=make_session(training, city="Rodez"),
        nadia=make_user(first_name="Nadia", last_name="Ferrand", establishment_id=place.id),
        organiser=make_organiser(first_name="Mireille", last_name="Castan"),
    )


def standings(db) -> dict[str, str]:
    db.session.rollback()
    return {one.display_name: one.standing for one in Registration.query.order_by(Registration.id)}


def link_to(session) -> re.Pattern:
    return re.compile(rf"^S’inscrire\s+{session.city}")


@every_device
def test_a_visitor_registers_changes_and_cancels_by_mail(page: Page, site, postbox, world, db):
    page.goto(site(world.training.url))
    follow(page, link_to(world.tarbes))
    is_sound(page)
    names_herself(page, "D-ITEP Les Trois Ponts")
    says_what_is_wrong_here(page, press(page, "M’inscrire"), "Courriel professionnel")
    is_sound(page)
    page.get_by_label("Courriel professionnel").fill("ana@essais.example")
    press(page, "M’inscrire")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ouvrez votre boîte de courriels")
    is_sound(page)
    assert standings(db) == {"Ana Vidal": "pending:mail"}
    page.goto(link_in(postbox.last("ana@essais.example")))
    is_sound(page)
    press(page, "Confirmer mon inscription")
    expect(page.get_by_role("status").filter(has_text="Votre inscription est confirmée")).to_be_visible()
    assert standings(db) == {"Ana Vidal": "confirmed"}
    letter = postbox.last("ana@essais.example")
    assert "text/calendar" in [part.get_content_type() for part in letter.walk()]
    changes_and_cancels(page, link_in(letter))
    assert set(standings(db).values()) == {"cancelled"}


def changes_and_cancels(page: Page, link: str) -> None:
    """To the other date, then not at all."""
    page.goto(link)
    follow(page, "Changer de session")
    is_sound(page)
    page.get_by_label("Session", exact=True).select_option(label=pick(page, "Rodez"))
    press(page, "Changer de session")
    expect(page.get_by_role("main")).to_contain_text("Rodez")
    page.get_by_text("Annuler cette inscription").click()
    page.get_by_label("Un mot pour l’organisation").fill("Un imprévu.")
    press(page, "Annuler l’inscription")
    expect(page.get_by_role("status").filter(has_text="l’inscription est annulée")).to_be_visible()
    is_sound(page)


@every_device
def test_a_member_registers_in_two_clicks(page: Page, site, sign_in, world, db):
    sign_in(page, world.nadia)
    page.goto(site(world.training.url))
    follow(page, link_to(world.tarbes))
    is_sound(page)
    press(page, "M’inscrire")
    expect(page.get_by_text("Inscription confirmée.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mes inscriptions")
    is_sound(page)
    assert standings(db) == {"Nadia Ferrand": "confirmed"}


@every_device
def test_a_director_registers_four_heads_of_service_at_once(page: Page, site, sign_in, postbox, world, db):
    make_registration(world.tarbes, first_name="Léo", last_name="Bruel", email="leo@essais.example")
    sign_in(page, world.nadia)
    page.goto(site(f"{world.training.url}/inscription?session={world.tarbes.id}"))
    page.get_by_label("Moi-même, Nadia Ferrand").uncheck()
    name_four(page)
    is_sound(page)
    send = re.compile("^Inscrire")
    answer = press(page, send)
    assert answer.status == 422
    wrong = page.get_by_role("group", name="Collègue 3").get_by_label("Courriel professionnel")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("group", name="Collègue 4").get_by_label("Prénom")).to_have_value("Max")
    is_sound(page)
    wrong.fill("zora@essais.example")
    press(page, send)
    told = page.get_by_role("main").get_by_role("listitem")
    outcomes = ("Confirmée", "Déjà inscrit·e", "Confirmée", "Liste d’attente")
    for (first, last), outcome in zip(FOUR, outcomes, strict=True):
        expect(told.filter(has_text=f"{first} {last}")).to_contain_text(outcome)
    is_sound(page)
    assert "Nadia Ferrand vous a inscrit·e" in words_of(postbox.last("ana@essais.example"))
    follow(page, "Voir mes inscriptions")
    expect(page.get_by_role("listitem").filter(has_text="Max Costes")).to_contain_text("Rang 1")
    is_sound(page)
    follow(page, re.compile("annuler.*Zora Arnal"))
    is_sound(page)
    page.get_by_text("Annuler cette inscription").click()
    press(page, "Annuler l’inscription")
    assert standings(db)["Max Costes"] == "confirmed"


def name_four(page: Page) -> None:
    """One line after the other; the third without a mail address."""
    for number, (first, last) in enumerate(FOUR, start=1):
        with arriving(page, by_script=True):
            page.get_by_role("button", name=re.compile("^Ajouter une")).click()
        line = page.get_by_role("group", name=f"Collègue {number}")
        if way_of(page).javascript:
            expect(line.get_by_label("Prénom")).to_be_focused()
        line.get_by_label("Prénom").fill(first)
        line.get_by_label("Nom", exact=True).fill(last)
        line.get_by_label("Fonction").fill("Chef de service")
        line.get_by_label("Courriel professionnel").fill(f"{first.lower()}@essais.example" if number != 3 else "")


@every_device
def test_a_line_goes_and_what_is_in_the_others_stays(page: Page, site, sign_in, world):
    sign_in(page, world.nadia)
    page.goto(site(f"{world.training.url}/inscription?collegues=2"))
    for number, name in ((1, "Ana"), (2, "Max")):
        page.get_by_role("group", name=f"Collègue {number}").get_by_label("Prénom").fill(name)
    with arriving(page, by_script=True):
        page.get_by_role("group", name="Collègue 1").get_by_role("button", name="Retirer cette personne").click()
    expect(page.get_by_role("group", name="Collègue 2")).to_have_count(0)
    expect(page.get_by_role("group", name="Collègue 1").get_by_label("Prénom")).to_have_value("Max")


@every_device
def test_the_desk_registers_a_caller_grants_moves_and_writes(page: Page, site, sign_in, postbox, world, db):
    world.tarbes.needs_approval = True
    facts = {"state": "pending", "pending_for": "approval", "email": "leo@essais.example"}
    make_registration(world.tarbes, first_name="Léo", last_name="Bruel", **facts)
    sign_in(page, world.organiser)
    page.goto(site(world.tarbes.url))
    is_sound(page)
    press(page, re.compile("^Accorder"))
    expect(page.get_by_text("Un courriel l’en informe.")).to_be_visible()
    follow(page, "Inscrire quelqu’un")
    is_sound(page)
    names_herself(page, "Les Genêts")
    page.get_by_label("Courriel professionnel").fill("ana@essais.example")
    press(page, "Inscrire")
    expect(page.get_by_role("heading", name="Ana Vidal")).to_be_visible()
    follow(page, "Ana Vidal")
    is_sound(page)
    follow(page, "Changer de session")
    page.get_by_label("Session", exact=True).select_option(label=pick(page, "Rodez"))
    is_sound(page)
    press(page, "Changer de session")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rodez")
    writes_to_all(page)
    assert "rue basse" in words_of(postbox.last("ana@essais.example"))
    assert standings(db) == {"Léo Bruel": "confirmed", "Ana Vidal": "confirmed"}


def writes_to_all(page: Page) -> None:
    """Of the session whose desk is open."""
    follow(page, "Écrire aux personnes")
    page.get_by_label("Objet").fill("Le parking")
    says_what_is_wrong(page, press(page, "Envoyer"), "Message")
    page.get_by_label("Message").fill("Entrez par la rue basse.")
    is_sound(page)
    press(page, "Envoyer")


def names_herself(page: Page, place: str) -> None:
    """All of a person but the mail address."""
    page.get_by_label("Prénom", exact=True).fill("Ana")
    page.get_by_label("Nom", exact=True).fill("Vidal")
    page.get_by_label("Établissement").fill(place)
    page.get_by_label("Fonction").fill("Directrice")


def pick(page: Page, city: str) -> str:
    """The words of the choice of a session."""
    return page.get_by_label("Session", exact=True).locator("option", has_text=city).inner_text()


def says_what_is_wrong_here(page: Page, answer, label: str) -> None:
    """The summary has the focus where scripts run, and leads to the field."""
    assert answer.status == 422
    summary = page.locator("#errors")
    expect(summary).to_contain_text("à corriger")
    if way_of(page).javascript:
        expect(summary).to_be_focused()
    field = page.get_by_label(label, exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(summary.locator(f"a[href='#{field.get_attribute('id')}']")).to_be_visible()
