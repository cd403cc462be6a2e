"""iCalendar (RFC 5545, 5546, 7986) as real calendars read it: downloads, invitations, feeds.

Callers of mails use ``forum.calendar.sends``, which also numbers the messages; these functions only write.
"""

from forum.calendar.ical.feeds import feed
from forum.calendar.ical.messages import cancellation, download, invitation

__all__ = ["cancellation", "download", "feed", "invitation"]
