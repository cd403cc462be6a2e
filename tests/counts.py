"""A pytest plugin that writes down the outcome of every test (``TEST_COUNTS=file.json``), for ``tests/run.py``."""

import json
import os
from pathlib import Path

OUTCOMES = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")
ONE_DATABASE = {"sqlite_only", "postgresql_only"}


def pytest_terminal_summary(terminalreporter) -> None:
    """Runs in the controller alone, once every worker has reported."""
    path = os.environ.get("TEST_COUNTS")
    if not path:
        return
    stats = terminalreporter.stats
    ids = {name: sorted({report.nodeid for report in stats.get(name, ())}) for name in OUTCOMES}
    reports = (report for name in OUTCOMES for report in stats.get(name, ()))
    ids["listed"] = sorted({report.nodeid for report in reports if ONE_DATABASE & set(report.keywords)})
    Path(path).write_text(json.dumps(ids))
