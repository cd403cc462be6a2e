"""Meetings: what is planned, who comes, what is talked about, what was said and decided."""

from forum.meetings.models.agenda import AgendaItem, ItemVote
from forum.meetings.models.meeting import Meeting, MeetingDocument, Series
from forum.meetings.models.minutes import Minutes, MinutesCorrection, MinutesRevision, MinutesUpload
from forum.meetings.models.outcome import Action, Decision
from forum.meetings.models.presence import Presence, Workshop, WorkshopSeat

__all__ = [
    "Action",
    "AgendaItem",
    "Decision",
    "ItemVote",
    "Meeting",
    "MeetingDocument",
    "Minutes",
    "MinutesCorrection",
    "MinutesRevision",
    "MinutesUpload",
    "Presence",
    "Series",
    "Workshop",
    "WorkshopSeat",
]
