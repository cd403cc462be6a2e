"""Invitations sent."""

from sqlalchemy import select

from forum.accounts.models import Invitation
from forum.core.db import db

SHOWN = 200


def latest() -> list[Invitation]:
    """The latest invitations: those that wait for an answer first."""
    order = (Invitation.accepted_at.is_not(None), Invitation.id.desc())
    return list(db.session.scalars(select(Invitation).order_by(*order).limit(SHOWN)))


def get_invitation(invitation_id: int) -> Invitation:
    return db.get_or_404(Invitation, invitation_id)
