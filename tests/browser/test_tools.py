"""The browser tests' own tools see what they are there to see, with the strictest policy and without JavaScript too."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import axe, fits
from tests.browser.ways import with_and_without_javascript

SOUND = """<!doctype html><html lang="fr"><head><title>Bon</title><meta name="viewport" content="width=device-width">
</head><body><main><h1>Titre</h1><p>Texte</p></main></body></html>"""
STRICT = {"Content-Security-Policy": "default-src 'none'", "Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def show(page: Page, app):
    """Show a page that comes with the strictest policy, or with other headers."""

    def shown(html: str, headers: dict[str, str] = STRICT) -> Page:
        address = app.config["BASE_URL"] + "/montre"
        page.route(address, lambda route: route.fulfill(body=html, headers=headers))
        page.goto(address)
        return page

    return shown


@with_and_without_javascript
def test_a_sound_page_passes(show):
    page = show(SOUND)
    axe(page)
    fits(page)


@with_and_without_javascript
def test_axe_sees_a_picture_without_words(show):
    with pytest.raises(AssertionError, match="svg-img-alt"):
        axe(show(SOUND.replace("Texte", '<svg role="img" width="9" height="9"></svg>')), within="p")


@with_and_without_javascript
def test_a_page_too_wide_is_seen(show):
    with pytest.raises(AssertionError, match="too wide"):
        fits(show(SOUND.replace("Texte", "m" * 400)))


@with_and_without_javascript
def test_axe_wakes_no_script_of_a_page_read_without(show, way):
    """Neither while it looks nor afterwards."""
    scripts = "<script>document.title = 'Lu'</script><button onclick=\"document.title = 'Pressé'\">Presser</button>"
    page = show(SOUND.replace("Texte", scripts), {"Content-Type": "text/html; charset=utf-8"})
    for _twice in range(2):
        axe(page)
        page.get_by_role("button").click()
        expect(page).to_have_title("Pressé" if way.javascript else "Bon")
