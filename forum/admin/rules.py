"""Who may enter which page here: organisers look after people and establishments, administrators after everything.

What may be done to an account is said by the accounts room. No rule opens a category: administrators read the names and
rights of private ones here, never what is inside.
"""

from typing import Any

from forum.accounts.models import Invitation, User
from forum.admin.queries.outbox import are_files
from forum.audit.models import AuditEntry
from forum.categories.models import Category
from forum.core.mail import OutboxMail
from forum.core.rules import rule
from forum.core.settings import StoredSetting
from forum.directory.models import Dimension, Establishment
from forum.groups.models import Group


@rule("list", User)
@rule("list", Invitation)
@rule("administer", Establishment)
def is_staff(viewer: Any, subject: Any) -> bool:
    return viewer.is_organiser


@rule("administer", Group)
@rule("administer", Category)
@rule("administer", Dimension)
@rule("administer", StoredSetting)
@rule("administer", OutboxMail)
@rule("administer", AuditEntry)
def is_administrator(viewer: Any, subject: Any) -> bool:
    return viewer.is_administrator


@rule("read", OutboxMail)
def can_read_mail(viewer: Any, mail: OutboxMail) -> bool:
    """Only while no mail server is configured, and only mails about an account: those about a topic may come from a
    category that is closed to this administrator, and with a server one-time links are their reader's alone."""
    return viewer.is_administrator and are_files() and mail.kind.startswith("accounts.")
