"""The forms that no walk fills in, without JavaScript: what a script makes quicker has pages of its own."""

import re

import pytest
from playwright.sync_api import expect

from forum.categories.setup import create_defaults
from forum.topics import actions
from tests.browser.steps import follow, press
from tests.browser.ways import Way
from tests.makers import make_organiser, make_user

pytestmark = pytest.mark.parametrize("way", [Way(javascript=False)], ids=str, indirect=True)


@pytest.fixture
def nadia(app):
    return make_user(first_name="Nadia", last_name="Ferrand", email="nadia@essais.example")


@pytest.fixture
def topic(nadia):
    resources = next(category for category in create_defaults() if category.slug == "ressources")
    topic = actions.create_topic(resources, nadia, "Un livret d’accueil", "Qui en a un ?")
    actions.reply(topic, nadia, "Je précise : pour septembre.")
    return topic


def says(page, sentence: str) -> None:
    expect(page.locator("#flashes")).to_contain_text(sentence)


def test_one_s_own_preferences_are_kept(page, site, sign_in, topic, nadia):
    sign_in(page, nadia)
    page.goto(site("/preferences"))
    page.get_by_label("Fonction").fill("Cheffe de service")
    press(page, "Enregistrer mon profil")
    expect(page.get_by_label("Fonction")).to_have_value("Cheffe de service")

    page.goto(site("/"))
    press(page, re.compile("Changer de thème"), within=page.get_by_role("banner"))
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")

    page.goto(site("/c/ressources"))
    press(page, "Affichage compact")
    expect(page.locator("html")).to_have_attribute("data-density", "compact")

    page.goto(site("/preferences/notifications"))
    page.get_by_label("Quelqu’un me mentionne").uncheck()
    press(page, "Enregistrer mes choix")
    expect(page.get_by_label("Quelqu’un me mentionne")).not_to_be_checked()

    page.goto(site("/langue"))
    press(page, "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_topic_is_followed_and_a_message_deleted(page, site, sign_in, topic, nadia):
    sign_in(page, nadia)
    page.goto(site(topic.url))
    page.locator("button[popovertarget=suivi]").click()
    page.get_by_role("radio", name=re.compile("En sourdine")).check()
    press(page, "Changer le suivi")
    expect(page.locator("button[popovertarget=suivi]")).to_have_text("En sourdine")

    follow(page, "Supprimer ce message", within=page.locator("#m2"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Supprimer")
    press(page, re.compile("^Supprimer"))
    expect(page.get_by_role("main")).to_contain_text("Message supprimé par Nadia Ferrand")
    press(page, "Rétablir")
    expect(page.locator("#m2")).to_contain_text("pour septembre")


def test_the_support_team_keeps_order_and_invites(page, site, sign_in, topic):
    sign_in(page, make_organiser())
    page.goto(site(topic.url))
    page.get_by_text("Gérer le sujet").click()
    follow(page, "Fermer aux réponses")
    press(page, "Fermer aux réponses")
    expect(page.locator("#repondre")).to_contain_text("fermé aux réponses")
    page.get_by_text("Gérer le sujet").click()
    follow(page, "Titre et mots-clés")
    page.get_by_role("textbox", name="Titre").fill("Un livret d’accueil commun")
    press(page, re.compile("Enregistrer|Renommer"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Un livret d’accueil commun")

    page.goto(site("/admin/invitations"))
    page.get_by_label("Adresse de courriel").fill("ana.vidal@essais.example")
    press(page, "Envoyer l’invitation")
    expect(page.get_by_role("main")).to_contain_text("ana.vidal@essais.example")
