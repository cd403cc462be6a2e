"""Slow work, done after the commit by one consumer process; one code path for SQLite and Redis queues.

Huey forgets a task once it has been handed out, so a job that matters finds its work in rows with a state, is
idempotent, and has a periodic sweep that queues it again.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask, current_app
from sqlalchemy import delete, event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from forum.core import queues
from forum.core.clock import now
from forum.core.db import db, instant, short
from forum.core.logs import log

Work = Callable[..., Any]
_jobs: dict[str, Work] = {}
_periodic: dict[str, tuple[Work, dict[str, str]]] = {}


class PeriodicRun(db.Model):
    """A periodic job's run at one minute, so that two consumers never do it twice."""

    __tablename__ = "periodic_runs"

    name: Mapped[short] = mapped_column(primary_key=True)
    minute: Mapped[short] = mapped_column(primary_key=True)
    at: Mapped[instant] = mapped_column(default=now)


def init_app(app: Flask) -> None:
    app.extensions["huey"] = huey = queues.make(app)
    app.extensions["run_job"] = huey.task(name="run_job")(lambda name, *args: _run_in(app, name, *args))


def complete(app: Flask) -> None:
    """Hand the periodic jobs of every room to the queue."""
    from huey import crontab  # behind ``queues.make``, which says what of it is loaded

    huey = app.extensions["huey"]
    for name, (_work, when) in _periodic.items():
        at = crontab(**({"minute": "0"} | when))  # type: ignore[arg-type]
        huey.periodic_task(at, name=name)(lambda name=name: _run_once(app, name))


def job(name: str) -> Callable[[Work], Work]:
    """Register slow work under a stable ``name`` (``room.verb``)."""

    def register(work: Work) -> Work:
        _jobs[name] = work
        return work

    return register


def periodic(name: str, **when: str) -> Callable[[Work], Work]:
    """Register work done at ``when``, in crontab fields (UTC); minute 0 unless told."""

    def register(work: Work) -> Work:
        _periodic[name] = (work, when)
        return job(name)(work)

    return register


def enqueue(name: str, *args: Any) -> None:
    """Queue the job once the current transaction has been committed; a roll-back forgets it."""
    if name not in _jobs:
        raise LookupError(f"No job is called {name!r}.")
    db.session.info.setdefault("jobs", []).append((name, args))


def run(name: str, *args: Any) -> None:
    """Do the job now and commit (the consumer, the CLI and tests)."""
    try:
        _jobs[name](*args)
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


def run_waiting(app: Flask) -> int:
    """Do all that is queued now, in this process; how many jobs that was. For tests and the CLI."""
    huey = app.extensions["huey"]
    count = 0
    while (task := huey.dequeue()) is not None:
        huey.execute(task)
        count += 1
    return count


def registered() -> dict[str, Work]:
    return _jobs


def schedule() -> dict[str, dict[str, str]]:
    return {name: when for name, (_work, when) in _periodic.items()}


def _run_in(app: Flask, name: str, *args: Any) -> None:
    with app.app_context():
        run(name, *args)


def _run_once(app: Flask, name: str) -> None:
    """Run a periodic job unless another consumer took this minute."""
    with app.app_context():
        minute = now().strftime("%Y-%m-%dT%H:%M")
        try:
            db.session.add(PeriodicRun(name=name, minute=minute))
            db.session.commit()
        except IntegrityError:
            db.session.rollback()
            return
        run(name)


@event.listens_for(Session, "after_commit")
def _queue_after_commit(session: Session) -> None:
    for name, args in session.info.pop("jobs", ()):
        try:
            current_app.extensions["run_job"](name, *args)
        except Exception:  # the queue is away: what was answered stays answered, the sweep queues it all again
            log.exception("job not queued", job=name)
            return


@event.listens_for(Session, "after_rollback")
def _forget_after_rollback(session: Session) -> None:
    session.info.pop("jobs", None)


@periodic("core.purge_runs", hour="4")
def purge_runs() -> None:
    """Run keys older than a week serve no one."""
    db.session.execute(delete(PeriodicRun).where(PeriodicRun.at < now() - timedelta(days=7)))
