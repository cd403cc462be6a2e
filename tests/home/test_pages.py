"""The pages of the site: everybody reads them, administrators change them."""

import pytest
from sqlalchemy import select

from forum.audit.models import AuditEntry
from forum.home.models import Page
from forum.home.texts import SLUGS, original
from tests.makers import make_administrator, make_organiser

WORDS = {
    "title_fr": "Aide et conseils",
    "body_fr": "Un **mot** d’aide.",
    "title_en": "Help and advice",
    "body_en": "A *word* of help.",
}


@pytest.fixture
def administrator(log_in, db):
    return log_in(make_administrator())


@pytest.mark.parametrize("slug", SLUGS)
def test_everybody_reads_every_page_in_both_languages(client, slug):
    french = client.get(f"/pages/{slug}")
    client.set_cookie("langue", "en")
    english = client.get(f"/pages/{slug}")
    assert french.status_code == english.status_code == 200
    assert original(slug, "fr").title in french.text
    assert original(slug, "en").title in english.text
    words = french.text.partition("<main")[2].partition("</main")[0]
    assert words.index("<h1") < words.index("<h2") and "<h4" not in words.partition("<h3")[0]
    assert "/modifier" not in french.text


def test_an_unknown_page_is_not_found(client):
    assert client.get("/pages/inconnue").status_code == 404
    assert client.get("/pages/..%2f..%2fconfig").status_code == 404


def test_an_administrator_changes_both_languages(administrator, client, db):
    assert 'href="/pages/aide/modifier"' in administrator.get("/pages/aide").text
    assert original("aide", "fr").title in administrator.get("/pages/aide/modifier").text
    answer = administrator.post("/pages/aide/modifier", data=WORDS)
    assert answer.status_code == 303 and answer.location == "/pages/aide"
    assert "<strong>mot</strong>" in client.get("/pages/aide").text
    client.set_cookie("langue", "en")
    assert "<em>word</em>" in client.get("/pages/aide").text
    assert db.session.scalars(select(AuditEntry.after).where(AuditEntry.verb == "PageEdited")).one() == {
        "page": "aide",
        "languages": "fr en",
    }


def test_only_what_changed_is_kept(administrator, db):
    before = original("aide", "en")
    administrator.post("/pages/aide/modifier", data=WORDS | {"title_en": before.title, "body_en": before.body})
    assert db.session.scalars(select(Page.locale)).all() == ["fr"]


def test_a_preview_saves_nothing(administrator, db):
    answer = administrator.post("/pages/aide/modifier", data=WORDS | {"preview": "1"})
    assert answer.status_code == 200
    assert "<strong>mot</strong>" in answer.text and "Un **mot** d’aide." in answer.text
    assert db.session.scalars(select(Page)).all() == []


def test_a_refused_text_is_kept_with_the_reason(administrator, db):
    for wrong in ({"title_fr": ""}, {"body_en": "x" * 40_000}, {"body_fr": "[" * 5_000}):
        answer = administrator.post("/pages/aide/modifier", data=WORDS | wrong)
        assert answer.status_code == 422
        assert "A *word* of help." in answer.text or "body_en" in wrong
        assert f'id="{next(iter(wrong))}-error"' in answer.text
    assert db.session.scalars(select(Page)).all() == []


def test_what_an_administrator_writes_is_cleaned(administrator, client):
    administrator.post("/pages/aide/modifier", data=WORDS | {"body_fr": "<script>alert(1)</script> Bonjour"})
    assert "<script>alert" not in client.get("/pages/aide").text


def test_nobody_else_changes_a_page(log_in, client, db):
    organiser = log_in(make_organiser())
    for reader, refusal in ((organiser, 403), (client, 303)):
        assert reader.get("/pages/aide/modifier").status_code == refusal
        assert reader.post("/pages/aide/modifier", data=WORDS).status_code == refusal
    assert db.session.scalars(select(Page)).all() == []
