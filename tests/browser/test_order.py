"""Walk: an organiser keeps order in the forum, from the menu of a topic, with and without scripts."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from forum.categories.setup import create_defaults
from forum.core.clock import today
from forum.core.db import db
from forum.topics import actions
from forum.topics.models import Post
from forum.topics.order.split import split as take_out
from tests.browser.checks import axe, is_sound
from tests.browser.steps import arriving, press
from tests.browser.ways import with_and_without_javascript
from tests.makers import make_organiser, make_user

ASK = "document.dispatchEvent(new Event('live:ask'))"  # now, instead of in some seconds


@pytest.fixture
def place(app):
    return next(category for category in create_defaults() if category.slug == "forum")


@pytest.fixture
def topics(place):
    author = make_user(first_name="Nadia", last_name="Ferrand")
    made = [
        actions.create_topic(place, author, title, "Bonjour") for title in ("Les trames de livret", "Un livret encore")
    ]
    for text in ("Voici la nôtre.", "Au fait, qui vient mardi ?", "Moi, mardi."):
        actions.reply(made[0], author, text)
    db.session.commit()
    return made


def choose(page: Page, label: str) -> None:
    """Something of the menu « Gérer le sujet »; each leads to another page."""
    page.get_by_text("Gérer le sujet").click()
    with arriving(page):
        page.locator("details.menu").get_by_text(label, exact=True).click()


@with_and_without_javascript
def test_an_organiser_keeps_order(page, site, sign_in, topics):
    sign_in(page, make_organiser(first_name="Mireille", last_name="Castan"))
    page.goto(site(topics[0].url))
    close_for_a_time(page)
    split(page)
    unite(page, topics[1].id)
    page.goto(site(topics[1].url))
    expect(page.get_by_role("heading", level=1)).to_have_text("Les trames de livret")
    choose(page, "Masquer")
    expect(page.locator(".head")).to_contain_text("Ce sujet est masqué.")
    page.goto(site("/corbeille"))
    axe(page)
    page.get_by_role("button", name="Rétablir").click()
    choose(page, "Archiver")
    expect(page.locator(".head")).to_contain_text("Archivé")
    page.goto(site("/recents"))
    expect(page.get_by_text("Les trames de livret")).to_have_count(0)


def test_a_page_open_while_messages_go_elsewhere_leads_to_them_and_mixes_none(page, site, sign_in, place):
    """What was loaded stays; the rest comes from the page of today, under the numbers of today."""
    author = make_user()
    topic = actions.create_topic(place, author, "Les trames de livret", "Le premier.")
    for number in range(2, 31):
        actions.reply(topic, author, f"Le {number}.")
    sign_in(page, make_user()).goto(site(topic.url))
    gone = select(Post.id).where(Post.topic_id == topic.id, Post.number.in_((2, 3, 4)))
    take_out(topic, make_organiser(), db.session.scalars(gone).all(), "Un autre sujet", place)
    site()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    with page.expect_response("**/en-direct**"):
        page.evaluate(ASK)
    actions.reply(topic, author, "Le dernier.")
    site()
    page.evaluate(ASK)
    told = page.get_by_role("link", name="1 nouvelle réponse")
    expect(told).to_be_visible()
    expect(page.locator(".post")).to_have_count(20)
    with arriving(page):
        told.click()
    expect(page.locator("#m29")).to_contain_text("Le dernier.")
    page.go_back()
    with arriving(page):
        page.get_by_role("link", name="Afficher les 9 messages suivants").click()
    expect(page.locator("#m21")).to_contain_text("Le 24.")


def close_for_a_time(page: Page) -> None:
    choose(page, "Fermer aux réponses")
    is_sound(page)
    page.get_by_label("Il reste fermé jusqu’au").fill((today() + timedelta(days=3)).isoformat())
    press(page, "Fermer aux réponses")
    expect(page.locator(".head")).to_contain_text("Fermé jusqu’au")
    choose(page, "Rouvrir aux réponses")


def split(page: Page) -> None:
    choose(page, "Diviser")
    axe(page)
    is_sound(page)
    page.get_by_label("qui vient mardi").check()
    page.get_by_label("Moi, mardi.").check()
    page.get_by_label("Titre du nouveau sujet").fill("Qui vient mardi ?")
    press(page, "Déplacer les messages")
    expect(page.get_by_role("heading", level=1)).to_have_text("Qui vient mardi ?")
    expect(page.locator(".post")).to_have_count(2)
    page.get_by_role("link", name="Lire l’autre sujet").click()
    expect(page.locator(".post")).to_have_count(2)


def unite(page: Page, other: int) -> None:
    choose(page, "Réunir avec un autre")
    page.get_by_label("L’autre sujet").fill(f"Un livret encore (n° {other})")
    press(page, "Continuer")
    axe(page)
    press(page, "Réunir les sujets")
    expect(page.locator(".post")).to_have_count(3)
