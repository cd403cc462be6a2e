"""Sending while nobody answers: who writes stays where they write, and what was taken unseen is there once."""

import re

import pytest
from playwright.sync_api import Page, Response, expect

from forum.accounts.sessions import close_all
from forum.core.db import db
from forum.topics.models import Bookmark, Post, Thanks
from tests.browser.checks import is_sound
from tests.browser.steps import arriving, follow, open_account_menu, press
from tests.browser.ways import Way
from tests.makers import make_category, make_post, make_topic, make_user


@pytest.fixture
def writer(app):
    return make_user()


@pytest.fixture
def editor(page: Page, site, sign_in, writer) -> Page:
    """The form for an answer below the topic, with some words in it."""
    topic = make_topic(title="Livret d’accueil")
    sign_in(page, writer).goto(site(topic.url))
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


def test_who_goes_back_finds_no_text_that_is_sent_already(editor: Page):
    press(editor, "Publier ma réponse")
    expect(editor.locator("#m2")).to_contain_text("Voici la nôtre.")
    editor.go_back()
    expect(editor.locator("textarea[name=body]")).to_have_value("")
    assert messages() == 2


@pytest.fixture
def sign_in_elsewhere(sign_in):
    """Another session in the same browser, opened in another tab, after the former one has ended."""

    def signed_in(page: Page, person) -> None:
        sign_in(page, person)
        db.session.commit()

    return signed_in


def sign_out_everywhere(person) -> None:
    close_all(person)
    db.session.commit()


def test_one_press_sends_what_was_refused_once_its_writer_has_signed_in_again(editor: Page, writer, sign_in_elsewhere):
    sign_out_everywhere(writer)
    assert press(editor, "Publier ma réponse").status == 403
    expect(editor.get_by_label("Votre texte")).to_have_value("Voici la nôtre.")
    is_sound(editor)
    sign_in_elsewhere(editor, writer)
    press(editor, "Envoyer de nouveau")
    expect(editor.locator("#m2")).to_contain_text("Voici la nôtre.")
    assert messages() == 2


def test_one_press_sends_from_a_page_of_the_session_before(editor: Page, writer, sign_in_elsewhere):
    sign_out_everywhere(writer)
    sign_in_elsewhere(editor, writer)
    press(editor, "Publier ma réponse")
    expect(editor.locator("#m2")).to_contain_text("Voici la nôtre.")
    assert messages() == 2


@pytest.fixture
def topic_page(page: Page, site, sign_in, writer) -> Page:
    """A topic with somebody's answer in it."""
    sign_in(page, writer).goto(site(make_post(make_topic(), author=make_user()).topic.url))
    return page


def thank(page: Page) -> list[int]:
    """Say thank you for the answer; what the server said to each time it was asked."""
    said: list[int] = []
    page.on("response", lambda answer: said.append(answer.status) if answer.url.endswith("/merci") else None)
    page.get_by_role("button", name="Merci pour le message 2").click()
    expect(page.get_by_role("button", name="Merci pour le message 2")).to_have_attribute("aria-pressed", "true")
    return said


def test_one_press_acts_in_place_from_a_page_of_the_session_before(topic_page: Page, writer, sign_in_elsewhere):
    address = topic_page.url
    sign_out_everywhere(writer)
    sign_in_elsewhere(topic_page, writer)
    assert thank(topic_page) == [400, 200]
    assert topic_page.url == address
    topic_page.get_by_role("button", name="Garder le message 2").click()
    expect(topic_page.get_by_role("link", name="Note et rappel")).to_be_visible()
    db.session.rollback()
    assert (db.session.query(Thanks).count(), db.session.query(Bookmark).count()) == (1, 1)
    press(topic_page, "Se déconnecter", within=open_account_menu(topic_page))  # any other form of the page knows by now
    expect(topic_page.get_by_role("link", name="Se connecter").first).to_be_visible()


def choose_to_watch(page: Page) -> Response:
    page.get_by_role("button", name="Normal").click()
    page.get_by_role("radio", name=re.compile("Surveillé")).check()
    return press(page, "Changer le suivi")


def test_one_press_sends_a_plain_form_of_the_session_before(topic_page: Page, writer, sign_in_elsewhere):
    sign_out_everywhere(writer)
    sign_in_elsewhere(topic_page, writer)
    assert choose_to_watch(topic_page).status == 400
    expect(topic_page.get_by_role("button", name="Surveillé")).to_be_visible()
    expect(topic_page.get_by_text("Votre suivi de ce sujet est changé.")).to_be_visible()


def test_a_plain_form_is_not_sent_in_the_name_of_somebody_else(topic_page: Page, sign_in_elsewhere):
    sign_in_elsewhere(topic_page, make_user())
    assert choose_to_watch(topic_page).status == 400
    expect(topic_page.get_by_role("heading", level=1)).to_contain_text("Votre session a changé")
    is_sound(topic_page)


def test_what_a_refusal_shows_is_sent_by_itself_only_if_this_tab_has_sent_it(
    topic_page: Page, writer, sign_in_elsewhere
):
    """Another site's form would come to the same page."""
    sign_out_everywhere(writer)
    sign_in_elsewhere(topic_page, writer)
    topic_page.evaluate("""() => document.addEventListener("submit", ({ target }) => {
        target.addEventListener("formdata", ({ formData }) => formData.set("level", "muted"));
    })""")  # other words than were noted
    assert choose_to_watch(topic_page).status == 400
    expect(topic_page.get_by_role("heading", level=1)).to_contain_text("Votre session a changé")


def test_nothing_is_sent_in_the_name_of_somebody_else_who_signed_in_meanwhile(editor: Page, sign_in_elsewhere):
    sign_in_elsewhere(editor, make_user())
    assert press(editor, "Publier ma réponse").status == 400
    expect(editor.get_by_role("heading", level=1)).to_contain_text("Votre session a changé")
    assert messages() == 1


def test_where_no_script_runs_a_button_keeps_the_text(open_page, site, sign_in, app):
    person, topic = make_user(), make_topic(title="Livret d’accueil")
    page = sign_in(open_page(Way(javascript=False)), person)
    page.goto(site(topic.url))
    page.locator("textarea[name=body]").fill("Voici la nôtre.")
    press(page, "Enregistrer le brouillon")
    expect(page.get_by_role("status").filter(has_text="Brouillon enregistré à")).to_be_visible()
    expect(page.locator("textarea[name=body]")).to_have_value("Voici la nôtre.")
    page.goto(site(topic.url))
    is_sound(page)
    follow(page, "Reprendre ma réponse")
    press(page, "Publier ma réponse")
    expect(page.locator("#m2")).to_contain_text("Voici la nôtre.")


def test_a_topic_is_begun_from_anywhere_by_one_key(page: Page, site, sign_in, app):
    here, there = make_category(name="Ressources"), make_category(name="Forum")
    sign_in(page, make_user()).goto(site("/brouillons"))
    with arriving(page):
        page.keyboard.press("c")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nouveau sujet")
    is_sound(page)
    follow(page, "Forum")
    assert page.url.endswith(f"/c/{there.slug}/nouveau")
    page.goto(site(f"/c/{here.slug}"))
    with arriving(page):
        page.keyboard.press("c")
    assert page.url.endswith(f"/c/{here.slug}/nouveau")
