"""Walk 3: a member asks with files, colleagues answer and get mails, the answer is found and marked."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import FilePayload, Page, expect

from forum.categories.setup import create_defaults
from forum.core.clock import now
from forum.core.db import db
from forum.topics import actions
from forum.topics.models import Post
from tests.browser import papers
from tests.browser.checks import is_sound
from tests.browser.postbox import link_in, words_of
from tests.browser.steps import arriving, follow, open_category, press, says_what_is_wrong
from tests.browser.ways import every_device, way_of, with_and_without_javascript
from tests.makers import make_user

TITLE = "Livret d’accueil : vos trames ?"
BODY = """Bonjour, nous refaisons le livret. Deux questions :
- qui le **relit** ?
- combien de pages ?

> Une seule trame pour tous.
"""


@pytest.fixture
def resources(app):
    return next(category for category in create_defaults() if category.slug == "ressources")


@pytest.fixture
def asker(resources):
    return make_user(first_name="Nadia", last_name="Ferrand", email="nadia@essais.example")


@pytest.fixture
def colleague(resources):
    return make_user(first_name="Sophie", last_name="Marty", email="sophie@essais.example")


def write(page: Page, text: str) -> None:
    page.locator("textarea[name=body]").fill(text)


def attach(page: Page, *files: FilePayload) -> None:
    """By the button of the toolbar; without scripts, by the field that is sent along."""
    if not way_of(page).javascript:
        page.get_by_label(re.compile("Joindre des documents")).set_input_files(list(files))
        return
    for file in files:
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Joindre un document").click()
        with page.expect_response("**/fichiers/envois"):
            chooser.value.set_files([file])
        expect(page.locator("textarea[name=body]")).to_have_value(re.compile(re.escape(file["name"])))


def look_at_preview(page: Page) -> None:
    """Live where scripts run (on a phone instead of the text); else a page that comes back with it."""
    if not way_of(page).javascript:
        press(page, "Voir l’aperçu")
    elif way_of(page).is_phone:
        page.get_by_role("button", name="Voir l’aperçu").click()
    preview = page.get_by_role("region", name="Aperçu")
    expect(preview.locator("strong")).to_have_text("relit")
    expect(preview.locator("li")).to_have_count(2)
    is_sound(page)
    if way_of(page).javascript and way_of(page).is_phone:
        page.get_by_role("button", name="Voir l’aperçu").click()


@every_device
def test_a_request_with_files_is_published(page, site, sign_in, asker):
    sign_in(page, asker)
    page.goto(site("/"))
    is_sound(page)
    open_category(page, "Sollicitations Ressources COOP")
    is_sound(page)
    follow(page, re.compile("Nouvelle demande"))
    is_sound(page)

    wrong = _send_without_title(page)
    says_what_is_wrong(page, wrong, "Titre")
    expect(page.locator("textarea[name=body]")).to_have_value(BODY.strip("\n"))
    is_sound(page)

    page.get_by_role("textbox", name="Titre").fill(TITLE)
    page.get_by_label(re.compile("Mots-clés")).fill("livret, accueil")
    look_at_preview(page)
    attach(page, papers.pdf(), papers.photo())
    press(page, "Publier le sujet")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Livret d’accueil"))
    message = page.get_by_role("article").first
    expect(message.locator("strong")).to_have_text("relit")
    expect(message.locator("blockquote")).to_contain_text("Une seule trame")
    is_sound(page)

    picture = message.get_by_role("img", name="salle")
    expect(picture).to_have_js_property("naturalWidth", 320)
    with page.expect_download() as download:
        message.get_by_role("link", name="livret-accueil.pdf").click()
    assert download.value.path().read_bytes() == papers.pdf()["buffer"]


def _send_without_title(page: Page):
    write(page, BODY)
    return press(page, "Publier le sujet")


@every_device
def test_an_answer_reaches_who_asked_and_solves_the_request(
    page, open_page, site, sign_in, asker, colleague, resources, postbox
):
    topic = actions.create_topic(resources, asker, TITLE, BODY)
    sign_in(page, asker)
    other = sign_in(open_page(page.way), colleague)
    other.goto(site(topic.url))
    write(other, "Voici la nôtre : **huit pages**.")
    press(other, "Publier ma réponse")
    expect(other.get_by_role("article").nth(1)).to_contain_text("huit pages")
    is_sound(other)

    letter = postbox.last(asker.email)
    assert "Sophie Marty" in letter["Subject"]
    assert "huit pages" in words_of(letter)
    page.goto(link_in(letter))
    answer = page.locator("#m2")
    expect(answer).to_be_in_viewport()
    is_sound(page)
    press(page, "C’est la réponse", within=answer)
    expect(page.locator("#m2")).to_contain_text("Réponse retenue")
    expect(page.locator("#m1")).to_contain_text(re.compile("(Demande|Question) résolue"))
    is_sound(page)

    make_older(topic, 2)
    site()
    change_the_answer(other)


def change_the_answer(page: Page) -> None:
    """And the page says so, and shows what was changed."""
    answer = page.locator("#m2")
    follow(page, "Modifier ce message", within=answer)
    is_sound(page)
    write(page, "Voici la nôtre : **huit pages**, relues en équipe.")
    press(page, "Enregistrer la modification")
    expect(answer).to_contain_text("relues en équipe")
    expect(answer).to_contain_text("modifié")
    follow(page, re.compile("^modifié"), within=answer)
    expect(page.locator("ins").first).to_contain_text("relues en équipe")
    is_sound(page)


def make_older(topic, number: int) -> None:
    """An hour has passed since the message: changing it is no second thought any more."""
    post = db.session.query(Post).filter_by(topic_id=topic.id, number=number).one()
    post.created_at -= timedelta(hours=1)


@pytest.fixture
def topics_of_the_week(asker, colleague, resources):
    """Two topics since the asker's last visit, and one from before."""
    asker.last_seen_at = now() - timedelta(days=3)
    asker.previous_visit_at = now() - timedelta(days=9)
    actions.create_topic(resources, colleague, "Un planning partagé", "Qui en parle aux réunions de mars ?")
    actions.create_topic(resources, colleague, "Préparer les réunions à distance", "Vos conseils ?")
    old = actions.create_topic(resources, asker, "Une question d’avant", "Bonjour.")
    old.created_at = old.last_posted_at = now() - timedelta(days=5)


@every_device
def test_what_is_new_since_the_last_visit_is_told_and_found(page, site, sign_in, asker, topics_of_the_week):
    sign_in(page, asker)
    page.goto(site("/"))
    expect(page.get_by_role("main")).to_contain_text("2 sujets et 0 réponse depuis votre visite")
    follow(page, "2 sujets nouveaux ou mis à jour")
    expect(page.get_by_role("row").get_by_role("link", name="Un planning partagé")).to_be_visible()
    expect(page.get_by_role("main").get_by_text("Une question d’avant")).to_have_count(0)
    is_sound(page)
    page.goto(site("/c/ressources"))
    expect(page.get_by_role("main")).to_contain_text("Dernière visite")
    is_sound(page)

    look_for(page, "reunion")
    titles = page.get_by_role("main").get_by_role("heading", level=3)
    expect(titles).to_have_text(["Préparer les réunions à distance", "Un planning partagé"])
    expect(titles.first.locator("mark")).to_have_text("réunions")
    is_sound(page)

    page.goto(site("/nouveaux"))
    press(page, "Tout marquer comme lu")
    page.goto(site("/nouveaux"))
    expect(page.get_by_role("main")).to_contain_text("Vous avez tout lu")
    is_sound(page)


def look_for(page: Page, words: str) -> None:
    """By the box in the banner; on a phone a link leads to it."""
    banner = page.get_by_role("banner")
    if way_of(page).is_phone:
        follow(page, "Rechercher", within=banner)
    box = page.get_by_role("main" if way_of(page).is_phone else "banner").locator("input[type=search]")
    box.fill(words)
    with arriving(page):
        box.press("Enter")


@with_and_without_javascript
def test_the_second_of_two_editors_gets_both_texts(page, open_page, site, sign_in, asker, resources):
    topic = actions.create_topic(resources, asker, TITLE, "Une trame.")
    tabs = [sign_in(page, asker), page.context.new_page()]
    for tab in tabs:
        tab.goto(site(topic.url))
        follow(tab, "Modifier ce message", within=tab.locator("#m1"))
        expect(tab.locator("textarea[name=body]")).to_have_value("Une trame.")
    write(tabs[1], "Une trame de huit pages.")
    press(tabs[1], "Enregistrer la modification")
    write(page, "Une trame courte.")
    answer = press(page, "Enregistrer la modification")
    assert answer.status == 409
    expect(page.get_by_role("alert")).to_contain_text("votre texte est intact")
    if way_of(page).javascript:
        expect(page.get_by_role("alert")).to_be_focused()
    now_there = page.get_by_role("textbox", name="Le message tel qu’il est maintenant")
    expect(now_there).to_have_value("Une trame de huit pages.")
    expect(page.locator("textarea[name=body]")).to_have_value("Une trame courte.")
    is_sound(page)
    write(page, "Une trame courte, de huit pages.")
    press(page, "Enregistrer la modification")
    expect(page.locator("#m1 .prose")).to_have_text("Une trame courte, de huit pages.")


@with_and_without_javascript
def test_an_impatient_double_click_makes_one_message(page, site, sign_in, asker, resources):
    topic = actions.create_topic(resources, asker, TITLE, BODY)
    sign_in(page, asker)
    page.goto(site(topic.url))
    write(page, "Une seule fois, merci.")
    with arriving(page):
        page.get_by_role("button", name="Publier ma réponse").dblclick()
    expect(page.locator("#m2")).to_contain_text("Une seule fois")
    page.goto(site(topic.url))
    expect(page.get_by_role("article")).to_have_count(2)


def test_the_keyboard_alone_answers(page, site, sign_in, asker, resources):
    """From the link « Répondre » to the message that appears, which is where one is then."""
    topic = actions.create_topic(resources, asker, TITLE, BODY)
    sign_in(page, asker)
    page.goto(site(topic.url))
    page.locator("#m1").get_by_role("link", name=re.compile("^Répondre")).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#repondre textarea")).to_be_focused()
    page.keyboard.type("Tout au clavier.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#m2")).to_contain_text("Tout au clavier.")
    expect(page.locator("#m2")).to_be_in_viewport()
