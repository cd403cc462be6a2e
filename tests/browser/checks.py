"""What must hold on every page a walk crosses."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def is_sound(page: Page) -> None:
    """All of this module; call it on each page a walk crosses."""
    axe(page)
    fits(page)


def axe(page: Page, *, within: str = "html") -> None:
    """Axe finds nothing wrong on the page as it stands (menus and dialogs opened by the test included)."""
    with _where_scripts_run(page) as twin:
        twin.evaluate(f"() => {{ if (!window.axe) {{ {AXE} }} }}")
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        found = twin.evaluate("([root, options]) => axe.run(root, options)", [within, options])["violations"]
    assert not found, f"{page.url}\n" + "\n".join(map(_told, found))


def fits(page: Page) -> None:
    """The page needs no sideways scrolling."""
    too_wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0, f"{page.url} is {too_wide} px too wide"


@contextmanager
def _where_scripts_run(page: Page) -> Iterator[Page]:
    """The page, or, when it is read without JavaScript, a twin of it in which axe's own script alone may run."""
    way = page.way  # type: ignore[attr-defined]  (put there by the fixture open_page)
    if way.javascript:
        yield page
        return
    context = page.context.browser.new_context(
        viewport=page.viewport_size,
        color_scheme=way.theme,
        reduced_motion="reduce",
        has_touch=way.is_phone,
        storage_state=page.context.storage_state(),
    )
    try:
        twin = context.new_page()
        head = {"Content-Security-Policy": "script-src 'none'", "Content-Type": "text/html; charset=utf-8"}
        twin.route(page.url, lambda route: route.fulfill(body=page.content(), headers=head))
        twin.goto(page.url)
        yield twin
    finally:
        context.close()


def _told(violation: dict) -> str:
    places = [f"{node['target']} {node['failureSummary'].splitlines()[-1].strip()}" for node in violation["nodes"]]
    return f"- {violation['id']} ({violation['impact']}): {violation['help']}: {'; '.join(places)[:600]}"
