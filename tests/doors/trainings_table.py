"""The routes of trainings. Public but for drafts, and for all that is about the people who registered."""

from tests.doors.door import Door

TRAININGS: dict[str, Door] = {}
