"""Every audited event becomes an entry, in the transaction of the act itself."""

from typing import Any

from forum.audit.models import AuditEntry
from forum.core.db import db
from forum.core.events import Audited, listen

WORDS = {"title", "body", "text", "html", "subject", "excerpt"}  # what people wrote is no business of the log
LONG = 200  # characters; longer than any small fact


@listen(Audited)
def write_down(event: Audited) -> None:
    subject = event.subject
    db.session.flush()  # the subject of « created » has its key from here on
    entry = AuditEntry(
        actor_id=getattr(event.actor, "id", None),
        verb=type(event).__name__,
        subject_kind=type(subject).__name__,
        subject_id=_key(subject),
        before=facts(event.before),
        after=facts(event.after),
    )
    db.session.add(entry)
    db.session.flush()


def facts(values: dict[str, Any]) -> dict[str, Any]:
    """``values`` without anything that people wrote: it says that words changed, not which."""
    return {name: "…" if name in WORDS or _is_long(value) else value for name, value in values.items()}


def _is_long(value: Any) -> bool:
    return len(str(value)) > LONG


def _key(subject: Any) -> int | None:
    key = getattr(subject, "id", None)
    return key if isinstance(key, int) else None
