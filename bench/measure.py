"""CPU time of the server for each page, as a ratio to L taken at the same moment, so that noise cancels."""

import gc
from dataclasses import dataclass
from statistics import median

from bench.browser import Browser, Request, Wire
from bench.pages import Case
from bench.server import Server, cpu_seconds

ROUNDS = 9
SPAN = 0.06  # seconds of server time a batch lasts, about


@dataclass(frozen=True)
class Cost:
    """What one request of a case costs: in units of L, in milliseconds, and its bytes on the wire."""

    ratio: float
    milliseconds: float
    sent: int
    status: int


class Gauge:
    """A server, its worker's clock, and a connection to it."""

    def __init__(self, server: Server) -> None:
        self.worker = server.worker
        self.browser = Wire(server.port)

    def cost(self, requests: list[Request]) -> float:
        """CPU seconds of one of the requests."""
        before = cpu_seconds(self.worker)
        for request in requests:
            self.browser.ask(request)
        return (cpu_seconds(self.worker) - before) / len(requests)


def measure(site: Gauge, unit: Gauge, cases: list[Case], rounds: int = ROUNDS) -> dict[Case, Cost]:
    """The cost of every case: the median over rounds, each case beside L."""
    last_page = [Request("/250")]
    unit.cost(last_page * 40)
    answers = {case: _warmed(site.browser, case) for case in cases}
    counts = {case: _batch(site, case) for case in cases}
    ratios: dict[Case, list[float]] = {case: [] for case in cases}
    seconds: dict[Case, list[float]] = {case: [] for case in cases}
    gc.disable()
    for _ in range(rounds):
        for case in cases:
            one = unit.cost(last_page * 15)
            cost = site.cost([case.request() for _ in range(counts[case])])
            one = (one + unit.cost(last_page * 15)) / 2
            ratios[case].append(cost / one)
            seconds[case].append(cost)
    gc.enable()
    return {case: Cost(median(ratios[case]), median(seconds[case]) * 1000, *answers[case]) for case in cases}


def _warmed(browser: Browser, case: Case) -> tuple[int, int]:
    """Every thread of the worker has seen the page; the size and the status of the answer."""
    for _ in range(24):
        answer = browser.ask(case.request())
    return len(answer.body), answer.status


def _batch(site: Gauge, case: Case) -> int:
    """How many requests make a batch long enough to be measured."""
    return max(5, min(40, round(SPAN / site.cost([case.request() for _ in range(3)]))))
