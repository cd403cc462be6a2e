"""Sessions: a row for every signed-in browser. Its cookie carries a secret, the row keeps the secret's hash."""

import hashlib
import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from flask import g, has_request_context, request, session
from flask_login import login_user
from sqlalchemy import Select, bindparam, delete, select, update

from forum.accounts.models import User, UserSession
from forum.accounts.reader import COLUMNS, Known, Reader, completed
from forum.accounts.visits import VISIT_ENDS, note_seen
from forum.core.app import READING
from forum.core.clock import now
from forum.core.db import Instant, db, read, table_of
from forum.core.stamps import EVERYWHERE, know_everywhere, stamp_of
from forum.core.viewer import Visitor, is_unnoticed, login_manager, me
from forum.directory.models import DEPARTMENTS, Establishment

STAFF_LIFE, MEMBER_LIFE, BORROWED_LIFE = timedelta(hours=12), timedelta(days=30), timedelta(hours=12)


def open_session(user: User, response: Any = None, stay: bool = True) -> str:
    """Sign ``user`` in, in this browser, under a new secret; ``stay``: past the closing of the browser."""
    session.clear()  # whatever the browser brought along (a fixed session, someone else's form token) ends here
    user.session_token = open_for(user, stay)
    session.permanent = stay
    login_user(user)
    g.viewer = user
    return user.session_token


def open_for(user: User, stay: bool = True) -> str:
    """A new session row for ``user``; the secret that opens it."""
    token = secrets.token_urlsafe(32)
    browser = request.user_agent.string[:200] if has_request_context() else ""
    row = UserSession(user_id=user.id, token_hash=hash_of(token), browser=browser, expires_at=now() + life(user, stay))
    db.session.add(row)
    db.session.flush()
    return token


def life(user: User, stay: bool = True) -> timedelta:
    """How long a session of ``user`` may last."""
    if user.role in ("organiser", "administrator"):
        return STAFF_LIFE
    return MEMBER_LIFE if stay else BORROWED_LIFE


@login_manager.user_loader
def load(token: str) -> User | Reader | None:
    """The person whose living session ``token`` opens: one query, on every page; a ``Reader`` where nothing changes."""
    reads = has_request_context() and request.method in READING
    values = {"token": hash_of(token), "now": now()}
    found = (read(_READER, values) if reads else db.session.execute(_ROW, values)).first()
    if found is None:
        return None
    *person, session_id, seen, place, department, everywhere = found
    if reads:
        know_everywhere(everywhere)
    user = Reader(*person) if reads else person[0]
    if not user.is_active:
        return None
    known = Known(token, _label(place, department), _note_visit(user, session_id, seen))
    return replace(user, **known._asdict()) if isinstance(user, Reader) else completed(user, known)


def _living(*person: Any) -> Select:
    users, rows, places = table_of(User), table_of(UserSession), table_of(Establishment)
    query = select(*person, rows.c.id, rows.c.last_seen_at, places.c.name, places.c.department, stamp_of(*EVERYWHERE))
    query = query.select_from(rows.join(users, users.c.id == rows.c.user_id).outerjoin(places))
    return query.where(rows.c.token_hash == bindparam("token"), rows.c.expires_at > bindparam("now", type_=Instant))


_ROW, _READER = _living(User), _living(*(table_of(User).c[name] for name in COLUMNS))


def _label(name: str | None, department: str | None) -> str:
    place = DEPARTMENTS.get(department or "")
    return f"{name} ({place})" if place else name or ""


def _note_visit(user: User | Reader, session_id: int, seen: datetime) -> datetime | None:
    """Note that the person is here; the end of the visit before, which on a new visit's first page is the last one."""
    at, last = now(), user.last_seen_at
    if not is_unnoticed():
        note_seen(user.id, session_id, at, min(seen, last) if last else None)
    return last if last is not None and at - last > VISIT_ENDS else user.previous_visit_at


def close_session() -> None:
    """Sign this browser out: the row goes, so a copy of the cookie is worth nothing."""
    if token := session.get("_user_id"):
        db.session.execute(delete(UserSession).where(UserSession.token_hash == hash_of(token)))
    session.clear()
    g.viewer = g._login_user = Visitor()


def close_all(user: User) -> None:
    """Sign ``user`` out of every browser."""
    db.session.execute(delete(UserSession).where(UserSession.user_id == user.id))


def close_one(user: User, session_id: int) -> bool:
    """Sign ``user`` out of one browser of theirs; False when it is none of theirs."""
    mine = delete(UserSession).where(UserSession.user_id == user.id, UserSession.id == session_id)
    return db.session.scalar(mine.returning(UserSession.id)) is not None


def shorten(user: User) -> None:
    """Open sessions of someone who joined the support team end when a staff session would."""
    end = now() + STAFF_LIFE
    longer = (UserSession.user_id == user.id) & (UserSession.expires_at > end)
    db.session.execute(update(UserSession).where(longer).values(expires_at=end))


def of(user: User) -> list[UserSession]:
    """The living sessions of ``user``, the last used first."""
    living = (UserSession.user_id == user.id) & (UserSession.expires_at > now())
    return list(db.session.scalars(select(UserSession).where(living).order_by(UserSession.last_seen_at.desc())))


def is_current(row: UserSession) -> bool:
    token = getattr(me(), "session_token", None)
    return token is not None and row.token_hash == hash_of(token)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
