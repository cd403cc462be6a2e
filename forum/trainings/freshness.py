"""What gives the pages of trainings new stamps (``core.stamps``): all they show, places left included."""

from typing import Any

from forum.core.stamps import Subject, watch
from forum.trainings.models import Registration, Training, TrainingDocument, TrainingSession

LISTED: Subject = ("trainings", 0)  # what the list of trainings shows


def of(training_id: Any) -> Subject:
    return "training", training_id


watch(Training, lambda training: of(training.id))
for _kind in (TrainingSession, Registration, TrainingDocument):
    watch(_kind, lambda row: of(row.training_id))
for _kind in (Training, TrainingSession, Registration):
    watch(_kind, lambda _row: LISTED)
