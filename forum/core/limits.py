"""How often something may be tried, counted in a table of our own: it holds with several workers and without Redis.

Tries are counted in a transaction of their own, because they must survive the refusal they lead to. On SQLite that
takes the writer's lock: call ``limit`` before the request's first write.
"""

import hashlib
import hmac
from datetime import timedelta

from flask import Flask, current_app, request
from sqlalchemy import Engine, Index, bindparam, create_engine, delete, func, insert, select, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.clock import now
from forum.core.db import Instant, db, instant, key, short, table_of
from forum.core.errors import TooFast
from forum.core.jobs import periodic


class Attempt(db.Model):
    """One try of something limited; ``who`` is a keyed hash, so that no address is stored."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_what_who_at", "what", "who", "at"),)

    id: Mapped[key]
    what: Mapped[short]
    who: Mapped[short]
    at: Mapped[instant] = mapped_column(index=True)


def init_app(app: Flask) -> None:
    if app.config.get("TRUSTED_PROXIES"):
        from werkzeug.middleware.proxy_fix import ProxyFix

        hops = app.config["TRUSTED_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def limit(what: str, who: object, *bounds: tuple[int, int]) -> None:
    """Count this try of ``what`` by ``who``; TooFast when it passes one of ``bounds`` (times, seconds)."""
    name = _hashed(who)
    moment = now()
    with _engine().begin() as connection:
        if connection.dialect.name == "postgresql":  # parallel tries of one person wait for each other
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": what + name})
        connection.execute(_TRYING, {"what": what, "who": name, "at": moment})
        for times, seconds in bounds:
            since = moment - timedelta(seconds=seconds)
            count, oldest = connection.execute(_COUNTING, {"what": what, "who": name, "since": since}).one()
            if count > times:
                wait = max(1, int((oldest - since).total_seconds()) + 1)
                break
        else:
            return
    raise TooFast(wait)


# Of the table, built once: each message sent is counted.
_TRYING = insert(table_of(Attempt))
_COUNTING = select(func.count(), func.min(Attempt.at)).where(
    Attempt.what == bindparam("what"), Attempt.who == bindparam("who"), Attempt.at > bindparam("since", type_=Instant)
)


def forget(what: str, who: object) -> None:
    """Start counting anew (after a success)."""
    with _engine().begin() as connection:
        connection.execute(delete(Attempt).where(Attempt.what == what, Attempt.who == _hashed(who)))


def forgive(what: str, who: object) -> None:
    """Take back the last try (it succeeded, and only failures count)."""
    name = _hashed(who)
    last = select(func.max(Attempt.id)).where(Attempt.what == what, Attempt.who == name).scalar_subquery()
    with _engine().begin() as connection:
        connection.execute(delete(Attempt).where(Attempt.id == last))


def address() -> str:
    """The address the request comes from; forwarded headers count only from a configured proxy."""
    return request.remote_addr or "?"


def _engine() -> Engine:
    """Connections apart: the request holds one already, and requests that wait for a second one wait for each other."""
    if "limits" not in current_app.extensions:
        options = current_app.config["SQLALCHEMY_ENGINE_OPTIONS"] | {"pool_size": 2}
        current_app.extensions["limits"] = create_engine(db.engine.url, **options)
    return current_app.extensions["limits"]


def _hashed(who: object) -> str:
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.new(secret, str(who).lower().encode(), hashlib.sha256).hexdigest()[:40]


@periodic("core.purge_attempts", hour="3")
def purge_attempts() -> None:
    """Counts older than two days serve no one."""
    db.session.execute(delete(Attempt).where(Attempt.at < now() - timedelta(days=2)))
