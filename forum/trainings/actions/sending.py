"""Registering from a form: an impatient second click finds what the first one led to."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, func, select

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db, insert, table_of
from forum.core.events import emit
from forum.trainings.actions.admission import Line, Person, register
from forum.trainings.events import AskedAgain
from forum.trainings.models import Registration, RegistrationSend, TrainingSession
from forum.trainings.models.registration import HOLDING
from forum.trainings.queries.seats import seats


def register_once(
    sent_key: str | None, session: TrainingSession, people: Sequence[Person], *, by: User | None, **how: Any
) -> RegistrationSend:
    """Register them as ``admission.register`` does, unless this very send has been; what became of each line.

    The key is taken first: of two sends at once, the second waits here until the first is settled, and reads it.
    """
    key = _key(sent_key, session, people, by)
    taken = insert(table_of(RegistrationSend)).on_conflict_do_nothing().returning(RegistrationSend.key)
    values = {"key": key, "session_id": session.id, "by_id": by.id if by else None, "lines": [], "at": now()}
    is_first = db.session.scalar(taken, values) is not None
    send = db.session.scalars(select(RegistrationSend).filter_by(key=key), execution_options=FRESH).one()
    if is_first:
        lines = register(session, people, by=by, **how)
        send.lines = [_told(line) if by else _told_to_a_visitor(line, session) for line in lines]
        db.session.flush()
    return send


FRESH = {"populate_existing": True}
KEPT = timedelta(days=1)


def forget_sends() -> None:
    """Let go of the answers of yesterday's forms."""
    old = delete(RegistrationSend).where(RegistrationSend.at < now() - KEPT)
    db.session.execute(old, execution_options={"synchronize_session": False})


def _key(sent_key: str | None, session: TrainingSession, people: Sequence[Person], by: User | None) -> str:
    """The editor, who sends, where, and the words: what is changed after « Back » is another send."""
    words = [f"{person.key} {person.function} {person.needs}" for person in people]
    parts = "\0".join((sent_key or uuid4().hex, str(by.id if by else ""), str(session.id), *words))
    return hashlib.sha256(parts.encode()).hexdigest()


def _told(line: Line) -> dict[str, Any]:
    name = f"{line.person.first_name} {line.person.last_name}"
    own = line.registration.id if line.registration and line.outcome != "duplicate" else None
    return {"name": name, "outcome": line.outcome, "sentence": line.sentence, "registration_id": own}


def _told_to_a_visitor(line: Line, session: TrainingSession) -> dict[str, Any]:
    """Nobody learns here that an address is registered already: its owner does, by mail."""
    if line.outcome == "duplicate" and line.registration:
        emit(AskedAgain(line.registration))
        fits = session.has_waitlist or _has_room(session, line.person.house)
        return _told(line) | {"outcome": "pending" if fits else "full", "sentence": ""}
    return _told(line) | {"sentence": ""}


def _has_room(session: TrainingSession, house: str) -> bool:
    """Would somebody new from there get a seat?"""
    there = select(func.count()).where(Registration.session_id == session.id, Registration.house == house)
    cap = session.per_establishment
    taken = db.session.scalar(there.where(Registration.state.in_(HOLDING))) or 0
    is_capped = cap is not None and bool(house) and taken >= cap
    return not is_capped and not seats(session).is_full
