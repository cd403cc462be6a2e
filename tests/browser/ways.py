"""The ways a page is read: with and without JavaScript, on a desk and on a phone, light and dark."""

from dataclasses import dataclass
from itertools import product

import pytest


@dataclass(frozen=True)
class Way:
    javascript: bool = True
    width: int = 1280
    theme: str = "light"

    @property
    def is_phone(self) -> bool:
        return self.width < 700

    def __str__(self) -> str:
        return f"{'js' if self.javascript else 'nojs'}-{self.width}-{self.theme}"


WAYS = [Way(*how) for how in product((True, False), (1280, 390), ("light", "dark"))]

# @every_way runs a test, and its ``page``, in all eight of them
every_way = pytest.mark.parametrize("way", WAYS, ids=str, indirect=True)
with_and_without_javascript = pytest.mark.parametrize("way", [Way(), Way(javascript=False)], ids=str, indirect=True)
