"""The day of a training, walked: checked in by code, by tap and by paper, closed, certified, verified, told of."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from forum.core.clock import today
from forum.trainings import links
from forum.trainings.actions import questionnaires
from forum.trainings.mails.after import address
from forum.trainings.models import Certificate, QuestionnaireInvitation, Sheet, Signature
from tests.browser.checks import headings_step, is_sound
from tests.browser.steps import arriving, follow, press, says_what_is_wrong
from tests.browser.ways import Way, every_device, way_of
from tests.makers import make_organiser, make_registration, make_session, make_training

PROVIDER = {"provider": "Organisme des Essais", "provider_signatory": "Anne Martin, directrice"}


@pytest.fixture
def world(app):
    """A session of today, three people expected."""
    organiser = make_organiser(first_name="Mireille", last_name="Castan")
    training = make_training(title="Coordonner", created_by_id=organiser.id, **PROVIDER)
    session = make_session(training, day=today(), trainer="Claude Moreau")
    names = (("Nadia", "Ferrand"), ("Karim", "Bensaïd"), ("Ana", "Vidal"))
    people = [make_registration(session, first_name=first, last_name=last) for first, last in names]
    return SimpleNamespace(organiser=organiser, training=training, session=session, people=people)


@every_device
def test_people_are_checked_in_at_the_door(page: Page, site, sign_in, world, db):
    nadia, karim, _ana = world.people
    sign_in(page, world.organiser)
    page.goto(site(f"/formations/pointage/{nadia.code}"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Nadia Ferrand")
    is_sound(page)
    headings_step(page)
    button = page.get_by_role("button", name="Noter la présence")
    assert button.bounding_box()["height"] >= 44
    expect(button).to_be_focused()
    press(page, "Noter la présence")
    expect(page.get_by_role("main")).to_contain_text("Nadia Ferrand\xa0: présence notée.")
    expect(page.locator("[data-here]")).to_have_text("1")
    page.goto(site(f"/formations/pointage/{nadia.code}"))
    expect(page.get_by_role("main")).to_contain_text("Déjà pointé à")
    is_sound(page)
    follow(page, "Voir la liste")
    headings_step(page)
    row = page.get_by_role("listitem").filter(has_text="Karim Bensaïd")
    taps(page, row)
    expect(page.locator("[data-here]")).to_have_text("2")
    is_sound(page)
    page.get_by_label("Chercher un nom").fill("bensaid")
    press(page, "Chercher")
    expect(page.get_by_role("listitem").filter(has_text="Nadia Ferrand")).to_have_count(0)
    db.session.rollback()
    assert {one.how for one in Signature.query.filter_by(registration_id=nadia.id)} == {"scan"}
    assert Signature.query.filter_by(registration_id=karim.id).one().how == "tap"


def taps(page: Page, row) -> None:
    button = row.get_by_role("button", name="Présent·e")
    assert button.bounding_box()["height"] >= 44
    with arriving(page, by_script=True), page.expect_response(lambda answer: answer.request.method == "POST"):
        button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(row).to_contain_text("Pointé à")


def test_a_tap_that_was_lost_stays_said(page: Page, site, sign_in, world):
    """The session ended meanwhile: what the next tap brings does not hide it."""
    sign_in(page, world.organiser)
    page.goto(site(f"{world.session.url}/pointage"))
    lost, kept = (page.get_by_role("listitem").filter(has_text=name) for name in ("Nadia", "Karim"))
    page.route("**/pointage/*", lambda route: route.fulfill(status=302, headers={"Location": "/"}), times=1)
    lost.get_by_role("button", name="Présent·e").click()
    expect(page.get_by_role("main")).to_contain_text("Un pointage n’a pas été enregistré")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        kept.get_by_role("button", name="Présent·e").click()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("main")).to_contain_text("Un pointage n’a pas été enregistré")


@every_device
def test_paper_is_typed_in_the_day_closed_and_certificates_issued(page: Page, site, sign_in, open_page, world, db):
    nadia = world.people[0]
    sign_in(page, world.organiser)
    page.goto(site(world.session.url))
    follow(page, "Pointer")
    press(page, "Terminer la journée")
    expect(page.get_by_role("main")).to_contain_text("Aucune signature n’est notée.")
    follow(page, "Saisir les feuilles de papier")
    is_sound(page)
    for box in page.get_by_role("checkbox", name="Nadia Ferrand").all():
        box.check()
    press(page, "Enregistrer les signatures")
    expect(page.get_by_role("main")).to_contain_text("2 signatures modifiées.")
    follow(page, "Pointage")
    press(page, "Terminer la journée")
    expect(page.get_by_role("row").filter(has_text="Ana Vidal")).to_contain_text("Absence")
    is_sound(page)
    press(page, "Établir les certificats")
    expect(page.get_by_role("main")).to_contain_text("1 certificat est à jour.")
    db.session.rollback()
    one = Certificate.query.filter_by(registration_id=nadia.id).one()
    assert one.minutes == 420
    reads_it_by_their_link(open_page(Way(javascript=way_of(page).javascript, width=390)), site, nadia, one)


def reads_it_by_their_link(page: Page, site, person, certificate: Certificate) -> None:
    """Without an account: the page of the registration leads to the document, the document to its verification."""
    where = f"/formations/inscription/{links.token_of(person)}"
    page.goto(site(where))
    expect(page.get_by_role("link", name="Télécharger le certificat")).to_have_attribute(
        "href", f"{where}/certificat.pdf"
    )
    assert page.request.get(site(f"{where}/certificat.pdf")).headers["content-type"] == "application/pdf"
    page.goto(site(f"/formations/attestation/{certificate.code}"))
    expect(page.get_by_role("main")).to_contain_text("Ce certificat a bien été délivré.")
    expect(page.get_by_role("main")).to_contain_text("Nadia Ferrand")
    is_sound(page)


@every_device
def test_a_participant_answers_and_the_support_team_reads(page: Page, site, sign_in, open_page, world, app, db):
    with app.test_request_context():
        where = answered_by_four(world, db)
    page.goto(site(where))
    is_sound(page)
    headings_step(page)
    page.get_by_label("Qu’avez-vous trouvé le plus utile ?").fill("Le plan d’action.")
    says_what_is_wrong(page, press(page, "Envoyer mes réponses"))
    expect(page.get_by_label("Qu’avez-vous trouvé le plus utile ?")).to_have_value("Le plan d’action.")
    page.get_by_role("group", name="La journée a répondu à vos attentes.").get_by_text("4", exact=True).click()
    press(page, "Envoyer mes réponses")
    expect(page.get_by_role("heading", level=1)).to_have_text("Merci de vos réponses")
    page.goto(site(where))
    expect(page.get_by_role("heading", level=1)).to_have_text("Vous avez déjà répondu")
    assert Sheet.query.count() == 5
    db.session.rollback()
    desk = open_page(way_of(page))
    sign_in(desk, world.organiser)
    reads_what_they_said(desk, site, world)


def answered_by_four(world: SimpleNamespace, db) -> str:
    """A questionnaire asked of five people, to which four said 5; the address of the fifth."""
    asked = questionnaires.start(world.training, "hot", world.organiser)
    asked.questions[0].is_required = True
    useful = next(one for one in asked.questions if one.kind == "text")
    questionnaires.open_(asked, world.organiser)
    extra = [make_registration(world.session) for _ in range(5)]
    for one in extra:
        db.session.add(QuestionnaireInvitation(questionnaire_id=asked.id, registration_id=one.id))
        db.session.flush()
    for one in extra[1:]:
        questionnaires.answer(asked, one, {asked.questions[0].id: ("5",), useful.id: ("Les échanges.",)})
    return f"/formations/questionnaire/{address(asked, extra[0]).rpartition('/')[2]}"


def reads_what_they_said(desk: Page, site, world: SimpleNamespace) -> None:
    desk.goto(site(f"{world.training.url}/questionnaires"))
    expect(desk.get_by_role("main")).to_contain_text("5 réponses sur 5 demandes (100\xa0%)")
    follow(desk, "Résultats")
    expect(desk.get_by_role("main")).to_contain_text("Moyenne\xa0: 4,8 sur 5")
    expect(desk.get_by_role("main")).to_contain_text("Le plan d’action.")
    expect(desk.get_by_role("main")).not_to_contain_text("Moins de 5 réponses")
    is_sound(desk)
    headings_step(desk)
