"""The signed link of a mail with which somebody deals with their registration, and nothing else. Nothing is stored.

It dies when the registration has another address. Whoever moved to another session, or cancelled and came back, finds
it there with the old link.
"""

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import select

from forum.accounts.sessions import hash_of
from forum.core.db import db
from forum.core.urls import absolute
from forum.trainings.models import Registration
from forum.trainings.models.registration import LIVE


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
    if registration is None or _address(registration) != address:
        return None
    return _after(registration)


def _after(registration: Registration) -> Registration:
    """Of what was cancelled, the registration with which the same person came back, if there is one."""
    if registration.state != "cancelled":
        return registration
    same = (Registration.training_id == registration.training_id, Registration.person == registration.person)
    return db.session.scalar(select(Registration).where(*same, Registration.state.in_(LIVE))) or registration


def _address(registration: Registration) -> str:
    return hash_of(registration.email)[:16]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="trainings.registration")
