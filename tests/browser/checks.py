"""What must hold on every page a walk crosses."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.ways import way_of

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
TAGGED = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"type": "rule", "values": ["color-contrast"]}  # all that a theme changes


def is_sound(page: Page) -> None:
    """All of this module; call it on each page a walk crosses. Colours are judged in both themes."""
    page.wait_for_load_state()
    fits(page)
    with _scripts_may_run(page), unrolled(page):
        _axe(page, TAGGED)
        page.emulate_media(color_scheme="light" if way_of(page).is_dark else "dark")
        _axe(page, CONTRAST)
        page.emulate_media(color_scheme=way_of(page).theme)


def axe(page: Page, *, within: str = "html") -> None:
    """Axe finds nothing wrong on the page as it stands (menus and dialogs opened by the test included)."""
    page.wait_for_load_state()
    with _scripts_may_run(page):
        _axe(page, TAGGED, within)


def fits(page: Page) -> None:
    """The page needs no sideways scrolling."""
    too_wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0, f"{page.url} is {too_wide} px too wide for {page.viewport_size}"


def headings_step(page: Page) -> None:
    """One first heading, and no rank left out on the way down."""
    ranks = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all("all => all.map((h) => Number(h.tagName[1]))")
    assert ranks.count(1) == 1, f"{page.url}: {ranks}"
    steps = zip(ranks[ranks.index(1) :], ranks[ranks.index(1) + 1 :], strict=False)
    assert all(after <= before + 1 for before, after in steps), f"{page.url}: {ranks}"


def _axe(page: Page, rules: dict, within: str = "html") -> None:
    page.evaluate(f"() => {{ if (!window.axe) {{ {AXE} }} }}")
    options = {"runOnly": rules, "resultTypes": ["violations"], "preload": False}
    found = page.evaluate(
        "([root, options]) => axe.run(root, options).then((all) => all.violations)", [within, options]
    )
    assert not found, f"{page.url}\n" + "\n".join(map(_told, found))


def unrolled(page: Page) -> AbstractContextManager[None]:
    """The page at its full height: bars that stick to the window hide nothing of it (axe takes that for a fault)."""
    return resized(page, height=page.evaluate("() => Math.max(innerHeight, document.documentElement.scrollHeight)"))


@contextmanager
def resized(page: Page, **size: int) -> Iterator[None]:
    """The page in a window of another ``width`` or ``height``, for a while."""
    usual = page.viewport_size
    assert usual
    page.set_viewport_size({**usual, **size})  # type: ignore[typeddict-item]
    yield
    page.set_viewport_size(usual)


@contextmanager
def _scripts_may_run(page: Page) -> Iterator[None]:
    """Axe's own script runs on a page that is read without JavaScript too; the page's did not, and do not now."""
    if way_of(page).javascript:
        yield
    else:
        _scripts(page, may_run=True)
        yield
        _scripts(page, may_run=False)


def _scripts(page: Page, *, may_run: bool) -> None:
    if page.switch is None:  # type: ignore[attr-defined]
        page.switch = page.context.new_cdp_session(page)  # type: ignore[attr-defined]
        page.switch.send("Emulation.setScriptExecutionDisabled", {"value": True})  # type: ignore[attr-defined]
    page.switch.send("Emulation.setScriptExecutionDisabled", {"value": not may_run})  # type: ignore[attr-defined]


def _told(violation: dict) -> str:
    places = [f"{node['target']} {node['failureSummary'].splitlines()[-1].strip()}" for node in violation["nodes"]]
    return f"- {violation['id']} ({violation['impact']}): {violation['help']}: {'; '.join(places)[:600]}"
