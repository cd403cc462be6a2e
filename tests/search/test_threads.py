"""Words are stemmed the same whoever else is stemming."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from forum.search import analyser

WORDS = [f"{start}{end}" for start in ("accompagn", "orient", "évalu", "organis", "particip") for end in
         ("er", "ement", "ations", "eraient", "ée", "atrices", "ables", "issons")]  # fmt: skip


@pytest.fixture
def restless():
    """Threads take turns a thousand times more often than usual."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_threads_do_not_mix_their_words_up(restless):
    def stemmed(_turn: int) -> list[list[str]]:
        analyser._stems_of.cache_clear()
        return [analyser.stems(word) for word in WORDS]

    expected = stemmed(0)
    with ThreadPoolExecutor(8) as threads:
        assert all(found == expected for found in threads.map(stemmed, range(40)))
