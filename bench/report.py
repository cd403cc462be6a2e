"""The table, and what is past its bound."""

from dataclasses import asdict, dataclass

from bench.measure import Cost
from bench.pages import Case
from bench.weight import MOST, Weight

MOST_MEMORY = 150 * 1024 * 1024  # of a worker
LONGEST_START = 3.0  # seconds
HEAD = f"{'page':<26}{'viewer':<9}{'cost':>8}{'now':>7}{'goal':>7}{'ms':>8}{'queries':>9}{'on the wire':>13}"


@dataclass(frozen=True)
class Figures:
    """All that one run has measured."""

    costs: dict[Case, Cost]
    queries: dict[Case, int]
    weights: dict[str, Weight]  # of the topic page, by viewer
    memory: int
    start: float
    is_calm: bool  # had the machine a processor free? A busy one says nothing about seconds
    unit: float  # milliseconds of L


def table(figures: Figures) -> str:
    """One line a page, then what holds for all."""
    lines = [f"L = {figures.unit:.2f} ms", "", HEAD, "─" * len(HEAD)]
    lines += [_line(case, cost, figures.queries.get(case, 0)) for case, cost in figures.costs.items()]
    lines.append("")
    for viewer, weight in figures.weights.items():
        lines.append(
            f"topic page, {viewer}: HTML {_kb(weight.html)}, CSS {_kb(weight.css)}, JavaScript {_kb(weight.js)}, "
            f"{weight.requests} requests on first load"
        )
    busy = "" if figures.is_calm else " (on a busy machine: not judged)"
    lines.append(f"worker: {_mb(figures.memory)}")
    lines.append(f"from the command to the first page: {figures.start:.1f} s{busy}")
    return "\n".join(lines)


def _line(case: Case, cost: Cost, queries: int) -> str:
    mark = " ✗" if cost.ratio > case.now or cost.status != case.status else " ✓" if cost.ratio <= case.goal else ""
    return (
        f"{case.name:<26}{case.viewer:<9}{cost.ratio:>6.2f} L{case.now:>5g} L{case.goal:>5g} L"
        f"{cost.milliseconds:>8.2f}{queries:>9}{cost.sent:>11,} B{mark}"
    )


def _kb(size: int) -> str:
    return f"{size / 1024:.1f} KB"


def _mb(size: int) -> str:
    return f"{size / 1024 / 1024:.0f} MB"


def excess(figures: Figures) -> list[str]:
    """What is past the bounds that hold now; nothing when all is well."""
    past = []
    for case, cost in figures.costs.items():
        if cost.status != case.status:
            past.append(f"{case.name} ({case.viewer}): answers {cost.status} instead of {case.status}")
        elif cost.ratio > case.now:
            past.append(f"{case.name} ({case.viewer}): {cost.ratio:.2f} L, at most {case.now:g} L")
    for viewer, weight in figures.weights.items():
        past += [f"topic page ({viewer}): {said}" for said in _overweight(weight)]
    if figures.memory > MOST_MEMORY:
        past.append(f"worker: {_mb(figures.memory)}, at most {_mb(MOST_MEMORY)}")
    if figures.is_calm and figures.start > LONGEST_START:
        past.append(f"start: {figures.start:.1f} s, at most {LONGEST_START:g} s")
    return past


def _overweight(weight: Weight) -> list[str]:
    most = asdict(MOST)
    return [f"{what} {size:,}, at most {most[what]:,}" for what, size in asdict(weight).items() if size > most[what]]
