"""What happens to groups."""

from dataclasses import dataclass

from forum.accounts.models import User
from forum.core.events import Audited
from forum.groups.models import Group


@dataclass(frozen=True)
class GroupCreated(Audited):
    group: Group


@dataclass(frozen=True)
class GroupChanged(Audited):
    group: Group


@dataclass(frozen=True)
class MemberAdded(Audited):
    group: Group
    user: User


@dataclass(frozen=True)
class MemberRemoved(Audited):
    group: Group
    user: User
