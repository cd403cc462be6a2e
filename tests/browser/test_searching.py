"""Walk 8: the box in the banner offers what one may see while one types, by keyboard alone; the page finds the rest."""

import pytest
from playwright.sync_api import Page, expect

from forum.categories.setup import create_defaults
from forum.topics import actions
from tests.browser.checks import axe
from tests.browser.steps import arriving
from tests.makers import make_category, make_group, make_user

TITLE = "Le livret d’accueil, version courte"


@pytest.fixture
def nadia(app):
    return make_user(first_name="Nadia", last_name="Ferrand")


@pytest.fixture
def topic(nadia):
    """One that Nadia sees; another, whose title begins as well, is the business of a group without her."""
    forum = next(category for category in create_defaults() if category.slug == "forum")
    closed = make_category(slug="copil", open_to=None, group=make_group())
    actions.create_topic(closed, make_user(), "Le livret confidentiel", "Entre nous.")
    return actions.create_topic(forum, nadia, TITLE, "Qui en a une trame ?")


def box_of(page: Page):
    return page.get_by_role("banner").get_by_role("combobox")


def test_the_box_in_the_banner_offers_titles_and_opens_one_by_keyboard(page: Page, site, sign_in, nadia, topic):
    sign_in(page, nadia).goto(site("/recents"))
    page.keyboard.press("/")
    page.keyboard.type("livr")
    options = page.get_by_role("banner").get_by_role("option")
    expect(options).to_have_count(1)
    expect(options).to_contain_text(TITLE)
    expect(page.get_by_role("banner").get_by_role("status")).to_have_text("1 suggestion")
    page.keyboard.press("ArrowDown")
    expect(options).to_have_attribute("aria-selected", "true")
    expect(box_of(page)).to_have_attribute("aria-activedescendant", options.get_attribute("id") or "")
    axe(page)
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(box_of(page)).to_have_attribute("aria-expanded", "false")
    expect(box_of(page)).to_have_value("livr")
    page.keyboard.type("e")
    expect(options).to_have_count(1)
    page.keyboard.press("ArrowDown")
    with arriving(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_the_box_completes_operators_and_enter_asks_for_them(page: Page, site, sign_in, nadia, topic):
    sign_in(page, nadia).goto(site("/recents"))
    box_of(page).press_sequentially("trame #for")
    page.get_by_role("banner").get_by_role("option", name="#forum").click()
    expect(box_of(page)).to_have_value("trame #forum ")
    with arriving(page):
        box_of(page).press("Enter")
    main = page.get_by_role("main")
    expect(main).to_contain_text(TITLE)
    expect(main.get_by_role("combobox", name="Mots à chercher")).to_have_value("trame")
