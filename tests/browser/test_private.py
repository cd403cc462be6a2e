"""Walk 5: two networks in one. What the COPIL writes is for the COPIL, by every door a browser knows."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect
from werkzeug.datastructures import FileStorage

from forum.categories.actions import create_category, grant
from forum.categories.setup import create_defaults
from forum.groups.actions import add_member, create_group
from forum.topics import actions
from forum.uploads.actions import store
from tests.browser import papers
from tests.browser.checks import is_sound
from tests.browser.steps import follow, open_category
from tests.browser.ways import every_device
from tests.makers import make_user

NAME = "Comité de pilotage"
WORD = "arbitrage"  # what the closed room talks about, and one may search for
CANARIES = (NAME, "difficile", "confidences", "2031.pdf", "/c/copil")


@pytest.fixture
def copil(app):
    """A closed room with a topic, a file, and an answer that calls the one outside by name."""
    create_defaults()
    inside, outside = make_user(first_name="Inès"), make_user(first_name="Oriane")
    group = create_group("copil", "Le comité")
    add_member(group, inside)
    room = create_category(slug="copil", name=NAME, description="Entre nous", colour="edge")
    grant(room, group, see=True, create=True, reply=True)
    paper = papers.pdf(f"{WORD}-2031.pdf")
    upload = store(FileStorage(BytesIO(paper["buffer"]), paper["name"]), inside)  # type: ignore[arg-type]
    title, body = f"Un {WORD} difficile", f"Pour {WORD}, nos confidences."
    topic = actions.create_topic(room, inside, title, body, uploads=[upload])
    actions.reply(topic, inside, f"@{outside.username}, un {WORD} difficile ?")
    address = f"/fichiers/{upload.token}/{upload.name}"
    return SimpleNamespace(inside=inside, outside=outside, topic=topic, file=address)


@every_device
def test_who_is_inside_meets_it_everywhere(page, site, sign_in, copil):
    sign_in(page, copil.inside)
    page.goto(site("/"))
    open_category(page, NAME)
    follow(page, f"Un {WORD} difficile")
    is_sound(page)
    for path in ("/categories", f"/recherche?q={WORD}", "/recents"):
        page.goto(site(path))
        expect(page.get_by_role("main")).to_contain_text(NAME)


@every_device
def test_who_is_outside_meets_it_nowhere(page, site, sign_in, copil):
    sign_in(page, copil.outside)
    for path in (
        "/",
        "/categories",
        "/recents",
        "/nouveaux",
        "/notifications",
        f"/recherche?q={WORD}",
        f"/recherche?q={WORD}&type=post",
        "/recherche?q=copil",
        f"/u/{copil.inside.username}",
    ):
        assert page.goto(site(path)).status == 200
        is_silent(page)
    page.goto(site("/notifications"))
    expect(page.get_by_role("main")).to_contain_text("Rien de nouveau pour vous")
    is_sound(page)
    page.goto(site(f"/recherche?q={WORD}"))
    expect(page.get_by_role("main")).to_contain_text("Rien ne correspond")
    is_sound(page)


@every_device
def test_its_addresses_lead_nowhere_from_outside(page, site, sign_in, copil):
    sign_in(page, copil.outside)
    by_number = [address.format(copil.topic.id) for address in ("/t/x/{}", "/t/x/{}/2", "/t/{}/repondre")]
    for path in ("/c/copil", "/c/copil/nouveau", copil.topic.url, *by_number, copil.file):
        assert page.goto(site(path)).status == 404
        is_silent(page, said=path)
    is_sound(page)


def is_silent(page: Page, said: str = "\0") -> None:
    """Nothing the page says or carries, attributes included, tells of the room; ``said``: the address asked for."""
    source = page.content().replace(said, "")
    assert not [canary for canary in CANARIES if canary in source], page.url
