"""Files of the editor, in a real browser: dropped, cut off half-way, taken up again, refused, given up."""

import base64
import random

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from forum.categories.setup import create_defaults
from forum.topics.models import PostUpload
from forum.uploads import sending
from forum.uploads.models import Upload
from tests.browser.checks import is_sound
from tests.browser.steps import press
from tests.makers import make_topic, make_user
from tests.uploads.documents import pdf

DROP = """([selector, files]) => {
    const carried = new DataTransfer();
    for (const [name, type, content] of files) {
        const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
        carried.items.add(new File([bytes], name, { type }));
    }
    const box = document.querySelector(selector);
    for (const type of ["dragover", "drop"]) {
        box.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
    }
}"""


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(sending, "PART", 100_000)


@pytest.fixture
def topic(app):
    create_defaults()
    return make_topic()


@pytest.fixture
def editor(page: Page, site, sign_in, topic) -> Page:
    """The form for an answer, with some words in it."""
    sign_in(page, make_user()).goto(site(f"/t/{topic.id}/repondre"))
    page.locator("textarea").fill("Voici nos trames.")
    return page


def drop(page: Page, *files: tuple[str, str, bytes]) -> None:
    plain = [(name, kind, base64.b64encode(content).decode()) for name, kind, content in files]
    page.evaluate(DROP, ["[data-composer]", plain])


def long_pdf(seed: int) -> bytes:
    """Half a megabyte that compresses badly."""
    return pdf("Trame") + b"%" + random.Random(seed).randbytes(500_000).replace(b"\n", b" ")


def row(page: Page, name: str):
    return page.locator("[data-uploads] li").filter(has_text=name)


def test_two_files_are_dropped_cut_off_taken_up_again_and_posted_once(editor: Page, db, topic):
    cut_after(editor, parts=2)
    drop(editor, ("trame.pdf", "application/pdf", long_pdf(1)), ("livret.pdf", "application/pdf", long_pdf(2)))
    expect(row(editor, "trame.pdf")).to_contain_text("La connexion est coupée")
    expect(row(editor, "trame.pdf").get_by_role("progressbar")).to_be_visible()
    editor.wait_for_function("() => document.querySelector('[data-uploads] progress').value > 0")
    is_sound(editor)
    editor.get_by_role("button", name="Publier ma réponse").click()
    expect(row(editor, "trame.pdf")).to_contain_text("encore en cours d’envoi")  # kept back until its files are there
    editor.unroute("**/fichiers/envois/*")
    editor.context.set_offline(False)
    expect(editor.locator("[data-uploads] li")).to_have_count(0, timeout=30_000)
    text = editor.locator("textarea").input_value()
    assert [text.count(f"[{name}.pdf]") for name in ("trame", "livret")] == [1, 1]
    assert text.startswith("Voici nos trames.")
    press(editor, "Publier ma réponse")
    expect(editor.locator("#m2")).to_contain_text("livret.pdf")
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Upload)) == 2
    assert db.session.scalar(select(func.count()).select_from(PostUpload)) == 2


def cut_after(page: Page, parts: int) -> None:
    """The network goes away once so many parts have been taken."""
    taken = []

    def answer(route):
        if len(taken) >= parts:
            page.context.set_offline(True)
            return route.abort("internetdisconnected")
        taken.append(route)
        return route.continue_()

    page.route("**/fichiers/envois/*", answer)


def test_what_is_refused_says_why_beside_its_name_and_the_text_stays(editor: Page):
    drop(
        editor,
        ("facture.pdf", "application/pdf", b"MZ" + b"\0" * 5000),
        ("bombe.docx", "application/zip", b"PK\x03\x04" + b"x" * 5000),
    )
    expect(row(editor, "facture.pdf").get_by_role("alert")).to_contain_text("n’est pas accepté")
    expect(row(editor, "bombe.docx").get_by_role("alert")).to_contain_text("abîmé")
    expect(row(editor, "facture.pdf").get_by_role("button", name="Réessayer")).to_be_hidden()
    expect(editor.locator("textarea")).to_have_value("Voici nos trames.")
    is_sound(editor)
    row(editor, "facture.pdf").get_by_role("button", name="Arrêter l’envoi").click()
    expect(row(editor, "facture.pdf")).to_have_count(0)
    expect(editor.locator("textarea")).to_be_focused()


def test_a_server_in_trouble_is_asked_again_when_one_says_so(editor: Page):
    editor.route("**/fichiers/envois", lambda route: route.fulfill(status=403, body="non"))
    drop(editor, ("trame.pdf", "application/pdf", pdf("Trame")))
    expect(row(editor, "trame.pdf").get_by_role("alert")).to_contain_text("n’a pas abouti")
    editor.unroute("**/fichiers/envois")
    row(editor, "trame.pdf").get_by_role("button", name="Réessayer").click()
    expect(editor.locator("[data-uploads] li")).to_have_count(0)
    assert "[trame.pdf](/fichiers/" in editor.locator("textarea").input_value()
