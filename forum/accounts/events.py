"""What happened to people's accounts."""

from dataclasses import dataclass
from typing import Any

from forum.accounts.models import Invitation, User
from forum.core.events import Audited


@dataclass(frozen=True)
class AccountConfirmed:
    """The person has shown that the address is theirs."""

    user: User


@dataclass(frozen=True)
class AccountAwaitsAdmission:
    """Nobody vouches for this confirmed address yet: an organiser decides."""

    user: User


@dataclass(frozen=True)
class AccountAdmitted(Audited):
    """The person is a member: admitted by ``by``, or at once (invited, known domain). ``groups``: slugs to join."""

    user: User
    groups: tuple[str, ...] = ()

    @property
    def by(self) -> Any:
        """The organiser who admitted, None when the address itself vouched."""
        return self.actor


@dataclass(frozen=True)
class AccountRefused(Audited):
    """An organiser did not admit the person; their data is struck out once the listeners have been told."""

    user: User


@dataclass(frozen=True)
class PersonInvited(Audited):
    invitation: Invitation


@dataclass(frozen=True)
class RoleChanged(Audited):
    user: User


@dataclass(frozen=True)
class AccountSuspended(Audited):
    user: User


@dataclass(frozen=True)
class SuspensionLifted(Audited):
    user: User


@dataclass(frozen=True)
class PersonReturned(Audited):
    """Whoever had left is a member again."""

    user: User


@dataclass(frozen=True)
class PersonLeft(Audited):
    """The person left the establishment; their signature stays under what they wrote."""

    user: User


@dataclass(frozen=True)
class EmailChanged(Audited):
    """The new address is confirmed; ``former`` is the one before. (The log holds no address.)"""

    user: User
    former: str = ""


@dataclass(frozen=True)
class PasswordChanged(Audited):
    user: User


@dataclass(frozen=True)
class SignedOutEverywhere(Audited):
    user: User


@dataclass(frozen=True)
class ProfileChanged(Audited):
    """Names, function or establishment changed; ``after`` says which fields, not what stood there."""

    user: User
