"""The calendar in a browser: by keyboard, on a phone, without scripts, in both themes."""

from datetime import datetime, time, timedelta

import pytest
from playwright.sync_api import Page, expect

from forum.calendar import entries
from forum.core.clock import today
from tests.browser.checks import headings_step, is_sound
from tests.browser.steps import focused, follow, press, says_what_is_wrong
from tests.browser.ways import Way, with_and_without_javascript
from tests.calendar.dates import Source, called_off
from tests.makers import make_organiser, make_user

# each page is judged in both themes wherever it is read
on_a_desk_and_a_phone = pytest.mark.parametrize("way", [Way(), Way(False, 390, "dark")], ids=str, indirect=True)
FIRST = today().replace(day=1)


def on(day: int, hour: int = 10) -> datetime:
    """A moment of this month (``day`` counts from 1)."""
    return datetime.combine(FIRST, time(hour)) + timedelta(days=day - 1)


@pytest.fixture
def source(app, monkeypatch) -> Source:
    offered = Source()
    monkeypatch.setattr(entries, "_entries", [offered])
    monkeypatch.setattr(entries, "_series", [offered.series])
    monkeypatch.setattr(entries, "_next", [offered.next_day])
    return offered


@pytest.fixture
def full(source) -> Source:
    """A month with everything a month may hold; its addresses lead to pages that exist."""
    source.add(
        on(9),
        kind="training",
        colour="gaude",
        title="Formation : La coordination",
        url="/categories",
        mine="Liste d’attente",
        mine_tone="warn",
    )
    source.add(on(16), title="Réunion du COOP", url="/recents", mine="Vous venez")
    source.add(
        on(17),
        title="Comité de pilotage",
        url="/categories",
        series_slug="copil",
        series_name="COPIL",
        action="Répondre",
    )
    source.add(on(17, 18), title="Soirée du réseau", url="/recents", ends=on(17, 20))
    source.add(on(20), ends=on(22, 16), title="Journées d’étude", url="/categories")
    source.replace(called_off(source.add(on(25), title="Atelier", url="/categories")))
    return source


def cell(page: Page, day: int):
    return page.locator(f"#jour-{(FIRST + timedelta(days=day - 1)).isoformat()}")


@on_a_desk_and_a_phone
def test_every_view_is_sound(full, page, site, sign_in):
    sign_in(page, make_user())
    for view in ("", "?vue=liste", "?vue=annee", "?mois=2001-01"):
        page.goto(site(f"/reunions{view}"))
        headings_step(page)
        is_sound(page)


@on_a_desk_and_a_phone
def test_a_visitor_walks_the_months_by_links(full, page, site):
    page.goto(site("/reunions"))
    now_shown = page.locator("#t-month").inner_text()
    follow(page, "Mois suivant")
    expect(page.locator("#t-month")).not_to_have_text(now_shown)
    follow(page, "Aujourd’hui")
    expect(page.locator("#t-month")).to_have_text(now_shown)
    follow(page, "COPIL", exact=True)
    expect(page.get_by_role("main")).to_contain_text("Comité de pilotage")
    expect(page.get_by_role("main")).not_to_contain_text("Soirée du réseau")


@with_and_without_javascript
def test_a_date_in_the_grid_leads_to_its_page(full, page, site):
    page.goto(site("/reunions"))
    cell(page, 16).get_by_role("link", name="Réunion du COOP").click()
    expect(page).to_have_url(site("/recents"))


def test_the_whole_cell_is_the_link_on_a_phone(full, open_page, site):
    page = open_page(Way(width=390))
    page.goto(site("/reunions"))
    box = cell(page, 16).bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] - 6, box["y"] + box["height"] - 6)
    expect(page).to_have_url(site("/recents"))


def test_the_grid_is_walked_by_arrows(full, open_page, site):
    page = open_page(Way())
    page.goto(site("/reunions"))
    grid = page.get_by_role("grid")
    expect(grid.get_by_role("gridcell").and_(page.locator("[tabindex='0']"))).to_have_count(1)
    cell(page, 10).focus()
    for key, day in (("ArrowRight", 11), ("ArrowDown", 18), ("ArrowLeft", 17), ("ArrowUp", 10)):
        page.keyboard.press(key)
        expect(cell(page, day)).to_be_focused()
    page.keyboard.press("Home")
    expect(focused(page)).to_have_js_property("cellIndex", 0)
    page.keyboard.press("End")
    expect(focused(page)).to_have_js_property("cellIndex", 6)
    page.keyboard.press("Control+Home")
    expect(grid.get_by_role("gridcell").first).to_be_focused()
    page.keyboard.press("ArrowLeft")  # the end of the world
    expect(grid.get_by_role("gridcell").first).to_be_focused()
    page.keyboard.press("Control+End")
    expect(grid.get_by_role("gridcell").last).to_be_focused()


def test_tab_enters_the_grid_once_and_comes_back_to_the_same_day(full, open_page, site):
    page = open_page(Way())
    page.goto(site("/reunions"))
    cell(page, 16).focus()
    page.keyboard.press("Tab")
    expect(page.locator("td :focus, td:focus")).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    expect(cell(page, 16)).to_be_focused()


def test_enter_opens_a_date_and_walks_among_several(full, open_page, site):
    page = open_page(Way())
    page.goto(site("/reunions"))
    cell(page, 17).focus()
    page.keyboard.press("Enter")
    expect(focused(page)).to_contain_text("Comité de pilotage")
    page.keyboard.press("ArrowDown")
    expect(focused(page)).to_contain_text("Soirée du réseau")
    page.keyboard.press("Escape")
    expect(cell(page, 17)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page).to_have_url(site("/recents"))


def test_page_down_keeps_the_day_in_the_next_month(full, open_page, site):
    page = open_page(Way())
    page.goto(site("/reunions?mois=2031-01"))
    page.locator("#jour-2031-01-31").focus()
    page.keyboard.press("PageDown")
    expect(page.locator("#t-month")).to_have_text("Février 2031")
    expect(page.locator("#jour-2031-02-28")).to_be_focused()
    page.keyboard.press("PageUp")
    expect(page.locator("#jour-2031-01-28")).to_be_focused()


@on_a_desk_and_a_phone
def test_a_member_makes_and_revokes_an_address(source, page, site, sign_in):
    sign_in(page, make_user())
    page.goto(site("/reunions"))
    follow(page, "S’abonner au calendrier")
    is_sound(page)
    assert press(page, "Créer mon adresse").status == 200
    is_sound(page)
    address = page.get_by_label("Adresse à coller").input_value()
    assert page.request.get(address).status == 200
    follow(page, "J’ai terminé")
    expect(page.get_by_role("main")).to_contain_text("Aucun agenda ne l’a encore lue")
    is_sound(page)
    press(page, "Ne plus m’abonner")
    assert page.request.get(address).status == 404


@on_a_desk_and_a_phone
def test_the_support_team_books_a_room(source, page, site, sign_in):
    sign_in(page, make_organiser())
    page.goto(site("/reunions/salles"))
    follow(page, "Ajouter une salle")
    page.get_by_label("Nom de la salle").fill("Maison du réseau")
    press(page, "Enregistrer")
    follow(page, "Réserver")
    says_what_is_wrong(page, press(page, "Réserver"), "Pour quoi", "Jour")
    is_sound(page)
    for _ in range(2):
        page.get_by_label("Pour quoi").fill("Réunion du COOP")
        page.get_by_label("Jour", exact=True).fill("2031-06-04")
        page.get_by_label("De", exact=True).fill("10:00")
        page.get_by_label("À", exact=True).fill("16:30")
        page.get_by_label("La salle est confirmée").check()
        answer = press(page, "Réserver")
        if answer.status < 400:
            is_sound(page)
            follow(page, "Réserver")
    assert answer.status == 422
    expect(page.locator("#starts-error")).to_contain_text("déjà réservée")


def test_the_month_prints_without_what_is_for_the_screen(full, open_page, site):
    page = open_page(Way())
    page.goto(site("/reunions?vue=annee"))
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Imprimer cette page")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Ne voir qu’une série")).to_be_hidden()
    expect(page.get_by_role("link", name="Réunion du COOP")).to_be_visible()
