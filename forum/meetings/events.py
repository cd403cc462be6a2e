"""What happens to meetings."""

from dataclasses import dataclass

from forum.accounts.models import User
from forum.core.events import Audited
from forum.meetings.models import (
    Action,
    AgendaItem,
    Decision,
    Meeting,
    MeetingDocument,
    Minutes,
    MinutesCorrection,
    Series,
    Workshop,
)
from forum.topics.models import Post


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
class MeetingEdited(Audited):
    """Neither time nor place of a meeting that is told: its words, or a draft."""

    meeting: Meeting


@dataclass(frozen=True)
class MeetingHeld(Audited):
    """It took place."""

    meeting: Meeting


@dataclass(frozen=True)
class MeetingClosed(Audited):
    meeting: Meeting


@dataclass(frozen=True)
class DraftRemoved(Audited):
    """A meeting that nobody was told of is gone."""

    meeting: Meeting


@dataclass(frozen=True)
class SeriesCreated(Audited):
    series: Series


@dataclass(frozen=True)
class SeriesChanged(Audited):
    series: Series


@dataclass(frozen=True)
class SeriesArchived(Audited):
    """Put aside, or taken up again (``after``)."""

    series: Series


@dataclass(frozen=True)
class DocumentAdded(Audited):
    document: MeetingDocument


@dataclass(frozen=True)
class DocumentRemoved(Audited):
    document: MeetingDocument


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
class SubstituteNamed:
    """``person`` does not come, and ``substitute`` comes instead; ``is_written``: by mail already, with the date."""

    meeting: Meeting
    person: User
    substitute: User
    actor: User
    is_written: bool = False


@dataclass(frozen=True)
class SubstituteReleased:
    """``person`` counts on ``substitute`` no more; ``is_written``: by mail already, taking the date back."""

    meeting: Meeting
    person: User
    substitute: User
    actor: User
    is_written: bool = False


@dataclass(frozen=True)
class SubstituteDeclined:
    """``person`` counts on ``substitute``, who does not come."""

    meeting: Meeting
    person: User
    substitute: User
    actor: User


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


@dataclass(frozen=True)
class AgendaPublished(Audited):
    """``post``: the message in the meeting's topic that says so. ``is_again``: it was published before, and changed."""

    meeting: Meeting
    post: Post | None = None
    is_again: bool = False


@dataclass(frozen=True)
class MeetingReworded:
    """Its page says something else, and nobody is told: a proposal came, changed or went, a workshop went."""

    meeting: Meeting


@dataclass(frozen=True)
class ProposalSettled:
    """The agenda is published, and with it what becomes of a proposal: accepted, declined, merged or deferred."""

    item: AgendaItem
    actor: User


@dataclass(frozen=True)
class ItemAccepted(Audited):
    item: AgendaItem


@dataclass(frozen=True)
class ItemDeclined(Audited):
    item: AgendaItem


@dataclass(frozen=True)
class ItemMerged(Audited):
    """``after`` names the item that it lives on in."""

    item: AgendaItem


@dataclass(frozen=True)
class ItemDeferred(Audited):
    """``after`` names the meeting where it stands now."""

    item: AgendaItem


@dataclass(frozen=True)
class ItemRemoved(Audited):
    item: AgendaItem


@dataclass(frozen=True)
class MinutesPublished(Audited):
    """Members read the minutes from now on; decisions and actions have their numbers."""

    minutes: Minutes


@dataclass(frozen=True)
class MinutesAmended(Audited):
    """Published minutes were corrected, for a reason that readers see."""

    minutes: Minutes


@dataclass(frozen=True)
class MinutesSettled(Audited):
    """Sent to be read again, approved, or taken up again; ``before`` and ``after``: the state."""

    minutes: Minutes


@dataclass(frozen=True)
class CorrectionProposed:
    """A member proposes to put something right in published minutes."""

    correction: MinutesCorrection
    actor: User


@dataclass(frozen=True)
class CorrectionSettled(Audited):
    """It was accepted, as an amendment, or declined with a word; ``before`` and ``after``: the state."""

    correction: MinutesCorrection


@dataclass(frozen=True)
class DecisionChanged(Audited):
    """``before`` and ``after``: the state."""

    decision: Decision


@dataclass(frozen=True)
class ActionAssigned:
    """An action is given to a member."""

    action: Action
    actor: User | None = None


@dataclass(frozen=True)
class ActionChanged(Audited):
    """``before`` and ``after``: the state."""

    action: Action


@dataclass(frozen=True)
class ActionDue:
    """The day of an action that is not done comes near, or has passed (``is_late``)."""

    action: Action
    is_late: bool = False
