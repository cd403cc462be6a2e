"""Slow and periodic work about accounts."""

from datetime import timedelta

from sqlalchemy import delete, exists, select

from forum.accounts import mails
from forum.accounts.models import Invitation, MailedLink, User, UserSession
from forum.core.clock import now
from forum.core.db import db
from forum.core.jobs import job, periodic
from forum.directory.models import Establishment

UNCONFIRMED_FOR = timedelta(days=14)
NOT_AGAIN_FOR = timedelta(minutes=10)


@job("accounts.note_failed_sign_in")
def note_failed_sign_in(user_id: int, knew_password: bool) -> None:
    """Mail the confirmation again to someone who signs in before confirming; every other failure: nothing."""
    user = db.session.get(User, user_id)
    if user is None or not knew_password or user.state != "unconfirmed":
        return
    fresh = select(exists().where(MailedLink.user_id == user.id, MailedLink.created_at > now() - NOT_AGAIN_FOR))
    if not db.session.scalar(fresh):
        mails.send_confirm(user)


@periodic("accounts.purge", hour="3", minute="10")
def purge() -> None:
    """Forget addresses never confirmed, ended sessions, dead links, old invitations, places nobody works at."""
    never = (User.state == "unconfirmed") & (User.created_at < now() - UNCONFIRMED_FOR)
    db.session.execute(delete(User).where(never))
    db.session.execute(delete(UserSession).where(UserSession.expires_at < now()))
    db.session.execute(delete(MailedLink).where(MailedLink.expires_at < now() - timedelta(days=1)))
    db.session.execute(delete(Invitation).where(Invitation.expires_at < now() - timedelta(days=90)))
    someone = exists().where(User.establishment_id == Establishment.id)
    invited = exists().where(Invitation.establishment_id == Establishment.id)
    old = Establishment.created_at < now() - UNCONFIRMED_FOR
    db.session.execute(delete(Establishment).where(~Establishment.is_known, ~someone, ~invited, old))
