"""The questions to registrants, for those who arrange them."""

from typing import Any

from flask import abort
from sqlalchemy import select

from forum.core.db import db
from forum.core.rules import can
from forum.trainings.models import Training, TrainingQuestion


def all_of(training: Training) -> list[TrainingQuestion]:
    """Those asked now, in their order, then those asked no more."""
    rows = select(TrainingQuestion).where(TrainingQuestion.training_id == training.id)
    order = (TrainingQuestion.archived_at.is_not(None), TrainingQuestion.position, TrainingQuestion.id)
    return list(db.session.scalars(rows.order_by(*order)))


def get_question(viewer: Any, question_id: int) -> tuple[TrainingQuestion, Training]:
    """The question and its training; 404 when ``viewer`` arranges none of this number."""
    question = db.session.get(TrainingQuestion, question_id)
    training = db.session.get(Training, question.training_id) if question else None
    return (question, training) if question and training and can(viewer, "arrange", training) else abort(404)
