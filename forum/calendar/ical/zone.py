"""The time zone of every date we write: one constant block, by rule.

Blocks that libraries make list each change of the clocks (RDATE), 3 KB of it, which Outlook misreads.
"""

from typing import TYPE_CHECKING

from forum.calendar.times import PARIS

if TYPE_CHECKING:
    from icalendar import Timezone

BLOCK = f"""\
BEGIN:VTIMEZONE
TZID:{PARIS}
X-LIC-LOCATION:{PARIS}
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


def paris() -> "Timezone":
    """The block, as a part to put into a calendar."""
    from icalendar import Timezone

    return Timezone.from_ical(BLOCK)  # type: ignore[return-value]
