"""A training in a browser: described once, four sessions planned in one step, read without an account, printed."""

import io
import re
from datetime import timedelta

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from forum.core.clock import today
from tests.browser.checks import headings_step, is_sound
from tests.browser.steps import ask, follow, press, says_what_is_wrong
from tests.browser.ways import every_device, with_and_without_javascript
from tests.makers import make_organiser, make_registration, make_session, make_training

TITLE = "La coordination, pierre angulaire du fonctionnement en dispositif"
PLACES = (("Toulouse", "31"), ("Montpellier", "34"), ("Rodez", "12"), ("Tarbes", "65"))


def main(page: Page):
    return page.get_by_role("main")


def fill_line(page: Page, number: int, city: str, department: str) -> None:
    line = page.get_by_role("group", name=f"Session {number + 1}", exact=True)
    line.get_by_label("Jour", exact=True).fill((today() + timedelta(days=30 + 12 * number)).isoformat())
    line.get_by_label("Ville").fill(city)
    line.get_by_label("Département").select_option(department)


@every_device
def test_an_organiser_describes_a_training_and_plans_its_sessions(page, site, sign_in):
    sign_in(page, make_organiser())
    page.goto(site("/formations"))
    is_sound(page)
    follow(page, "Décrire une formation")
    is_sound(page)
    says_what_is_wrong(page, press(page, "Enregistrer le brouillon"), "Titre")
    page.get_by_label("Titre").fill(TITLE)
    page.get_by_label("Objectifs").fill("- Concevoir les évolutions\n- Élaborer un plan d’action")
    press(page, "Enregistrer le brouillon")
    expect(main(page)).to_contain_text("mentions obligatoires sont encore")
    headings_step(page)
    is_sound(page)
    follow(page, "Publier la formation")
    expect(main(page)).to_contain_text("Tarif")
    is_sound(page)
    press(page, "Publier malgré tout")
    follow(page, "Prévoir des sessions")
    for number, place in enumerate(PLACES):
        fill_line(page, number, *place)
    page.get_by_role("group", name="Demi-journée 2").get_by_label("À", exact=True).fill("16:30")
    page.get_by_label("Places par établissement, au plus").fill("3")
    refused = press(page, "Créer les sessions")
    assert refused.status == 422
    expect(page.locator("#errors")).to_contain_text("Les demi-journées font 6 h 30")
    is_sound(page)
    page.get_by_role("group", name="Demi-journée 2").get_by_label("À", exact=True).fill("17:00")
    press(page, "Créer les sessions")
    expect(main(page).get_by_text("15 places libres")).to_have_count(4)
    is_sound(page)


@every_device
def test_a_visitor_reads_what_is_offered_and_where_there_is_room(page, site):
    training = make_training(title=TITLE, html={"price": "<p>Gratuit</p>"}, texts={"price": "Gratuit"})
    for number, (city, department) in enumerate(PLACES):
        day = today() + timedelta(days=30 + number)
        session = make_session(training, day=day, city=city, department=department, capacity=2)
        for _person in range(min(number, 2)):
            make_registration(session)
    make_registration(session, state="waitlisted", waitlist_pos=1)
    page.goto(site("/formations"))
    is_sound(page)
    follow(page, TITLE)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    table = page.get_by_role("table", name=re.compile("Sessions par département"))
    expect(table.get_by_role("rowheader", name="Haute-Garonne")).to_be_visible()
    expect(table.get_by_role("meter", name=re.compile("1 places? prises? sur 2.*Montpellier"))).to_be_attached()
    expect(table).to_contain_text("1 en attente")
    expect(main(page)).to_contain_text("À confirmer")
    headings_step(page)
    is_sound(page)


@with_and_without_javascript
def test_a_session_moves_and_is_cancelled(page, site, sign_in):
    session = make_session(city="Tarbes")
    make_registration(session)
    sign_in(page, make_organiser())
    page.goto(site(session.training.url))
    follow(page, re.compile("^Gérer"))
    is_sound(page)
    follow(page, "Modifier ou déplacer")
    page.get_by_label("Salle ou établissement").fill("Salle du Lac")
    page.get_by_label("Places", exact=True).fill("0")
    assert press(page, "Enregistrer").status == 422
    expect(page.get_by_label("Salle ou établissement")).to_have_value("Salle du Lac")
    page.get_by_label("Places", exact=True).fill("20")
    is_sound(page)
    press(page, "Enregistrer")
    expect(main(page)).to_contain_text("Salle du Lac")
    question = ask(page, "Annuler la session")
    question.get_by_label("Pourquoi").fill("Trop de neige.")
    press(page, "Annuler la session", within=question)
    page.goto(site(session.training.url))
    expect(main(page)).to_contain_text("Trop de neige.")


def test_the_page_prints(page, site):
    session = make_session(make_training(title=TITLE), city="Tarbes", department="65")
    page.goto(site(session.training.url))
    text = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages)
    said = re.sub(r"\s+", " ", text)
    assert "Hautes-Pyrénées" in said and "12 places libres" in said
    assert "Aller au contenu" not in said and "Agenda (.ics)" not in said


@with_and_without_javascript
def test_questions_to_participants(page, site, sign_in):
    training = make_training()
    sign_in(page, make_organiser())
    page.goto(site(training.url))
    follow(page, "Questions aux personnes inscrites")
    says_what_is_wrong(page, press(page, "Ajouter la question"), "Question", "À quoi sert la réponse")
    page.get_by_label("Question", exact=True).fill("Comment viendrez-vous ?")
    page.get_by_label("À quoi sert la réponse").fill("Pour le covoiturage")
    page.get_by_label("Réponses effacées le").fill((today() + timedelta(days=90)).isoformat())
    press(page, "Ajouter la question")
    expect(page.get_by_role("heading", name="Comment viendrez-vous ?")).to_be_visible()
    headings_step(page)
    is_sound(page)
