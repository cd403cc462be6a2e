"""Planning sessions, changing one, duplicating, taking a draft away. States and seats go through ``admission``."""

from forum.trainings.actions.session.edit import SignedAlready, StaleSession, edit_session
from forum.trainings.actions.session.plan import plan_sessions, remove_draft
from forum.trainings.actions.session.terms import Seating, Sitting, Terms

__all__ = [
    "Seating", "SignedAlready", "Sitting", "StaleSession", "Terms", "edit_session", "plan_sessions",
    "remove_draft",
]  # fmt: skip
