"""What a person does on a page, found by what the page says."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, Response, expect

from tests.browser.ways import way_of


@contextmanager
def arriving(page: Page, *, by_script: bool = False) -> Iterator[None]:
    """What the block does leads to another page, which is there, loaded, behind the block: no test looks between two.

    ``by_script``: a script, where it runs, changes this page instead, and there is nothing to arrive at.
    """
    if by_script and way_of(page).javascript:
        yield
        return
    page.wait_for_load_state()  # so that the next "load" is the other page's; a mere new address fires none
    with page.expect_event("load"):
        yield


def follow(page: Page, name: str | re.Pattern, *, within: Locator | None = None, **where) -> None:
    """Click the link called ``name`` (the first of them, in the content), which leads to another page."""
    link = (within or page.get_by_role("main")).get_by_role("link", name=name, **where).first
    with arriving(page):
        link.click()


def press(page: Page, name: str | re.Pattern, *, within: Locator | None = None) -> Response:
    """Press the button called ``name``, which sends a form; the answer to it, before any redirection."""
    button = (within or page.get_by_role("main")).get_by_role("button", name=name, exact=isinstance(name, str)).first
    with arriving(page), page.expect_response(lambda answer: answer.request.is_navigation_request()) as answer:
        button.click()
    return answer.value


def ask(page: Page, name: str | re.Pattern) -> Locator:
    """Follow a link that leads to a question: in a window above the page, or, without scripts, on a page of its own."""
    if not way_of(page).javascript:
        follow(page, name)
        return page.get_by_role("main")
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    question = page.get_by_role("dialog")
    expect(question).to_be_visible()
    return question


def open_account_menu(page: Page) -> Locator:
    page.get_by_role("button", name=re.compile("mon compte")).click()
    menu = page.get_by_role("region", name="Mon compte")
    expect(menu).to_be_visible()
    return menu


def open_category(page: Page, name: str) -> None:
    """One click in the navigation; on a phone it slides in at the press of « Menu »."""
    if way_of(page).is_phone:
        page.get_by_role("button", name="Menu", exact=True).click()
    follow(page, re.compile(name), within=page.get_by_role("navigation", name="Navigation principale"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def focused(page: Page) -> Locator:
    return page.locator(":focus")


def says_what_is_wrong(page: Page, answer: Response, *fields: str) -> None:
    """422; a summary with the focus (where scripts run), and a sentence tied to each of ``fields``, by label."""
    assert answer.status == 422
    summary = page.locator("#errors")
    expect(summary).to_contain_text("à corriger")
    if way_of(page).javascript:
        expect(summary).to_be_focused()
    for label in fields:
        field = page.get_by_label(label, exact=True).first
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile(r"\w"))
        expect(field).to_have_attribute("aria-describedby", re.compile("-error"))
        link = summary.locator(f"a[href='#{field.get_attribute('id')}']")
        expect(link).to_be_visible()
