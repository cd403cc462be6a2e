"""Reading the audit log, the latest act first."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from forum.audit.models import AuditEntry
from forum.core.clock import midnight
from forum.core.db import db
from forum.core.paging import Page, page_of

SIZE = 50


@dataclass(frozen=True)
class Wanted:
    """What to look for; a field left out asks nothing. The days are those of Paris, both included."""

    verb: str = ""
    actor_id: int | None = None
    subject_kind: str = ""
    subject_id: int | None = None
    since: date | None = None
    until: date | None = None


def entries(wanted: Wanted | None = None, page: int = 1) -> Page:
    """One page of the entries asked for, with who acted."""
    query = _filtered(wanted or Wanted())
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = query.options(joinedload(AuditEntry.actor)).order_by(AuditEntry.id.desc()).limit(SIZE)
    return page_of(list(db.session.scalars(rows.offset((page - 1) * SIZE))), total, SIZE, page)


def verbs() -> list[str]:
    """The verbs that occur in the log."""
    return list(db.session.scalars(select(AuditEntry.verb).distinct().order_by(AuditEntry.verb)))


def _filtered(wanted: Wanted) -> Select[AuditEntry]:
    query = select(AuditEntry)
    for column in ("verb", "actor_id", "subject_kind", "subject_id"):
        if value := getattr(wanted, column):
            query = query.where(getattr(AuditEntry, column) == value)
    if wanted.since:
        query = query.where(AuditEntry.at >= midnight(wanted.since))
    if wanted.until:
        query = query.where(AuditEntry.at < midnight(wanted.until + timedelta(days=1)))
    return query
