"""A pytest plugin that writes down the outcome of every test (``TEST_COUNTS=file.json``), for ``tests/run.py``."""

import json
import os
from pathlib import Path

import pytest

OUTCOMES = ("passed", "failed", "error", "skipped", "xfailed", "xpassed", "deselected")


def pytest_terminal_summary(terminalreporter) -> None:
    """Runs in the controller alone, once every worker has reported."""
    path = os.environ.get("TEST_COUNTS")
    if not path:
        return
    stats = terminalreporter.stats
    ids = {name: sorted({_id(report) for report in stats.get(name, ())}) for name in OUTCOMES}
    Path(path).write_text(json.dumps(ids))


def _id(report: pytest.Item | pytest.TestReport | pytest.CollectReport) -> str:
    return report.nodeid
