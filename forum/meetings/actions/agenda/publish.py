"""Publishing the agenda: everybody who may read the meeting is told, and every proposer what became of theirs."""

import hashlib

from sqlalchemy import select

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.core.i18n import clocktime, gettext, ngettext, speaking
from forum.core.urls import with_host
from forum.meetings.actions.holding import hold
from forum.meetings.events import AgendaPublished, ProposalSettled
from forum.meetings.models import AgendaItem, Meeting
from forum.meetings.queries.agenda import accepted
from forum.meetings.timetable import Timetable, timetable
from forum.topics.actions import reply
from forum.topics.models import Post


def publish_agenda(meeting: Meeting, by: User) -> bool:
    """Say it to all, in the topic too; a second time only what has changed since. False when nothing had."""
    hold(meeting)
    table = timetable(meeting, accepted(meeting))
    print_of_it, is_again = fingerprint(table), meeting.agenda_state == "published"
    has_changed = not is_again or meeting.agenda_told != print_of_it
    untold = _untold(meeting)
    if has_changed:
        meeting.agenda_state, meeting.agenda_published_at, meeting.agenda_told = "published", now(), print_of_it
        post = _post(meeting, by, table, is_again)
        emit(AgendaPublished(meeting, post, is_again, actor=by, after={"items": len(table.lines)}))
    for item in untold:
        item.told = outcome_of(item)
        emit(ProposalSettled(item, by))
    db.session.flush()
    return bool(has_changed or untold)


def is_changed(meeting: Meeting, table: Timetable) -> bool:
    """Does the agenda say something else than what was published?"""
    return meeting.agenda_state == "published" and meeting.agenda_told != fingerprint(table)


def fingerprint(table: Timetable) -> str:
    """Of all that members are told: the items, their hours, who leads them."""
    told = [(one.item.title, one.item.kind, one.item.leader, one.starts_at, one.item.minutes) for one in table.lines]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def outcome_of(item: AgendaItem) -> str:
    return f"{item.state} {item.merged_into_id or ''}".strip()


def _untold(meeting: Meeting) -> list[AgendaItem]:
    """The proposals whose outcome their proposers do not know yet."""
    settled = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.state != "proposed")
    mine = db.session.scalars(settled.where(AgendaItem.proposed_by_id.is_not(None)).order_by(AgendaItem.id))
    return [item for item in mine if item.told != outcome_of(item)]


def _post(meeting: Meeting, by: User, table: Timetable, is_again: bool) -> Post | None:
    """A message in the meeting's topic. The titles stay out: what members typed is no Markdown of ours."""
    if meeting.topic is None or meeting.topic.is_deleted:
        return None
    with speaking(None):
        words = gettext("L’ordre du jour a changé.") if is_again else gettext("L’ordre du jour est publié.")
        count = ngettext("%(num)s point", "%(num)s points", len(table.lines))
        hours = gettext(
            "%(count)s, de %(start)s à %(end)s.",
            count=count,
            start=clocktime(meeting.starts_at),
            end=clocktime(table.ends_at),
        )
        link = f"[{gettext('Lire l’ordre du jour')}]({with_host(f'{meeting.url}/ordre-du-jour')})"
    return reply(meeting.topic, by, f"{words} {hours}\n\n{link}")
