"""Finding a training action or a session, as its viewer sees it."""

from typing import Any

from flask import abort
from sqlalchemy import select

from forum.core.db import db
from forum.core.rules import can
from forum.trainings.models import Training, TrainingSession


def get_training(viewer: Any, slug: str) -> Training:
    """The training action; 404 when there is none that ``viewer`` sees."""
    training = db.session.scalar(select(Training).where(Training.slug == slug))
    return training if training and can(viewer, "see", training) else abort(404)


def get_session(viewer: Any, session_id: int) -> TrainingSession:
    """The session; 404 when there is none that ``viewer`` sees. Pages about people ``require("arrange", session)``."""
    session = db.session.get(TrainingSession, session_id)
    return session if session and can(viewer, "see", session) else abort(404)
