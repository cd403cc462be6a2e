"""The one place where a registration changes its state: the row, its journal and the house say the same."""

from datetime import datetime
from typing import Any

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.trainings.actions.admission.refusals import Settled
from forum.trainings.events import RegistrationChanged
from forum.trainings.models import Registration, RegistrationEvent

NEW = ""
WAYS = {
    NEW: {"pending", "confirmed", "waitlisted"},
    "pending": {"pending", "confirmed", "cancelled"},  # from one question to the next
    "waitlisted": {"waitlisted", "pending", "confirmed", "cancelled"},  # waiting, with an address that is known now
    "confirmed": {"cancelled", "attended", "no_show"},
    "attended": {"no_show"},
    "no_show": {"attended"},
    "cancelled": set(),  # the end: who comes back gets a new row
}
FACTS = ("pending_for", "reason", "waitlist_pos", "is_reserved")


def change(
    one: Registration,
    state: str,
    *,
    pending_for: str = "",
    expires_at: datetime | None = None,
    reason: str = "",
    by: User | None = None,
    note: str = "",
    is_new: bool = False,
) -> None:
    """Take the registration to ``state`` (Settled where no way leads), keep a line of it, and tell the house."""
    before = NEW if is_new else one.standing
    if state not in WAYS[before.partition(":")[0]]:
        raise Settled
    one.state, one.pending_for, one.expires_at, one.reason, one.note = state, pending_for, expires_at, reason, note
    if state != "waitlisted":
        one.waitlist_pos = None
    one.changed_at = now()
    db.session.add(RegistrationEvent(registration_id=one.id, note=note, actor_id=by and by.id, **_line(one)))
    db.session.flush()
    emit(RegistrationChanged(one, before, one.standing, reason, by))


def _line(one: Registration) -> dict[str, Any]:
    return {"state": one.state, "facts": {name: getattr(one, name) for name in FACTS}}


def replay(lines: list[RegistrationEvent]) -> dict[str, Any]:
    """Where a registration stands after the lines of its journal, in order; Settled when no way leads along them."""
    standing: dict[str, Any] = {"state": NEW}
    for line in lines:
        if line.state not in WAYS[standing["state"]]:
            raise Settled
        standing = {"state": line.state} | line.facts
    return standing
