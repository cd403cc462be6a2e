"""The mails about accounts. Each says why it came, and what to do when one did not ask for it."""

from datetime import datetime
from typing import Any

from forum.accounts import links
from forum.accounts.models import Invitation, User
from forum.core.mail import send_mail
from forum.core.urls import absolute


def send_confirm(user: User) -> None:
    """The link that shows the address is theirs."""
    token = links.issue("confirm", user)
    _send("confirm", user, url=absolute("accounts.confirm", token=token))


def send_already_here(email: str, locale: str = "") -> None:
    """Someone signed up with an address that has an account: only its owner is told."""
    _send_to("already_here", email, locale, url=absolute("accounts.sign_in"), forgot=absolute("accounts.forgot"))


def send_nobody_here(email: str, locale: str = "") -> None:
    """Someone asked for a link for an address that has no account: only its owner is told."""
    _send_to("nobody_here", email, locale, url=absolute("accounts.sign_up"))


def send_sign_in(user: User) -> None:
    token = links.issue("sign_in", user)
    _send("sign_in", user, url=absolute("accounts.use_sign_in_link", token=token))


def send_reset(user: User) -> None:
    token = links.issue("reset", user)
    _send("reset", user, url=absolute("accounts.reset", token=token))


def send_change_email(user: User, new: str) -> None:
    """To the new address the link, to the old one a notice."""
    token = links.issue("change_email", user, new)
    _send_to("change_email", new, user.locale, user=user, url=absolute("accounts.use_email_link", token=token))
    send_change_notice(user, new)


def send_change_notice(user: User, new: str) -> None:
    _send("change_email_notice", user, new=new, url=absolute("accounts.security"))


def send_email_changed(user: User, old: str) -> None:
    """To the address that was left, which is the one a thief would not read."""
    _send_to("email_changed", old, user.locale, user=user)


def send_password_changed(user: User) -> None:
    _send("password_changed", user, url=absolute("accounts.forgot"))


def send_refused(user: User, reason: str) -> None:
    _send("refused", user, reason=reason)


def send_suspended(user: User, until: datetime | None, reason: str) -> None:
    _send("suspended", user, until=until, reason=reason)


def send_invitation(invitation: Invitation, token: str, by: Any) -> None:
    url = absolute("accounts.use_invitation", token=token)
    _send_to("invitation", invitation.email, "", invitation=invitation, by=by, url=url)


def _send(name: str, user: User, **context: Any) -> None:
    _send_to(name, user.email, user.locale, user=user, **context)


def _send_to(name: str, email: str, locale: str, **context: Any) -> None:
    send_mail(f"accounts.{name}", email, f"accounts/email/{name}", locale=locale, **context)
