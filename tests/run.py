"""All tests: on SQLite, on PostgreSQL, in a browser; then the counts, and what the tests on SQLite walked through.

(On PostgreSQL and in a browser they walk the same lines again; the tracer doubles what a run takes.)

python -m tests.run              everything
python -m tests.run sqlite       one of sqlite, postgresql, browser
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.setup import chromium, postgresql, redis

ROOT = Path(__file__).resolve().parents[1]
WORKERS = os.environ.get("WORKERS", "2")
LEGS = {
    "sqlite": {"DB": "sqlite", "select": ["tests", "--ignore=tests/browser", "--cov=forum", "--cov-report="]},
    "postgresql": {"DB": "postgresql", "select": ["tests", "--ignore=tests/browser"]},
    "browser": {"DB": "sqlite", "select": ["tests/browser"]},
}


@dataclass
class Leg:
    """One run of pytest: which database, how it ended, the outcome of each test."""

    name: str
    status: int
    seconds: float
    outcomes: dict[str, list[str]]

    def count(self, *names: str) -> int:
        return sum(len(self.outcomes.get(name, ())) for name in names)

    @property
    def ran(self) -> set[str]:
        return {test for name in ("passed", "failed", "xfailed", "xpassed") for test in self.outcomes.get(name, ())}


def main() -> int:
    wanted = sys.argv[1:] or list(LEGS)
    if unknown := set(wanted) - set(LEGS):
        print(f"Unknown: {', '.join(unknown)}. Choose among {', '.join(LEGS)}.")
        return 2
    look_for_tools()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COVERAGE_FILE"] = str(Path(folder) / "coverage")
        legs = [run(name, Path(folder)) for name in wanted]
        if "sqlite" in wanted:
            print_coverage(Path(folder))
    return summary(legs)


def look_for_tools() -> None:
    """Find them, or install them, or refuse: nothing is skipped because it was not there."""
    where = None if os.environ.get("TEST_DATABASE_URL") else postgresql.find()
    os.environ["CHROMIUM"] = chromium.find()
    print(f"PostgreSQL: {where or 'TEST_DATABASE_URL'} · Chromium: {os.environ['CHROMIUM']} · Redis: {redis.find()}")


def run(name: str, folder: Path) -> Leg:
    leg, counts = LEGS[name], folder / f"{name}.json"
    print(f"\n=== {name} " + "=" * (70 - len(name)), flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "-p", "tests.counts", "--dist", "loadgroup"]
    command += leg["select"]
    started = time.monotonic()
    env = {
        **os.environ,
        "DB": leg["DB"],
        "TEST_COUNTS": str(counts),
        "COVERAGE_FILE": str(folder / f"coverage.{name}"),
    }
    status = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
    outcomes = json.loads(counts.read_text()) if counts.exists() else {}
    return Leg(name, status, time.monotonic() - started, outcomes)


def print_coverage(folder: Path) -> None:
    """Which lines of forum/ no test walked through on SQLite."""
    coverage = [sys.executable, "-m", "coverage"]
    subprocess.run([*coverage, "combine", "-q", str(folder)], cwd=ROOT, check=False)
    print("\n=== line coverage of forum/ " + "=" * 46, flush=True)
    subprocess.run([*coverage, "report", "--sort=cover", "--precision=1"], cwd=ROOT, check=False)


def summary(legs: list[Leg]) -> int:
    """Print the counts per database; what is not the same on both, and not marked so, is a failure."""
    print("\n=== counts " + "=" * 63)
    for leg in legs:
        print(
            f"{leg.name:<12} {leg.count('passed'):>5} passed {leg.count('failed', 'error', 'xpassed'):>4} failed "
            f"{leg.count('skipped'):>4} skipped {leg.seconds:>6.0f} s   {_only(leg)}"
        )
    uneven = differences(legs)
    for line in uneven:
        print(line)
    passed = sum(leg.count("passed") for leg in legs)
    failed = sum(leg.count("failed", "error", "xpassed") for leg in legs) + len(uneven)
    skipped = sum(leg.count("skipped") for leg in legs)
    broken = [leg.name for leg in legs if leg.status]
    if broken:
        print(f"Not green: {', '.join(broken)}")
    print(f"\n{passed} passed, {max(failed, len(broken))} failed, {skipped} skipped")
    return 1 if broken or uneven else 0


def _only(leg: Leg) -> str:
    listed = leg.count("listed")
    return f"{listed} of them marked as this database’s alone" if listed else ""


def differences(legs: list[Leg]) -> list[str]:
    """The tests that ran on one database only without being marked ``sqlite_only`` or ``postgresql_only``."""
    by_name = {leg.name: leg for leg in legs}
    if not {"sqlite", "postgresql"} <= by_name.keys():
        return []
    lite, big = by_name["sqlite"], by_name["postgresql"]
    listed = {test for leg in (lite, big) for test in leg.outcomes.get("listed", ())}
    return [f"Ran on one database only, and is not marked so: {test}" for test in sorted((lite.ran ^ big.ran) - listed)]


if __name__ == "__main__":
    sys.exit(main())
