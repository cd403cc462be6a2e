"""A running house and a Chromium to walk through it.

    @every_way
    def test_…(page, site, sign_in): page.goto(site("/categories"))

``site(path)`` commits what the test prepared and gives the address; ``sign_in(page, user)`` gives the page's browser a
session. At the end the page must not have complained, nor asked another site.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import databases
from tests.browser.postbox import Postbox
from tests.browser.server import Server
from tests.browser.watch import Watch
from tests.browser.ways import Way
from tests.mailbox import free_port
from tests.setup import chromium

FAILURES = Path(__file__).parent / "failures"
PATIENCE = 30_000  # ms; a busy machine is no failure
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call):
    """Keep a picture of the pages of a test that failed."""
    report = yield
    if report.when == "call" and report.failed:
        for number, page in enumerate(one for one in getattr(item, "pages", ()) if not one.is_closed()):
            FAILURES.mkdir(exist_ok=True)
            name = "".join(c if c.isalnum() else "-" for c in item.name)
            page.screenshot(path=FAILURES / f"{name}-{number}.png", full_page=True)
    return report


@pytest.fixture(scope="session")
def house(database) -> Iterator[Flask]:
    """The app as the browser meets it: with CSRF, and links that lead to the running server."""
    from forum import create_app
    from tests.conftest import Client

    address = f"http://127.0.0.1:{free_port()}"
    config = {"SQLALCHEMY_DATABASE_URI": database.url, "WTF_CSRF_ENABLED": True, "BASE_URL": address}
    app = create_app(databases.quiet_config() | config)
    app.test_client_class = Client
    with Server(app, int(address.rpartition(":")[2])):
        yield app
    databases.leave(app)


@pytest.fixture
def site(app: Flask, db) -> Callable[[str], str]:
    """The address of a path; what the test has prepared is committed first."""

    def address(path: str = "/") -> str:
        db.session.commit()
        return app.config["BASE_URL"] + path

    return address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def way(request) -> Way:
    return getattr(request, "param", Way())


@pytest.fixture
def open_page(browser: Browser, app: Flask, request) -> Iterator[Callable[[Way], Page]]:
    """``open_page(way)``: a page in a browser of its own, as another person would have."""
    watches, contexts = [], []
    request.node.pages = []

    def opened(way: Way = Way()) -> Page:  # noqa: B008 (frozen)
        context = browser.new_context(
            java_script_enabled=way.javascript,
            viewport={"width": way.width, "height": 844 if way.is_phone else 900},
            has_touch=way.is_phone,
            color_scheme=way.theme,  # type: ignore[arg-type]
            reduced_motion="reduce",
            locale="fr-FR",
            timezone_id="Europe/Paris",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        watches.append(Watch(context, app.config["BASE_URL"]))
        page = context.new_page()
        page.way, page.switch = way, None  # type: ignore[attr-defined]  (for the checks)
        request.node.pages.append(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    for watch in watches:
        watch.assert_quiet()


@pytest.fixture
def page(open_page, way: Way) -> Page:
    """A visitor's page, read in the test's ``way``."""
    return open_page(way)


@pytest.fixture
def postbox(app: Flask) -> Postbox:
    """What arrived by mail: ``postbox.last(address)``, ``link_in(letter)``."""
    return Postbox(app)


@pytest.fixture
def sign_in(log_in, app: Flask) -> Callable:
    """``sign_in(page, user)``: the page's browser is ``user``'s from now on. (The form has a walk of its own.)"""

    def signed_in(page: Page, user) -> Page:
        cookie = log_in(user).get_cookie(app.config["SESSION_COOKIE_NAME"])
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": app.config["BASE_URL"]}])
        return page

    return signed_in
