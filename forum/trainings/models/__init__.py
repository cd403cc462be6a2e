"""Tables of trainings, and facts about one row."""

from forum.trainings.models.registration import (
    Registration,
    RegistrationAnswer,
    RegistrationEvent,
    RegistrationGroup,
    TrainingQuestion,
)
from forum.trainings.models.training import Slot, Training, TrainingDocument, TrainingSession

__all__ = [
    "Registration",
    "RegistrationAnswer",
    "RegistrationEvent",
    "RegistrationGroup",
    "Slot",
    "Training",
    "TrainingDocument",
    "TrainingQuestion",
    "TrainingSession",
]
