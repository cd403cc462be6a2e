"""Is this person who they say they are? Tries are counted; only failures stay counted."""

from forum.accounts import passwords, queries
from forum.accounts.models import User
from forum.core.db import keep
from forum.core.jobs import enqueue
from forum.core.limits import address, forget, forgive, limit

TRIES = ((10, 300), (30, 3600))  # times, seconds
MAILS_TO, MAILS_FROM = ((5, 900), (12, 86400)), ((60, 3600),)  # a meeting room signs up through one line


def authenticate(email: str, password: str) -> User | None:
    """The person with this address and password, suspended or not; None when the two don't go together.

    It takes as long when the address has no account. TooFast after too many failures, for the address typed and for the
    place the tries come from.
    """
    email = queries.tidy_email(email)
    limit("accounts.sign_in_from", address(), *TRIES)
    limit("accounts.sign_in", email, *TRIES)
    user = queries.by_email(email)
    right = passwords.matches(password, user.password_hash if user else None)
    if user and right and user.state in ("pending", "active"):
        _welcome(user, password)
        return user
    enqueue("accounts.note_failed_sign_in", user.id if user else 0, right)
    keep()  # the refusal that follows would forget the job
    return None


def _welcome(user: User, password: str) -> None:
    forgive("accounts.sign_in_from", address())
    forget("accounts.sign_in", user.email)
    if passwords.is_outdated(user.password_hash or ""):
        user.password_hash = passwords.hashed(password)


def knows_password(user: User, password: str) -> bool:
    """Does someone who is signed in know the password too? Counted like signing in."""
    limit("accounts.check_password", user.id, *TRIES)
    right = passwords.matches(password, user.password_hash)
    if right:
        forget("accounts.check_password", user.id)
    return right


def may_mail(email: str) -> None:
    """Count a mail asked for by a stranger; TooFast when this address, or this place, asked for too many."""
    limit("accounts.mail_from", address(), *MAILS_FROM)
    limit("accounts.mail_to", queries.tidy_email(email), *MAILS_TO)
