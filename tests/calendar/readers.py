"""Five ways to read what we write: each tells an event the same way, as a dictionary."""

import json
import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import icalendar
import ics
import vobject

from tests.setup import node

HERE = Path(__file__).parent


class Node:
    """ical.js in a process of its own, in UTC: it alone shows a zone that is missing."""

    def __init__(self) -> None:
        command = [node.find(), str(HERE / "reader.mjs")]
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "encoding": "utf-8"}
        self._process = subprocess.Popen(command, env=os.environ | {"TZ": "UTC"}, **pipes)

    def read(self, text: str) -> dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(text) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "ical.js did not read this"
        return json.loads(line)

    def events(self, text: str) -> list[dict[str, Any]]:
        return [
            one | {name: datetime.fromisoformat(one[name]) for name in ("starts", "ends")}
            for one in self.read(text)["events"]
        ]

    def close(self) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()


def icalendar_events(text: str) -> list[dict[str, Any]]:
    return [_told(one.get("uid"), one.get("summary"), one.get("location"), one.get("description"), one.start, one.end)
            for one in icalendar.Calendar.from_ical(text).events]  # fmt: skip


def vobject_events(text: str) -> list[dict[str, Any]]:
    calendar = vobject.readOne(text)
    calendar.validate(raiseException=True)
    return [_told(*(_value(one, name) for name in ("uid", "summary", "location", "description", "dtstart", "dtend")))
            for one in calendar.contents.get("vevent", [])]  # fmt: skip


def ics_events(text: str) -> list[dict[str, Any]]:
    found = [_told(one.uid, one.name, one.location, one.description, one.begin.datetime, one.end.datetime)
             for one in ics.Calendar(text).events]  # fmt: skip
    return sorted(found, key=lambda one: one["starts"])


def _value(component: Any, name: str) -> Any:
    part = getattr(component, name, None)
    return part.value if part is not None else None


def _told(uid: Any, summary: Any, location: Any, description: Any, starts: datetime, ends: datetime) -> dict[str, Any]:
    return {
        "uid": str(uid),
        "summary": str(summary),
        "location": str(location or ""),
        "description": str(description or ""),
        "starts": starts.astimezone(UTC),
        "ends": ends.astimezone(UTC),
    }
