"""Every page one can open, in both themes, at both widths; and the states a page can be in."""

import re
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from forum.core.db import db as database_of
from tests.browser.checks import axe, fits, headings_step, is_sound, resized, unrolled
from tests.browser.places import NO_PAGES, PLACES, addresses, demonstration
from tests.browser.steps import focused, open_account_menu
from tests.browser.ways import Way

PHONE, DARK = Way(width=390), Way(theme="dark")


@pytest.fixture(scope="module")
def app(house: Flask, database) -> Iterator[Flask]:
    """The house with the demonstration in it: the tests of this file only look."""
    with house.app_context():
        house.extensions["world"] = demonstration()
        database_of.session.commit()
        yield house
        database_of.session.remove()
        database.empty(database_of.engine)


@pytest.fixture(scope="module")
def world(app):
    return app.extensions["world"]


@pytest.fixture
def as_role(open_page, sign_in, world):
    """``as_role(role, way)``: a page of whoever holds the role."""

    def opened(role: str, way: Way = Way()) -> Page:  # noqa: B008 (frozen)
        page = open_page(way)
        return page if role == "visitor" else sign_in(page, getattr(world, role))

    return opened


def test_every_page_has_its_place_in_the_crawl(house):
    pages = {rule.endpoint for rule in house.url_map.iter_rules() if "GET" in (rule.methods or ())} - NO_PAGES
    assert pages == set().union(*PLACES.values())


@pytest.mark.parametrize("role", PLACES)
@pytest.mark.parametrize(("way", "narrow"), [(Way(), 640), (PHONE, 320)], ids=str)
def test_every_page_is_sound(app, as_role, site, world, role, way, narrow):
    """In both themes; and it scrolls sideways neither at 200 % (a desk of 640 px) nor on the narrowest screen."""
    page = as_role(role, way)
    for path in addresses(app, world, role):
        assert page.goto(site(path)).status == 200, path
        headings_step(page)
        is_sound(page)
        with resized(page, width=narrow):
            fits(page)


@pytest.mark.parametrize("way", [Way(), PHONE], ids=str)
def test_pages_that_refuse_look_like_the_others(as_role, site, world, way):
    page = as_role("member", way)
    for path, status in (("/nulle-part", 404), ("/admin", 403), ("/c/reunions/nouveau", 403)):
        assert page.goto(site(path)).status == status, path
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        is_sound(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_menus_and_questions_are_sound_when_open(as_role, site, world, theme):
    page = as_role("organiser", Way(theme=theme))
    page.goto(site(world.topic.url))
    open_account_menu(page)
    axe(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=re.compile("mon compte"))).to_be_focused()
    page.get_by_text("Gérer le sujet").click()
    page.locator("button[popovertarget=suivi]").click()
    axe(page)
    page.keyboard.press("Escape")
    page.locator(".menu").get_by_role("link", name="Supprimer").click()
    question = page.get_by_role("dialog")
    expect(question.get_by_role("heading")).to_be_visible()
    axe(page, within="dialog")
    page.keyboard.press("Escape")
    expect(question).to_have_count(0)
    expect(page.locator(".menu").get_by_role("link", name="Supprimer")).to_be_focused()

    drawer = as_role("member", Way(width=390, theme=theme))
    drawer.goto(site("/"))
    drawer.get_by_role("button", name="Menu", exact=True).click()
    menu = drawer.get_by_role("navigation", name="Navigation principale")
    expect(menu).to_be_visible()
    with unrolled(drawer):
        axe(drawer)
    menu.get_by_role("button", name="Fermer").click()
    expect(menu).to_be_hidden()
    expect(drawer.get_by_role("button", name="Menu", exact=True)).to_be_focused()


def test_the_skip_link_and_the_focus_are_always_seen(as_role, site, world):
    page = as_role("member")
    for path in ("/", "/c/ressources", world.topic.url):
        page.goto(site(path))
        page.keyboard.press("Tab")
        expect(focused(page)).to_have_text("Aller au contenu")
        page.keyboard.press("Enter")
        for _ in range(8):
            page.keyboard.press("Tab")
            here = focused(page)
            assert here.evaluate("e => getComputedStyle(e).outlineStyle !== 'none'"), here.evaluate("e => e.outerHTML")
            assert here.evaluate("e => e.closest('main') !== null"), "the skip link skips"
            assert here.evaluate(_IS_SEEN), here.evaluate("e => e.outerHTML")


# nothing that sticks to the window covers it
_IS_SEEN = """e => { const box = e.getClientRects()[0];
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 12));
  return e.contains(top) || top?.contains(e) }"""


def test_the_theme_changes_at_once_and_stays(as_role, site, world):
    member, visitor = as_role("member"), as_role("visitor")
    for page in (visitor, member):
        page.goto(site("/"))
        with page.expect_response("**/affichage") if page is member else nullcontext():
            page.get_by_role("button", name=re.compile("Changer de thème")).click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.reload()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        axe(page)
