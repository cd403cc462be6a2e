"""What every agenda begins with."""

from sqlalchemy import select

from forum.core.db import db
from forum.core.i18n import gettext, speaking
from forum.meetings.models import AgendaItem, Meeting

MINUTES = {"approval": 15, "actions": 15}


def start_agenda(meeting: Meeting) -> None:
    """Put the approval of the previous minutes and the open actions at the top; a second time changes nothing."""
    there = select(AgendaItem.kind).where(AgendaItem.meeting_id == meeting.id, AgendaItem.kind.in_(MINUTES))
    missing = MINUTES.keys() - set(db.session.scalars(there))
    for position, kind in enumerate(MINUTES, 1):
        if kind in missing:
            facts = {"kind": kind, "minutes": MINUTES[kind], "position": position, "state": "accepted"}
            db.session.add(AgendaItem(meeting_id=meeting.id, title=title_of(kind), **facts))
    db.session.flush()


def title_of(kind: str) -> str:
    """In the language of the site: members read it as they read what the support team writes."""
    with speaking(None):
        return {
            "approval": gettext("Approbation du compte rendu précédent"),
            "actions": gettext("Actions en cours"),
        }[kind]
