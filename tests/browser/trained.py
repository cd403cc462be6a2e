"""The pages of trainings that the browser crosses, and what they stand on that the demonstration has not got."""

from datetime import timedelta
from types import SimpleNamespace

from sqlalchemy import select

from forum.calendar.times import Span
from forum.core.db import db
from forum.trainings.actions.session import Seating, Sitting, Terms, plan_sessions
from forum.trainings.models import Training, TrainingDocument, TrainingQuestion, TrainingSession
from tests.browser.filling import PLAIN, Fill, of

TRAINING = of(slug=lambda w: w.training.slug)
SESSION = of(session_id=lambda w: w.session.id)
TRAINED: dict[str, dict[str, Fill]] = {
    "visitor": {
        "trainings.index": PLAIN,
        "trainings.show": TRAINING,
    },
    "member": {
        "trainings.index": PLAIN,
        "trainings.show": TRAINING,
    },
    "organiser": {
        "trainings.index": PLAIN,
        "trainings.show": TRAINING,
        "trainings.new": PLAIN,
        "trainings.edit": TRAINING,
        "trainings.publish": TRAINING,
        "trainings.archive": TRAINING,
        "trainings.new_sessions": TRAINING,
        "trainings.new_document": TRAINING,
        "trainings.remove_document": of(document_id=lambda w: w.training_document.id),
        "trainings.questions": TRAINING,
        "trainings.edit_question": of(question_id=lambda w: w.question.id),
        "trainings.edit_session": SESSION,
        "trainings.cancel_session": SESSION,
        "trainings.remove_session": of(session_id=lambda w: w.session_draft.id),
    },
}


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
