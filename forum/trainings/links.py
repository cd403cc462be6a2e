"""The signed link of a mail with which somebody deals with their registration, and nothing else. Nothing is stored.

It dies when the registration has another address. Whoever moved to another session finds it there with the old link.
"""

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import select

from forum.accounts.sessions import hash_of
from forum.core.db import db
from forum.core.urls import absolute
from forum.trainings.models import Registration


def url_of(registration: Registration, part: str = "by_mail") -> str:
    """The page where the person sees, changes or cancels it without an account; ``part``: by_mail, change_by_mail."""
    return absolute(f"trainings.{part}", token=token_of(registration))


def token_of(registration: Registration) -> str:
    return _signer().dumps([registration.id, _address(registration)])


def read(token: str) -> Registration | None:
    """The registration it is about, where the person is now; None when nobody signed this, or it is dead."""
    try:
        registration_id, address = _signer().loads(token)
    except (BadData, ValueError, TypeError):
        return None
    registration = db.session.get(Registration, registration_id)
    while registration is not None and registration.reason == "moved":
        registration = db.session.scalar(select(Registration).where(Registration.moved_from_id == registration.id))
    return registration if registration is not None and _address(registration) == address else None


def _address(registration: Registration) -> str:
    return hash_of(registration.email)[:16]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="trainings.registration")
