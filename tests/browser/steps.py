"""What a person does on a page, found by what the page says."""

import re

from playwright.sync_api import Locator, Page, Response, expect

from tests.browser.ways import way_of


def follow(page: Page, name: str | re.Pattern, **where) -> None:
    """Click the link called ``name`` (the first of them, in the content)."""
    page.get_by_role("main").get_by_role("link", name=name, **where).first.click()
    page.wait_for_load_state()


def press(page: Page, name: str | re.Pattern, *, within: Locator | None = None) -> Response:
    """Press the button called ``name``, which sends a form; the answer to it."""
    button = (within or page.get_by_role("main")).get_by_role("button", name=name, exact=isinstance(name, str)).first
    with page.expect_response(_answers_a_form) as answer:
        button.click()
    page.wait_for_load_state()
    return answer.value


def _answers_a_form(answer: Response) -> bool:
    return answer.request.method == "POST" and answer.request.is_navigation_request()


def open_account_menu(page: Page) -> Locator:
    page.get_by_role("button", name=re.compile("mon compte")).click()
    menu = page.get_by_role("region", name="Mon compte")
    expect(menu).to_be_visible()
    return menu


def open_category(page: Page, name: str) -> None:
    """One click in the navigation; on a phone it slides in at the press of « Menu »."""
    if way_of(page).is_phone:
        page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("navigation", name="Navigation principale").get_by_role("link", name=re.compile(name)).click()
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
