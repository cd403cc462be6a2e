"""What happens to training actions, their sessions, and the people registered."""

from collections.abc import Sequence
from dataclasses import dataclass

from forum.accounts.models import User
from forum.core.events import Audited
from forum.trainings.models import (
    Certificate,
    Questionnaire,
    Registration,
    Training,
    TrainingDocument,
    TrainingQuestion,
    TrainingSession,
)


@dataclass(frozen=True)
class RegistrationChanged:
    """A registration stands elsewhere; ``before`` and ``after`` are ``Registration.standing``, «» before it was there.

    Every change emits one, in the transaction of the change: whoever mails or notifies listens to it.
    """

    registration: Registration
    before: str
    after: str
    reason: str = ""
    actor: User | None = None

    @property
    def leaves_confirmed(self) -> bool:
        return self.before == "confirmed" and self.after == "cancelled"


@dataclass(frozen=True)
class SessionOpened(Audited):
    """People may register, for the first time or again (``before``)."""

    session: TrainingSession


@dataclass(frozen=True)
class SessionClosed(Audited):
    """Organisers alone register; who waits still gets the seats that become free."""

    session: TrainingSession


@dataclass(frozen=True)
class SessionChanged(Audited):
    """Another time or another place; ``before`` and ``after`` hold ``starts``, ``ends`` (ISO) and ``place``."""

    session: TrainingSession


@dataclass(frozen=True)
class SessionCancelled(Audited):
    """It does not take place; each registration has changed before. ``session.cancelled_reason`` says why."""

    session: TrainingSession


@dataclass(frozen=True)
class SessionHeld(Audited):
    session: TrainingSession


@dataclass(frozen=True)
class SessionArchived(Audited):
    session: TrainingSession


@dataclass(frozen=True)
class CapacityChanged(Audited):
    """``before`` and ``after``: ``capacity``, ``reserved``, ``per_establishment``."""

    session: TrainingSession


@dataclass(frozen=True)
class SignatureRemoved(Audited):
    """A half-day noted by mistake; ``before`` holds ``slot`` and ``at``."""

    registration: Registration


@dataclass(frozen=True)
class DayClosed(Audited):
    """Who was there is settled; ``after`` holds how many ``present``."""

    session: TrainingSession


@dataclass(frozen=True)
class CertificateIssued(Audited):
    """``after`` holds its number (``certificate``) and the one it supersedes, ``instead_of``."""

    certificate: Certificate


@dataclass(frozen=True)
class AskedAgain:
    """A visitor sent the form for somebody who is registered already; only the mail may say so."""

    registration: Registration


@dataclass(frozen=True)
class TrainingDescribed(Audited):
    """The page of an action says something new; ``before`` and ``after`` hold what changed, mentions by name alone."""

    training: Training


@dataclass(frozen=True)
class TrainingPublished(Audited):
    training: Training


@dataclass(frozen=True)
class TrainingArchived(Audited):
    training: Training


@dataclass(frozen=True)
class SessionPlanned(Audited):
    """A draft nobody but organisers sees; ``after`` holds ``starts`` and ``place``."""

    session: TrainingSession


@dataclass(frozen=True)
class SessionDraftRemoved(Audited):
    session: TrainingSession


@dataclass(frozen=True)
class TrainingDocumentAdded(Audited):
    document: TrainingDocument


@dataclass(frozen=True)
class TrainingDocumentRemoved(Audited):
    document: TrainingDocument


@dataclass(frozen=True)
class QuestionChanged(Audited):
    """Added, worded anew or no longer asked; ``after`` holds the ``wording``, « » when it is asked no more."""

    question: TrainingQuestion


@dataclass(frozen=True)
class QuestionnaireChanged(Audited):
    """Its words, its questions, whether it is open."""

    questionnaire: Questionnaire


@dataclass(frozen=True)
class QuestionnaireSent:
    """Somebody is asked to answer, for the first time or once more."""

    questionnaire: Questionnaire
    registration: Registration
    is_reminder: bool = False


@dataclass(frozen=True)
class RegistrantsExported(Audited):
    """A file with people's data left the house; ``after`` holds the ``format`` and how many ``rows``."""

    session: TrainingSession


@dataclass(frozen=True)
class FiguresExported(Audited):
    """Statistics, or answers to a questionnaire, left as a file; ``after``: ``what``, the ``format``, the ``rows``."""

    training: Training


@dataclass(frozen=True)
class RegistrantsMailed(Audited):
    """The support team writes to ``people`` of a session; ``key`` tells this send from any other. The log: no words."""

    session: TrainingSession
    people: Sequence[Registration]
    heading: str
    body: str
    key: str
