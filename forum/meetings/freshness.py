"""What gives the pages of meetings a new stamp (``core.stamps``): any change to what they show.

One stamp for all of them, as a meeting shows the open actions of others. People and topics have stamps of their own.
"""

from forum.calendar.models import Booking, Room
from forum.core.stamps import watch_all
from forum.directory.models import Dimension
from forum.meetings import models
from forum.uploads.models import Upload

MEETINGS = ("meetings", 0)
for _kind in (*(getattr(models, name) for name in models.__all__), Booking, Room, Dimension, Upload):
    watch_all(_kind, MEETINGS)
