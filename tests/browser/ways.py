"""The ways a page is read: with and without JavaScript, on a desk and on a phone, light and dark."""

from dataclasses import dataclass
from itertools import product

import pytest
from playwright.sync_api import Page


@dataclass(frozen=True)
class Way:
    javascript: bool = True
    width: int = 1280
    theme: str = "light"

    @property
    def is_phone(self) -> bool:
        return self.width < 700

    @property
    def is_dark(self) -> bool:
        return self.theme == "dark"

    def __str__(self) -> str:
        return f"{'js' if self.javascript else 'nojs'}-{self.width}-{self.theme}"


def way_of(page: Page) -> Way:
    """How ``page`` is read; put there when it was opened."""
    return page.way  # type: ignore[attr-defined]


WAYS = [Way(*how) for how in product((True, False), (1280, 390), ("light", "dark"))]
DEVICES = [Way(True, 1280, "light"), Way(True, 390, "dark"), Way(False, 1280, "dark"), Way(False, 390, "light")]

# @every_way runs a test, and its ``page``, in all eight of them; @every_device with and without JavaScript, on a desk
# and on a phone: enough for a walk, whose checks look at each page in both themes (``is_sound``)
every_way = pytest.mark.parametrize("way", WAYS, ids=str, indirect=True)
every_device = pytest.mark.parametrize("way", DEVICES, ids=str, indirect=True)
with_and_without_javascript = pytest.mark.parametrize("way", [Way(), Way(javascript=False)], ids=str, indirect=True)
