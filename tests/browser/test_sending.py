"""Sending while nobody answers: who writes stays where they write, and what was taken unseen is there once."""

import pytest
from playwright.sync_api import Page, expect

from forum.core.db import db
from forum.topics.models import Post
from tests.browser.checks import is_sound
from tests.browser.steps import arriving, press
from tests.makers import make_topic, make_user


@pytest.fixture
def editor(page: Page, site, sign_in, app) -> Page:
    """The form for an answer below the topic, with some words in it."""
    topic = make_topic(title="Livret d’accueil")
    sign_in(page, make_user()).goto(site(topic.url))
    page.locator("#repondre textarea[name=body]").fill("Voici la nôtre.")
    return page


def messages() -> int:
    db.session.rollback()
    return db.session.query(Post).count()


def test_a_send_that_nobody_answers_leaves_the_text_where_it_is(editor: Page):
    editor.route("**/messages", lambda route: route.abort("internetdisconnected"))
    address = editor.url
    button = editor.get_by_role("button", name="Publier ma réponse")
    button.click()
    expect(editor.get_by_text("Le serveur n’a pas répondu")).to_be_visible()
    assert editor.url == address
    expect(editor.locator("textarea[name=body]")).to_have_value("Voici la nôtre.")
    expect(button).not_to_have_attribute("aria-busy", "true")
    is_sound(editor)
    editor.unroute("**/messages")
    press(editor, "Publier ma réponse")
    expect(editor.locator("#m2")).to_contain_text("Voici la nôtre.")
    assert messages() == 2


def test_an_answer_that_is_lost_on_its_way_makes_no_second_message(editor: Page):
    taken = []

    def lose(route):
        if taken:
            return route.continue_()
        taken.append(route.fetch(max_redirects=0).status)
        return route.abort("internetdisconnected")

    editor.route("**/messages", lose)
    editor.get_by_role("button", name="Publier ma réponse").click()
    expect(editor.get_by_text("Le serveur n’a pas répondu")).to_be_visible()
    assert (taken, messages()) == ([200], 2)
    with arriving(editor):
        editor.get_by_role("button", name="Publier ma réponse").click()
    expect(editor.locator("#m2")).to_contain_text("Voici la nôtre.")
    assert messages() == 2
