"""Tables of trainings, and facts about one row."""

from forum.trainings.models.attendance import Certificate, CertificateYear, Signature
from forum.trainings.models.questionnaire import (
    Purge,
    Question,
    Questionnaire,
    QuestionnaireInvitation,
    Sheet,
    SheetAnswer,
)
from forum.trainings.models.registration import (
    Registration,
    RegistrationAnswer,
    RegistrationEvent,
    RegistrationGroup,
    TrainingQuestion,
)
from forum.trainings.models.sending import RegistrationSend
from forum.trainings.models.training import Slot, Training, TrainingDocument, TrainingSession

__all__ = [
    "Certificate",
    "CertificateYear",
    "Purge",
    "Question",
    "Questionnaire",
    "QuestionnaireInvitation",
    "Registration",
    "RegistrationAnswer",
    "RegistrationEvent",
    "RegistrationGroup",
    "RegistrationSend",
    "Sheet",
    "SheetAnswer",
    "Signature",
    "Slot",
    "Training",
    "TrainingDocument",
    "TrainingQuestion",
    "TrainingSession",
]
