"""``python -m bench``: build the data set, serve it as in production, measure, print, refuse what is past its bound.

make bench                                 the table, on SQLite
python -m bench --postgresql               the same on a PostgreSQL cluster of its own
python -m bench --large                    a forum ten times as large: does the cost grow?
python -m bench --only search --rounds 3   a quick look at some pages
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from bench import dataset, pages, report
from bench.measure import ROUNDS, Gauge, measure
from bench.queries import counted
from bench.server import Server, memory, start_time
from bench.weight import weigh
from forum import create_app
from forum.core.db import db

ROOT = Path(__file__).resolve().parents[1]
MOST_GROWTH = 1.3  # a forum ten times as large costs at most so many times as much


def main() -> int:
    options = _options()
    folder = Path(os.environ.get("INSTANCE_PATH") or ROOT / "instance") / "bench"
    (folder / "run").mkdir(parents=True, exist_ok=True)
    if options.large:
        return _growth(folder, options)
    figures = run(folder, dataset.Scale(), options)
    print(report.table(figures))
    return _judge(report.excess(figures))


def run(folder: Path, scale: dataset.Scale, options: argparse.Namespace) -> report.Figures:
    """Measure every page on a fresh copy of the data set."""
    print(f"{'PostgreSQL' if options.postgresql else 'SQLite'}: {scale}", flush=True)
    original = dataset.kept(folder, scale)  # L reads it in either case
    with _database(original, folder, scale, options.postgresql) as url:
        return _measured(url, original, folder / "run", options)


def _measured(url: str, original: Path, home: Path, options: argparse.Namespace) -> report.Figures:
    environment = {"INSTANCE_PATH": str(home), "DATABASE_URL": url, "SECRET_KEY": "a key for measuring only"}
    calm = os.getloadavg()[0] < (os.cpu_count() or 1)
    started = start_time(home, **environment)
    app = _twin(environment)
    with (
        Server(home, **environment) as site,
        Server(home, "bench.reference:create_app", first="/1", BENCH_DATABASE=str(original)) as bare,
    ):
        gauge, unit = Gauge(site), Gauge(bare)
        cases = pages.only(pages.cases(app, gauge.browser), options.only)
        cases = pages.times(cases, 1.5) if options.postgresql else cases
        costs = measure(gauge, unit, cases, options.rounds)
        topic = {case.viewer: case for case in cases if case.name == "topic, last of 250 pages"}  # the heavier
        weights = {viewer: weigh(gauge.browser, case.request()) for viewer, case in topic.items()}
        used = memory(gauge.worker)
        one = unit.cost([pages.Request("/250")] * 200) * 1000
    queries = counted(app, cases)
    with app.app_context():
        db.engine.dispose()
    return report.Figures(costs, queries, weights, used, started, calm, one)


def _twin(environment: dict[str, str]) -> Flask:
    """The same application in this process: to sign people in, and to count queries."""
    return create_app(
        {
            "INSTANCE_PATH": environment["INSTANCE_PATH"],
            "SECRET_KEY": environment["SECRET_KEY"],
            "SQLALCHEMY_DATABASE_URI": environment["DATABASE_URL"],
            "TRUSTED_HOSTS": ["localhost"],
            "TESTING": True,
        }
    )


@contextmanager
def _database(original: Path, folder: Path, scale: dataset.Scale, postgresql: bool) -> Iterator[str]:
    """A database to serve, which the run may change."""
    if not postgresql:
        copied = folder / "run" / "intersession.db"
        dataset.copy(original, copied)
        yield f"sqlite:///{copied}"
        return
    from tests.setup.postgresql import Cluster

    cluster = Cluster.start()
    try:
        dataset.build(cluster.url, folder, scale)
        yield cluster.url
    finally:
        cluster.stop()


def _growth(folder: Path, options: argparse.Namespace) -> int:
    """The same pages on a forum ten times as large."""
    scale = dataset.Scale()
    small, large = (run(folder, size, options) for size in (scale, scale.grown(10)))
    by_name = {(case.name, case.viewer): cost for case, cost in large.costs.items()}
    past = []
    for case, cost in small.costs.items():
        now, later = cost.ratio, by_name[case.name, case.viewer].ratio
        grown = later / now
        print(f"{case.name:<26}{case.viewer:<9}{now:>6.2f} L{later:>8.2f} L  × {grown:.2f}")
        if grown > MOST_GROWTH:
            past.append(f"{case.name} ({case.viewer}): × {grown:.2f}, at most × {MOST_GROWTH}")
    return _judge(past)


def _judge(past: list[str]) -> int:
    if past:
        print("\nPast their bounds:", *past, sep="\n  ", file=sys.stderr)
    return 1 if past else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="What each page costs the server.")
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL instead of SQLite")
    parser.add_argument("--large", action="store_true", help="compare with a forum ten times as large")
    parser.add_argument("--only", default="", metavar="WORD", help="only the pages whose name or viewer holds the word")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each page is measured")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
