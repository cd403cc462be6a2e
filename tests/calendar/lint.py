"""What calendars refuse and forgiving readers let pass, looked for in the bytes."""

import re
from collections.abc import Iterator

LONGEST = 75  # octets of a line, its end not counted


def faults(text: str) -> list[str]:
    """Everything wrong with a calendar that we wrote; nothing is wrong with a good one."""
    return [
        *faults_of_bytes(text.encode()),
        *_frame(unfolded(text)),
        *_people(unfolded(text)),
        *_events(unfolded(text)),
    ]


def unfolded(text: str) -> list[str]:
    return re.sub(r"\r\n[ \t]", "", text).split("\r\n")[:-1]


def faults_of_bytes(content: bytes) -> Iterator[str]:
    if not content.endswith(b"END:VCALENDAR\r\n"):
        yield "does not end with END:VCALENDAR and CRLF"
    if re.search(rb"(?<!\r)\n|\r(?!\n)", content):
        yield "a line does not end with CRLF"
    for line in content.split(b"\r\n")[:-1]:
        if not line.strip():
            yield "an empty line"
        if len(line) > LONGEST:
            yield f"a line of {len(line)} octets"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield "a character cut in two"
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", content):
        yield "a control character"


def _frame(lines: list[str]) -> Iterator[str]:
    if lines[:1] != ["BEGIN:VCALENDAR"]:
        yield "does not begin with BEGIN:VCALENDAR"
    head = lines[: next((n for n, line in enumerate(lines) if n and line.startswith("BEGIN:")), len(lines))]
    for name in ("VERSION:2.0", "PRODID:"):
        if sum(line.startswith(name) for line in head) != 1:
            yield f"not one {name} before the first part"
    methods = [line for line in lines if line.startswith("METHOD")]
    if len(methods) > 1 or any(line not in head for line in methods):
        yield "METHOD twice, or inside a part"
    if any("TZID=" in line for line in lines) and "BEGIN:VTIMEZONE" not in lines:
        yield "a zone that is not said"
    if any(line.startswith("RDATE") for line in lines):
        yield "a zone by dates"
    if not methods and not any(line.startswith("REFRESH-INTERVAL") for line in lines):
        yield "neither a message nor a feed"


def _people(lines: list[str]) -> Iterator[str]:
    method = next((line.partition(":")[2] for line in lines if line.startswith("METHOD")), "")
    attendees = [line for line in lines if line.startswith("ATTENDEE")]
    organizers = [line for line in lines if line.startswith("ORGANIZER")]
    if method in ("REQUEST", "CANCEL"):
        if len(attendees) != 1:
            yield f"{len(attendees)} attendees"
        if len(organizers) != 1:
            yield f"{len(organizers)} organizers"
        if any("RSVP=FALSE" not in line for line in attendees):
            yield "asks for an answer"
    elif attendees:
        yield "names people to everybody"
    if any(not re.search(r":mailto:[^\s:]+@[^\s:]+$", line) for line in attendees + organizers):
        yield "somebody without an address"
    if method == "REQUEST" and any("PARTSTAT=ACCEPTED" not in line for line in attendees):
        yield "who is confirmed is not said to come"


def _events(lines: list[str]) -> Iterator[str]:
    method = next((line.partition(":")[2] for line in lines if line.startswith("METHOD")), "")
    for event in "\r\n".join(lines).split("BEGIN:VEVENT\r\n")[1:]:
        told = [re.split("[:;]", line)[0] for line in event.partition("END:VEVENT")[0].split("\r\n")[:-1]]
        for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS", "LAST-MODIFIED"):
            if told.count(name) != 1:
                yield f"{told.count(name)} × {name}"
        if method == "CANCEL" and "STATUS:CANCELLED" not in event:
            yield "CANCEL of what is not cancelled"
        if method == "REQUEST" and "STATUS:CANCELLED" in event:
            yield "an invitation to what is cancelled"
