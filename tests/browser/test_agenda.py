"""An agenda in a browser: proposed, voted for, settled, ordered by keyboard and by hand, published, printed."""

import io
import re
from datetime import datetime, time, timedelta

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from forum.core.clock import today
from forum.meetings.actions import agenda as actions
from forum.meetings.models import Action
from forum.meetings.queries.agenda import accepted
from tests.browser.checks import headings_step, is_sound
from tests.browser.steps import arriving, ask, follow, press, says_what_is_wrong
from tests.browser.ways import Way, way_of, with_and_without_javascript
from tests.makers import added, make_category, make_meeting, make_organiser, make_series, make_topic, make_user

on_a_desk_and_a_phone = pytest.mark.parametrize("way", [Way(), Way(False, 390, "dark")], ids=str, indirect=True)


@pytest.fixture
def meeting(app):
    """In thirty days, 10 h to 16 h 30, with its topic and another meeting behind it."""
    category, start = make_category(), datetime.combine(today() + timedelta(days=30), time(10))
    series = make_series(category=category)
    made = make_meeting(series=series, starts=start, title="Réunion du COOP", topic_id=make_topic(category=category).id)
    make_meeting(series=series, starts=start + timedelta(days=49), title="Réunion suivante")
    with app.test_request_context():
        actions.start_agenda(made)
    return made


def filled(meeting) -> list[str]:
    """The agenda with three items more; its titles."""
    for title, minutes in (("Atelier 1", 105), ("Déjeuner", 75), ("Atelier 2", 90)):
        actions.add_item(meeting, title, minutes=minutes, kind="break" if title == "Déjeuner" else "topic")
    return [item.title for item in accepted(meeting)]


def order(page: Page) -> list[str]:
    return page.locator(".order > li h3").all_inner_texts()


def desk(meeting) -> str:
    return f"/reunions/{meeting.id}/ordre-du-jour/preparer"


@on_a_desk_and_a_phone
def test_a_member_proposes_and_others_vote(page, site, sign_in, meeting):
    sign_in(page, make_user(first_name="Nadia", last_name="Ferrand"))
    page.goto(site(meeting.url))
    follow(page, "Proposer un point")
    is_sound(page)
    says_what_is_wrong(page, press(page, "Proposer ce point"), "Titre", "Pourquoi en parler")
    page.get_by_label("Titre").fill("Décompte de l’activité : qui compte quoi ?")
    page.get_by_label("Pourquoi en parler").fill("Comparer nos pratiques avant de solliciter l’ARS.")
    press(page, "Proposer ce point")
    expect(page.locator("#propositions")).to_contain_text("Nadia Ferrand")
    button = page.get_by_role("button", name=re.compile("0 voix : soutenir"))
    with arriving(page, by_script=True):
        button.click()
    button = page.get_by_role("button", name=re.compile("1 voix : soutenir"))
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#propositions")).to_contain_text("Il vous reste 2 voix sur 3")
    if way_of(page).javascript:
        expect(button).to_be_focused()
    headings_step(page)
    is_sound(page)
    follow(page, re.compile("^Modifier"))
    is_sound(page)
    page.get_by_label("Durée (minutes)").fill("20")
    press(page, "Enregistrer")
    expect(page.locator("#propositions")).to_contain_text("20 min")


@with_and_without_javascript
def test_the_support_team_settles_proposals(page, site, sign_in, meeting):
    for title in ("Le livret d’accueil", "Une trame de livret", "Les sorties", "Les plannings"):
        actions.propose(meeting, make_user(), title, "Parce que")
    sign_in(page, make_organiser())
    page.goto(site(desk(meeting)))
    is_sound(page)
    press(page, "Accepter : Le livret d’accueil")
    expect(page.locator("#order")).to_contain_text("Le livret d’accueil")
    question = ask(page, "Réunir : Une trame de livret")
    question.get_by_label("Réunir avec").select_option("Le livret d’accueil")
    press(page, "Réunir", within=question)
    press(page, "Reporter", within=ask(page, "Reporter : Les sorties"))
    question = ask(page, "Ne pas retenir : Les plannings")
    question.get_by_label("Pourquoi").fill("Traité en octobre.")
    press(page, "Ne pas retenir", within=question)
    told = page.get_by_role("main")
    expect(told).to_contain_text("Réunie avec « Le livret d’accueil »")
    expect(told).to_contain_text("Reportée à la réunion suivante")
    expect(told).to_contain_text("Traité en octobre.")
    headings_step(page)
    is_sound(page)


@with_and_without_javascript
def test_the_order_changes_by_keyboard(page, site, sign_in, meeting):
    filled(meeting)
    sign_in(page, make_organiser())
    page.goto(site(desk(meeting)))
    up = page.get_by_role("button", name="Monter : Atelier 2")
    up.focus()
    with arriving(page, by_script=True):
        page.keyboard.press("Enter")
    expect(page.locator(".order > li h3").nth(3)).to_have_text("Atelier 2")
    expect(page.get_by_role("status").filter(has_text="place 4 sur 5").first).to_be_attached()
    if not way_of(page).javascript:
        return
    expect(up).to_be_focused()
    for _twice in range(2):  # faster than the server answers
        page.keyboard.press("Enter")
    expect(page.locator(".order > li h3").nth(1)).to_have_text("Atelier 2")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".order > li h3").nth(2)).to_have_text("Atelier 2")
    expect(up).to_be_focused()
    expect(page.locator(".order time").nth(3)).to_contain_text("12 h")
    page.reload()
    assert order(page)[2] == "Atelier 2"


def test_the_order_changes_by_hand(page, site, sign_in, meeting):
    filled(meeting)
    sign_in(page, make_organiser())
    page.goto(site(desk(meeting)))
    rows = page.locator(".order > li")
    rows.nth(4).drag_to(rows.nth(2), target_position={"x": 60, "y": 4})
    expect(page.get_by_role("status").filter(has_text="« Atelier 2 » : place 3 sur 5")).to_be_attached()
    assert order(page)[2:] == ["Atelier 2", "Atelier 1", "Déjeuner"]
    page.reload()
    assert order(page)[2:] == ["Atelier 2", "Atelier 1", "Déjeuner"]


@on_a_desk_and_a_phone
def test_an_agenda_too_long_is_told_then_published(page, site, sign_in, meeting, postbox):
    filled(meeting)
    member = make_user()
    sign_in(page, make_organiser())
    page.goto(site(desk(meeting)))
    says_what_is_wrong(page, press(page, "Ajouter à l’ordre du jour"), "Titre")
    page.get_by_label("Titre").fill("Décisions, actions et prochaine date")
    page.get_by_label("Durée (minutes)").fill("130")
    press(page, "Ajouter à l’ordre du jour")
    warning = "L’ordre du jour finit à 17 h 10, soit 40 min après la fin prévue."
    expect(page.locator("#order")).to_contain_text(warning)
    is_sound(page)
    question = ask(page, "Publier l’ordre du jour")
    expect(question).to_contain_text(warning)
    is_sound(page)
    press(page, "Publier", within=question)
    expect(page.get_by_role("main")).to_contain_text("Publié")
    is_sound(page)
    assert "L’ordre du jour est publié" in postbox.last(member.email)["Subject"]


def test_two_organisers_who_cross_see_both_texts(page, site, sign_in, meeting):
    item = actions.add_item(meeting, "Atelier 1")
    sign_in(page, make_organiser())
    page.goto(site(f"/reunions/points/{item.id}/modifier"))
    actions.edit_item(item, item.version, leader="Laurence Teyssier")
    site()
    page.get_by_label("Qui anime").fill("Julien Orsoni")
    assert press(page, "Enregistrer").status == 409
    expect(page.get_by_role("main")).to_contain_text("Laurence Teyssier")
    expect(page.get_by_label("Qui anime")).to_have_value("Julien Orsoni")
    is_sound(page)
    press(page, "Enregistrer")
    expect(page.locator("#order")).to_contain_text("Julien Orsoni")


def test_twelve_items_print_on_one_page(page, site, sign_in, meeting):
    author, before = make_user(), make_meeting(series=meeting.series, starts=datetime(2021, 12, 8, 10), state="closed")
    for number in range(10):
        words = f"Recenser les conventions signées, et dire lesquelles vivent encore, dans chaque département {number}"
        facts = {"text": words, "html": f"<p>{words}</p>", "block": f"b{number}", "owner": "Toutes les directions"}
        added(Action(code=f"A-2021-12-08-{number}", meeting_id=before.id, number=number, **facts))
        title = f"Point {number} : un titre aussi long que ceux que nous donnons à nos ateliers, dimension comprise"
        item = actions.propose(meeting, author, title, "Une raison qui court sur plusieurs lignes de texte. " * 12)
        item.state, item.position, item.leader = "accepted", number + 3, "Solène Marquis et Julien Orsoni"
    sign_in(page, author)
    page.goto(site(f"/reunions/{meeting.id}/ordre-du-jour"))
    expect(page.get_by_role("button", name="Imprimer")).to_be_visible()
    is_sound(page)
    paper = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    assert len(paper.pages) == 1
    words = paper.pages[0].extract_text()
    assert "Point 0" in words and "Point 9" in words and "Menu" not in words
    assert "A-2021-12-08-7" in words and "Et 2 autres" in words.replace("\u00a0", " ")
