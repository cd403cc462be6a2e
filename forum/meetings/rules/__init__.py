"""Who may do what with meetings; the files declare, importing them is enough."""

from forum.meetings.rules import agenda, meeting, minutes, outcome, presence  # noqa: F401
