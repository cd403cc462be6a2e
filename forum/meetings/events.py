"""What happens to meetings."""

from dataclasses import dataclass

from forum.accounts.models import User
from forum.core.events import Audited
from forum.meetings.models import Meeting, Workshop


@dataclass(frozen=True)
class MeetingScheduled(Audited):
    """The date is told: whoever may read the meeting is invited."""

    meeting: Meeting


@dataclass(frozen=True)
class MeetingMoved(Audited):
    """Another time or another place; ``before`` and ``after`` hold ``starts``, ``ends`` (ISO) and ``place``."""

    meeting: Meeting


@dataclass(frozen=True)
class MeetingCancelled(Audited):
    """It does not take place; ``meeting.cancelled_reason`` says why."""

    meeting: Meeting


@dataclass(frozen=True)
class PresenceAnswered:
    """A person said whether they come, from the page or from a mail."""

    meeting: Meeting
    user: User


@dataclass(frozen=True)
class PresenceNoted(Audited):
    """The support team answered for a person, after a phone call."""

    user: User


@dataclass(frozen=True)
class AnswersAskedFor(Audited):
    """Those who had not answered were written to."""

    meeting: Meeting
    user_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class PresencesExported(Audited):
    """The list of who comes left as a file."""

    meeting: Meeting


@dataclass(frozen=True)
class WorkshopCreated(Audited):
    workshop: Workshop


@dataclass(frozen=True)
class WorkshopChanged(Audited):
    workshop: Workshop


@dataclass(frozen=True)
class WorkshopDeleted(Audited):
    workshop: Workshop
