"""The benchmark's verdict: what is past its bound is named, and nothing else."""

from dataclasses import replace

import pytest

from bench.browser import Answer, Request
from bench.measure import Cost
from bench.pages import Case
from bench.report import Figures, excess, table
from bench.weight import Weight, weigh

CASE = Case("topic list", "visitor", now=2.5, goal=1.5, request=lambda: Request("/recents"))
GOOD = Figures(
    costs={CASE: Cost(ratio=2.4, milliseconds=3.6, sent=7000, status=200)},
    queries={CASE: 4},
    weights={"visitor": Weight(html=9_000, css=9_000, js=9_000, requests=8)},
    memory=120 * 1024 * 1024,
    start=2.0,
    is_calm=True,
    unit=1.5,
)


def test_nothing_is_said_of_what_keeps_its_bounds():
    assert excess(GOOD) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"costs": {CASE: Cost(2.6, 3.9, 7000, 200)}}, "2.60 L, at most 2.5 L"),
        ({"costs": {CASE: Cost(1.0, 1.5, 7000, 404)}}, "answers 404"),
        ({"weights": {"visitor": Weight(20_000, 9_000, 9_000, 8)}}, "html 20,000"),
        ({"weights": {"visitor": Weight(9_000, 9_000, 9_000, 11)}}, "requests 11"),
        ({"memory": 151 * 1024 * 1024}, "151 MB"),
        ({"start": 3.2}, "3.2 s"),
    ],
)
def test_what_is_past_its_bound_is_named(change, named):
    (said,) = excess(replace(GOOD, **change))
    assert named in said


def test_a_busy_machine_says_nothing_about_seconds():
    assert excess(replace(GOOD, start=30.0, is_calm=False)) == []


def test_the_table_shows_cost_bound_goal_queries_and_bytes():
    (line,) = [line for line in table(GOOD).splitlines() if line.startswith("topic list")]
    assert line.split() == ["topic", "list", "visitor", "2.40", "L", "2.5", "L", "1.5", "L", "3.60", "4", "7,000", "B"]


def test_a_page_weighs_what_a_browser_asks_for_at_first():
    page = b"""<link rel="stylesheet" href="/a.css"><link rel="canonical" href="/t"><script src="/b.js"></script>
               <svg><use href="/i.svg#x"/><use href="/i.svg#y"/></svg><noscript><img src="/dot"></noscript>"""

    class Shelf:
        def ask(self, request):
            return Answer(200, {}, page if request.path == "/" else b"x" * 10)

    assert weigh(Shelf(), Request("/")) == Weight(html=len(page), css=10, js=10, requests=4)
