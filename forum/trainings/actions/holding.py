"""Holding sessions: of all who count their seats at once, one counts, and the others wait."""

from sqlalchemy import update

from forum.core.db import db
from forum.trainings.models import Registration, TrainingSession


def hold(*sessions: TrainingSession) -> None:
    """Make whoever else counts here wait until we have committed, and read the sessions as they are now.

    It must be the first write of the transaction: the rows' locks (on SQLite the writer's), in ascending order, so that
    two who hold several never wait for each other. Read what the decision rests on afterwards.
    """
    wanted = sorted({session.id: session for session in sessions}.items())
    for session_id, _session in wanted:
        mine = update(TrainingSession).where(TrainingSession.id == session_id)
        held = mine.values(lock_version=TrainingSession.lock_version + 1)
        db.session.execute(held, execution_options={"synchronize_session": False})
    for _session_id, session in wanted:
        db.session.refresh(session)


def hold_registration(registration: Registration) -> TrainingSession:
    """The session of the registration, held; the registration as it is now."""
    session = registration.session
    hold(session)
    db.session.refresh(registration)
    return session
