"""Writing: kept while one types, docked while one reads, sent once, all of it by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from forum.categories.setup import create_defaults
from forum.core.db import db
from forum.topics import actions
from forum.topics.drafts.models import Draft
from forum.topics.models import Post
from tests.browser import papers
from tests.browser.checks import axe, is_sound
from tests.browser.steps import arriving, focused, press
from tests.browser.ways import Way
from tests.makers import make_user

SAVED = re.compile("Brouillon enregistré à")
TWICE = """(text) => {
  for (const _time of [1, 2]) {
    text.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true }));
  }
}"""
PASTE = """(text, [html, plain]) => {
  const clipboardData = new DataTransfer();
  if (html) clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", plain);
  return text.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
WORD = """<html><head><style>p { color: red }</style></head><body><!--StartFragment--><h2>Bilan</h2><p class=MsoNormal>
Un <b>mot</b>.</p><table><tr><td>Date</td><td>Lieu</td></tr><tr><td>3 mars</td><td>Albi</td></tr></table>
<!--EndFragment--></body></html>"""
PHONE = Way(width=390)


@pytest.fixture
def nadia(app):
    create_defaults()
    return make_user(first_name="Nadia", last_name="Ferrand", username="nadia.ferrand")


@pytest.fixture
def topic(nadia):
    resources = next(one for one in create_defaults() if one.slug == "ressources")
    topic = actions.create_topic(resources, nadia, "Livret d’accueil : vos trames ?", "Bonjour,\n\nQui en a une ?")
    for number in range(8):
        actions.reply(topic, nadia, f"Je précise.\n\nPoint {number}.\n\n" + "Un long paragraphe.\n\n" * 4)
    return topic


def text_of(page: Page):
    return page.locator("#repondre textarea[name=body]")


def messages() -> int:
    db.session.rollback()
    return db.session.query(Post).count()


def test_what_is_typed_with_its_file_comes_back_in_another_browser(open_page, site, sign_in, nadia, topic):
    page = sign_in(open_page(), nadia)
    page.goto(site(topic.url))
    text_of(page).press_sequentially("Voici la nôtre")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Joindre un document").click()
    chooser.value.set_files([papers.pdf()])
    expect(text_of(page)).to_have_value(re.compile("livret-accueil"))
    expect(page.get_by_role("status").filter(has_text=SAVED)).to_be_visible()
    page.context.close()

    again = sign_in(open_page(), nadia)
    again.goto(site("/brouillons"))
    is_sound(again)
    expect(again.get_by_role("main")).to_contain_text("Voici la nôtre")
    again.goto(site(topic.url))
    expect(again.get_by_role("link", name="Reprendre le brouillon")).to_be_attached()
    expect(text_of(again)).to_have_value(re.compile(r"Voici la nôtre[\s\S]*\(/fichiers/"))
    is_sound(again)
    press(again, "Publier ma réponse")
    expect(again.locator("#m10").get_by_role("link", name=re.compile("livret-accueil"))).to_be_visible()
    again.goto(site("/brouillons"))
    expect(again.get_by_text("Aucun brouillon")).to_be_visible()


def test_an_older_tab_overwrites_nothing(open_page, site, sign_in, nadia, topic):
    older = sign_in(open_page(), nadia)
    newer = older.context.new_page()
    newer.way = older.way
    for tab in (older, newer):
        tab.goto(site(f"/t/{topic.id}/repondre"))
    text_of(newer).fill("La version longue")
    expect(newer.get_by_text(SAVED)).to_be_visible()
    text_of(older).fill("La courte")
    note = older.get_by_text("Ce texte a été continué dans un autre onglet")
    expect(note).to_be_visible()
    axe(older, within=".composer")
    expect(text_of(older)).to_have_value("La courte")
    assert db.session.query(Draft.body).scalar() == "La version longue"
    older.get_by_role("button", name="Reprendre l’autre texte").click()
    expect(text_of(older)).to_have_value("La version longue")
    expect(note).to_be_hidden()
    text_of(older).press("Control+z")
    expect(text_of(older)).to_have_value("La courte")


def test_without_the_server_the_tab_keeps_the_text(page: Page, site, sign_in, nadia, topic):
    sign_in(page, nadia)
    page.route("**/brouillons/**", lambda route: route.fulfill(status=429))
    page.goto(site(topic.url))
    text_of(page).fill("Un texte que la coupure emporte.")
    expect(page.get_by_text("Le serveur ne répond pas")).to_be_visible()
    page.unroute("**/brouillons/**")
    page.goto(site(topic.url))
    page.locator("[data-kept]").get_by_role("button", name="Reprendre ce texte").click()
    expect(text_of(page)).to_have_value("Un texte que la coupure emporte.")


def test_ctrl_enter_twice_makes_one_message(page: Page, site, sign_in, nadia, topic):
    sign_in(page, nadia).goto(site(topic.url))
    before = messages()
    text_of(page).fill("Une seule fois.")
    with arriving(page):
        text_of(page).evaluate(TWICE)
    expect(page.locator("#m10")).to_contain_text("Une seule fois.")
    assert messages() == before + 1
    page.goto(site("/brouillons"))
    expect(page.get_by_text("Aucun brouillon")).to_be_visible()


def test_the_editor_opens_docks_and_leaves_by_keyboard(page: Page, site, sign_in, nadia, topic):
    sign_in(page, nadia).goto(site(topic.url))
    link = page.locator("#m2").get_by_role("link", name=re.compile("^Répondre"))
    link.focus()
    page.keyboard.press("Enter")
    expect(text_of(page)).to_be_focused()
    expect(text_of(page)).to_be_in_viewport(ratio=1)
    expect(page.locator("#m2")).to_be_in_viewport()
    expect(page.locator("#body-title")).to_have_text("Votre réponse au message 2")
    page.keyboard.type("Tout au clavier.")
    is_sound(page)
    page.keyboard.press("Escape")
    expect(text_of(page)).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("r")
    expect(text_of(page)).to_be_focused()
    page.get_by_role("button", name="Plein écran").press("Enter")
    dialog = page.get_by_role("dialog", name="Votre réponse au message 2")
    expect(dialog.locator("textarea")).to_be_focused()
    is_sound(page)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(text_of(page)).to_have_value("Tout au clavier.")
    with arriving(page):
        page.keyboard.press("Control+Enter")
    expect(page.locator("#m10")).to_contain_text("Tout au clavier.")
    assert db.session.query(Post.reply_to).filter_by(number=10).scalar() == 2


def test_on_a_phone_it_takes_the_whole_screen(open_page, site, sign_in, nadia, topic):
    page = sign_in(open_page(PHONE), nadia)
    page.goto(site(topic.url))
    page.locator("#m1").get_by_role("link", name=re.compile("^Répondre")).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("textarea")).to_be_focused()
    box = dialog.bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)
    is_sound(page)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_what_is_selected_is_quoted(page: Page, site, sign_in, nadia, topic):
    sign_in(page, nadia).goto(site(topic.url))
    page.locator("#m1 .prose p").nth(1).select_text()
    page.locator("#m1").get_by_role("link", name="Citer ce message").click()
    expect(text_of(page)).to_have_value(
        re.compile(r'^\[quote="Nadia Ferrand, message:\d+"\]\nQui en a une \?\n\[/quote\]\n')
    )
    page.locator("#m2").get_by_role("link", name="Citer ce message").click()
    expect(text_of(page)).to_have_value(re.compile(r"Je précise\."))


def test_the_keys_are_listed_and_can_be_turned_off(page: Page, site, sign_in, nadia, topic):
    sign_in(page, nadia).goto(site(topic.url))
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Raccourcis clavier")
    expect(dialog).to_be_visible()
    is_sound(page)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    page.keyboard.press("/")
    expect(focused(page)).to_have_attribute("type", "search")
    page.keyboard.type("rc")
    expect(focused(page)).to_have_value("rc")
    page.goto(site("/clavier"))
    page.get_by_label("Utiliser ces touches sur cet appareil").uncheck()
    page.goto(site(topic.url))
    page.keyboard.press("r")
    expect(text_of(page)).not_to_be_focused()


def test_what_word_puts_on_the_clipboard_arrives_as_markdown(page: Page, site, sign_in, nadia, topic):
    sign_in(page, nadia).goto(site(topic.url))
    text_of(page).fill("Voici :")
    assert text_of(page).evaluate(PASTE, [WORD, "Bilan Un mot."]) is False
    table = "| Date | Lieu |\n| --- | --- |\n| 3 mars | Albi |"
    expect(text_of(page)).to_have_value(f"Voici :\n\n## Bilan\n\nUn **mot**.\n\n{table}")
    expect(page.get_by_role("region", name="Aperçu").get_by_role("columnheader", name="Lieu")).to_be_visible()
    text_of(page).press("Control+z")
    expect(text_of(page)).to_have_value("Voici :")
    assert text_of(page).evaluate(PASTE, ["", "du texte simple"])  # the browser's own business
    assert text_of(page).evaluate(PASTE, ["<span>du texte simple</span>", "du texte simple"])
    page.route("**/collage", lambda route: route.fulfill(status=429))
    text_of(page).evaluate(PASTE, ["<b>en gras</b>", " sans le serveur"])
    expect(text_of(page)).to_have_value("Voici : sans le serveur")


def test_a_list_goes_on_and_ends(page: Page, site, sign_in, nadia, topic):
    sign_in(page, nadia).goto(site(topic.url))
    text_of(page).press_sequentially("1. Un\nDeux\n\nPuis")
    expect(text_of(page)).to_have_value("1. Un\n2. Deux\nPuis")


def test_a_line_is_made_a_heading_wherever_the_caret_is_in_it(page: Page, site, sign_in, nadia, topic):
    sign_in(page, nadia).goto(site(topic.url))
    text_of(page).fill("Bonjour,\n\nLe bilan\n\nDes mots")
    text_of(page).evaluate("(text) => text.setSelectionRange(13, 18)")
    button = page.get_by_role("button", name="Intertitre")
    button.click()
    expect(text_of(page)).to_have_value("Bonjour,\n\n## Le bilan\n\nDes mots")
    expect(text_of(page)).to_be_focused()
    button.click()
    expect(text_of(page)).to_have_value("Bonjour,\n\nLe bilan\n\nDes mots")


def test_a_name_is_completed_by_keyboard(page: Page, site, sign_in, nadia, topic):
    make_user(first_name="Sophie", last_name="Marty", username="sophie.marty", function="Cheffe de service")
    make_user(first_name="Sonia", last_name="Abadie", username="sonia.abadie")
    sign_in(page, nadia).goto(site(topic.url))
    text_of(page).press_sequentially("Merci @so")
    options = page.get_by_role("listbox", name="Propositions").get_by_role("option")
    expect(options).to_have_count(2)
    expect(options.first).to_have_attribute("aria-selected", "true")
    axe(page, within=".composer")
    page.keyboard.press("ArrowDown")
    expect(text_of(page)).to_have_attribute("aria-activedescendant", "body-meant-1")
    page.keyboard.press("Enter")
    expect(text_of(page)).to_have_value("Merci @sophie.marty ")
    expect(options).to_have_count(0)
    page.keyboard.type("et @soni")
    expect(options).to_have_count(1)
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(text_of(page)).to_be_focused()
    expect(page.get_by_role("region", name="Aperçu").get_by_role("link", name="Sophie Marty")).to_be_visible()


def test_emoji_have_french_names(page: Page, site, sign_in, nadia, topic):
    sign_in(page, nadia).goto(site(topic.url))
    text_of(page).press_sequentially("Voir : ici :confet")
    options = page.get_by_role("listbox", name="Propositions").get_by_role("option")
    expect(options.first).to_contain_text("confettis")
    page.keyboard.press("Tab")
    expect(text_of(page)).to_have_value(re.compile("^Voir : ici \\S+ $"))
    page.get_by_role("button", name="Émoji").click()
    expect(options).to_have_count(8)
    options.nth(2).click()
    expect(text_of(page)).to_have_value(re.compile("👍\\S? $"))


def test_emoji_have_the_short_names_of_elsewhere_and_english_ones(page: Page, site, sign_in, nadia, topic):
    nadia.locale = "en"
    sign_in(page, nadia).goto(site(topic.url))
    options = page.get_by_role("listbox").get_by_role("option")
    for typed, sign in ((":hourgl", "⌛"), (":smile:", "😄"), (":+1", "👍")):
        text_of(page).fill("")
        text_of(page).press_sequentially(typed)
        expect(options.first).to_contain_text(sign)
    page.keyboard.press("Enter")
    expect(text_of(page)).to_have_value(re.compile("^👍\\S? $"))


def test_the_template_of_the_category_can_be_had_again(page: Page, site, sign_in, nadia, topic):
    topic.category.template = "Pour quel usage ?\n\nPour quand ?"
    sign_in(page, nadia).goto(site(f"/c/{topic.category.slug}/nouveau"))
    body = page.locator("textarea[name=body]")
    expect(body).to_have_value(topic.category.template)
    body.fill("Bonjour,")
    page.get_by_role("button", name="Reprendre le modèle").click()
    expect(body).to_have_value("Bonjour,\n\nPour quel usage ?\n\nPour quand ?")
