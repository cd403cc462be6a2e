"""Walk: what one leaves on a message. One thanks, keeps it, asks a question, votes, and sees what is for one."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from forum.core.clock import today
from forum.topics import actions
from forum.topics.models import Post
from tests.browser.checks import is_sound
from tests.browser.steps import arriving, follow, press
from tests.browser.ways import every_device, way_of
from tests.makers import make_category, make_post, make_topic, make_user


@pytest.fixture
def post(app) -> Post:
    topic = make_topic(category=make_category(name="Ressources"), title="Livret d’accueil : vos trames ?")
    return make_post(topic, author=make_user(first_name="Nadia", last_name="Ferrand"), body="Voici la nôtre.")


def mark(page: Page, name: str | re.Pattern) -> None:
    """Press a button that changes in place where scripts run, and leads back to the message where they do not."""
    with arriving(page, by_script=True):
        page.get_by_role("button", name=name).first.click()


@every_device
def test_thanks_and_bookmarks(page, site, sign_in, post):
    sign_in(page, make_user(first_name="Ana", last_name="Vidal"))
    page.goto(site(post.topic.url))
    thanks = re.compile("Merci pour le message 2")
    mark(page, thanks)
    button = page.get_by_role("button", name=thanks)
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Ana Vidal dit merci")).to_be_visible()
    if way_of(page).javascript:
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "false")
        expect(page.get_by_text("Ana Vidal dit merci")).to_be_hidden()
    keep = re.compile("Garder le message 2")
    mark(page, keep)
    expect(page.get_by_role("button", name=keep)).to_have_attribute("aria-pressed", "true")
    is_sound(page)
    follow(page, "Note et rappel")
    page.get_by_label("Note pour vous").fill("À montrer à l’équipe")
    page.get_by_label("Me le rappeler le").fill((today() + timedelta(days=2)).isoformat())
    is_sound(page)
    press(page, "Enregistrer")
    expect(page.get_by_text("À montrer à l’équipe")).to_be_visible()
    is_sound(page)
    press(page, re.compile("Retirer"))
    expect(page.get_by_role("heading", name="Aucun signet pour l’instant")).to_be_visible()


@every_device
def test_a_question_is_asked_and_answered(page, site, sign_in, post):
    sign_in(page, post.author)
    page.goto(site(post.topic.url))
    page.locator("textarea[name=body]").fill("Quel jour vous convient ?")
    press(page, "Publier, puis ajouter un sondage")
    press(page, "Enregistrer le sondage")
    expect(page.get_by_text("Il manque la question.").first).to_be_visible()
    is_sound(page)
    page.get_by_label("La question").fill("Quel jour ?")
    page.get_by_label("Les réponses possibles").fill("Mardi\nJeudi")
    page.get_by_label("Les personnes qui ont voté, et tout le monde à la fin").check()
    press(page, "Enregistrer le sondage")
    poll = page.get_by_role("region", name="Quel jour ?")
    expect(poll.get_by_role("table")).to_have_count(0)
    is_sound(page)
    poll.get_by_role("radio", name="Jeudi").check()
    mark(page, "Voter")
    expect(poll.get_by_role("table", name=re.compile("Résultats"))).to_contain_text("votre choix")
    expect(poll.get_by_text("1 personne a voté.")).to_be_visible()
    is_sound(page)
    poll.get_by_role("radio", name="Mardi").check()
    mark(page, "Changer mon vote")
    expect(poll.get_by_role("row", name=re.compile("Mardi"))).to_contain_text("100 %")


@every_device
def test_a_message_is_written_by_many(page, site, sign_in, post):
    actions.share(post, post.author)
    sign_in(page, make_user())
    page.goto(site(post.topic.url))
    expect(page.get_by_text("Message à plusieurs mains")).to_be_visible()
    is_sound(page)
    follow(page, "Modifier ce message")
    page.locator("textarea[name=body]").fill("Voici la nôtre, complétée.")
    press(page, "Enregistrer la modification")
    expect(page.get_by_text("complétée")).to_be_visible()
