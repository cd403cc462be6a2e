"""What pages of trainings stand on in the browser's crawl: what the demonstration has not got."""

from datetime import timedelta
from types import SimpleNamespace

from sqlalchemy import select

from forum.core.db import db
from forum.trainings.actions.session import Seating, Sitting, Span, Terms, plan_sessions
from forum.trainings.models import Training, TrainingDocument, TrainingQuestion, TrainingSession


def plan_trainings(world: SimpleNamespace) -> None:
    """``training``, its first ``session`` and a ``session_draft``, the file on its page, its question."""
    one = lambda query: db.session.scalars(query.limit(1)).one()  # noqa: E731
    world.training = one(select(Training))
    world.session = one(select(TrainingSession).order_by(TrainingSession.starts_at))
    world.training_document = one(select(TrainingDocument))
    world.question = one(select(TrainingQuestion))
    later = timedelta(days=7)
    spans = tuple(Span(slot.starts + later, slot.ends + later) for slot in world.session.slots)
    plan = Sitting(spans, city="Albi", department="81"), Terms()
    world.session_draft = plan_sessions(world.training, world.organiser, [plan], Seating(15))[0]
