"""Inviting: an organiser vouches for an address."""

import secrets
from datetime import timedelta

from sqlalchemy import select

from forum.accounts import mails, queries
from forum.accounts.events import PersonInvited
from forum.accounts.models import Invitation, User
from forum.accounts.sessions import hash_of
from forum.core.clock import now
from forum.core.db import db, insert
from forum.core.events import emit
from forum.directory.actions import find_or_add

LIFE = timedelta(days=30)


def invite(
    email: str,
    first_name: str = "",
    last_name: str = "",
    function: str = "",
    establishment: str = "",
    by: User | None = None,
    groups: tuple[str, ...] | list[str] = (),
) -> Invitation | None:
    """Mail an invitation bound to ``email``; inviting again sends a new link and kills the one before.

    None when the address has an account. Someone who waits for admission is to be admitted instead.
    """
    email = queries.tidy_email(email)
    user = queries.by_email(email)
    if user is not None and user.state != "unconfirmed":
        return None
    token = secrets.token_urlsafe(32)
    invitation = _row_of(email)
    invitation.first_name, invitation.last_name, invitation.function = first_name, last_name, function
    invitation.establishment_id = find_or_add(establishment).id if establishment else None
    invitation.groups = list(groups)
    invitation.token_hash, invitation.invited_by_id = hash_of(token), by.id if by else None
    invitation.created_at, invitation.expires_at, invitation.accepted_at = now(), now() + LIFE, None
    db.session.flush()
    emit(PersonInvited(invitation, actor=by, after={"groups": list(groups)}))
    mails.send_invitation(invitation, token, by)
    return invitation


def _row_of(email: str) -> Invitation:
    """The invitation of this address, held; two organisers at once find the same one."""
    bare = {"email": email, "token_hash": hash_of(secrets.token_urlsafe(32)), "expires_at": now()}
    db.session.execute(insert(Invitation).values(**bare).on_conflict_do_nothing(index_elements=["email"]))
    row = select(Invitation).where(Invitation.email == email).with_for_update()
    return db.session.scalars(row.execution_options(populate_existing=True)).one()


def withdraw(invitation: Invitation) -> None:
    """The invitation no longer opens anything."""
    invitation.expires_at = now()
    db.session.flush()
