"""What administrators do here."""

from dataclasses import dataclass

from forum.accounts.models import Invitation
from forum.core.events import Audited
from forum.core.mail import OutboxMail
from forum.core.settings import Setting
from forum.directory.models import Establishment


@dataclass(frozen=True)
class SettingChanged(Audited):
    setting: Setting


@dataclass(frozen=True)
class MailQueuedAgain(Audited):
    mail: OutboxMail


@dataclass(frozen=True)
class EstablishmentsMerged(Audited):
    """The kept establishment; ``before`` says which one is gone."""

    establishment: Establishment


@dataclass(frozen=True)
class InvitationWithdrawn(Audited):
    invitation: Invitation
