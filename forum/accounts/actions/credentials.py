"""Passwords, addresses and sessions: what proves who one is."""

from sqlalchemy.exc import IntegrityError

from forum.accounts import links, mails, passwords, queries, sessions
from forum.accounts.events import EmailChanged, PasswordChanged, SignedOutEverywhere
from forum.accounts.models import User
from forum.core.db import db
from forum.core.events import emit


def request_sign_in_link(email: str) -> None:
    """Mail what this address needs: a link to sign in, to confirm, or the news that it has no account."""
    _answer_by_mail(email, mails.send_sign_in, mails.send_confirm)


def request_reset(email: str) -> None:
    """Mail the link to choose a new password; it also confirms an address that never was."""
    _answer_by_mail(email, mails.send_reset, mails.send_reset)


def _answer_by_mail(email, known, unconfirmed) -> None:
    """One mail in every case, so that neither the answer nor the time it takes tells whether there is an account."""
    user = queries.by_email(email)
    if user is None or user.state in ("left", "erased"):
        mails.send_nobody_here(queries.tidy_email(email))
    else:
        (unconfirmed if user.state == "unconfirmed" else known)(user)


def choose_password(user: User, password_hash: str) -> None:
    """A new password after a mailed link: whoever was signed in is out, every link sent before is dead."""
    user.password_hash = password_hash
    sessions.close_all(user)
    links.kill_all(user)
    db.session.flush()
    emit(PasswordChanged(user, actor=user))
    mails.send_password_changed(user)


def change_password(user: User, password: str) -> None:
    """A new password from the preferences; the caller opens a session anew for this browser."""
    choose_password(user, passwords.hashed(password))


def change_email(user: User, new: str) -> None:
    """Ask the new address to confirm; one that has an account is told so, and the person sees no difference."""
    new = queries.tidy_email(new)
    if queries.by_email(new):
        mails.send_already_here(new)
        mails.send_change_notice(user, new)
    else:
        mails.send_change_email(user, new)


def apply_email_change(user: User, new: str) -> bool:
    """The new address is confirmed: it is theirs from now on. False when someone else took it meanwhile."""
    old = user.email
    if queries.by_email(new) or not _took(user, new):
        return False
    links.kill_all(user)
    db.session.flush()
    emit(EmailChanged(user, former=old, actor=user))
    mails.send_email_changed(user, old)
    return True


def _took(user: User, email: str) -> bool:
    """Whether the address is theirs now; of two people who take it at once, one gets it."""
    try:
        with db.session.begin_nested():
            user.email = email
        return True
    except IntegrityError:
        return False


def sign_out_everywhere(user: User, by: User | None = None) -> None:
    """End every session of ``user``, this browser's included."""
    sessions.close_all(user)
    emit(SignedOutEverywhere(user, actor=by or user))
