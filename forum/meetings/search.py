"""Meetings can be found by what their page says (``queries.wording``) and the documents on their table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.categories.queries import visible
from forum.core.db import db
from forum.core.events import listen
from forum.core.i18n import gettext
from forum.core.rules import can
from forum.meetings import events
from forum.meetings.models import Meeting, MeetingDocument
from forum.meetings.queries import wording
from forum.search import index
from forum.search.offers import Document, Hit, InFile, Source, offer
from forum.uploads import texts
from forum.uploads.events import TextRead

KIND = "meeting"


def init() -> None:
    offer(Source(KIND, documents, hits, files))
    texts.offer_carrier(carries)


def documents() -> Iterator[Document]:
    """Drafts are found by nobody."""
    told = select(Meeting).where(Meeting.state != "draft").order_by(Meeting.id)
    return (document(meeting) for meeting in db.session.scalars(told).all())


def document(meeting: Meeting, without: MeetingDocument | None = None) -> Document:
    """The meeting as the index sees it, for members who see its category; ``without`` a document about to go."""
    table = [one for one in on_table(meeting) if one is not without]
    names = " ".join(f"{one.title} {one.note}" for one in table)
    return Document(
        kind=KIND,
        subject_id=meeting.id,
        title=meeting.title,
        body=f"{wording.of_meetings([meeting])[meeting.id]} {names}",
        at=meeting.starts_at,
        category_id=meeting.series.category_id,
        files=texts.to_index([one.upload_id for one in table]),
        has_file=bool(table),
        for_members=True,
    )


def on_table(meeting: Meeting) -> list[MeetingDocument]:
    mine = select(MeetingDocument).where(MeetingDocument.meeting_id == meeting.id).order_by(MeetingDocument.position)
    return list(db.session.scalars(mine))


def hits(viewer: Any, ids: Iterable[int]) -> dict[int, Hit]:
    """What results show of the meetings ``ids``; once more only those that the viewer reads."""
    found = select(Meeting).where(Meeting.id.in_(list(ids))).options(joinedload(Meeting.series))
    categories = {category.id: category for category in visible(viewer)}
    read = [one for one in db.session.scalars(found) if can(viewer, "read", one)]
    words = wording.of_meetings(read)
    return {one.id: _hit(one, words[one.id], categories) for one in read}


def _hit(meeting: Meeting, words: str, categories: dict[int, Any]) -> Hit:
    category = categories.get(meeting.series.category_id)
    return Hit(KIND, meeting.id, meeting.url, meeting.title, words, category=category, note=gettext("Réunion"))


def files(ids: list[int]) -> dict[int, list[InFile]]:
    """The documents on the table of the meetings ``ids``, with their words."""
    rows = list(db.session.scalars(select(MeetingDocument).where(MeetingDocument.meeting_id.in_(ids))))
    words = texts.words_of({row.upload_id for row in rows})
    found: dict[int, list[InFile]] = defaultdict(list)
    for row in rows:
        found[row.meeting_id].append(InFile(*words[row.upload_id]))
    return found


def carries(ids: list[int]) -> set[int]:
    """Those of the files ``ids`` that lie on the table of a meeting that is announced."""
    told = select(MeetingDocument.upload_id).join(Meeting).where(Meeting.state != "draft")
    return set(db.session.scalars(told.where(MeetingDocument.upload_id.in_(ids))))


@listen(events.MeetingScheduled)
@listen(events.MeetingMoved)
@listen(events.MeetingEdited)
@listen(events.MeetingCancelled)
@listen(events.AgendaPublished)
@listen(events.MeetingReworded)
def index_meeting(event: Any) -> None:
    """Found from the day it is announced, as it stands now."""
    put(event.meeting)


@listen(events.ItemAccepted)
@listen(events.ItemDeclined)
@listen(events.ItemMerged)
@listen(events.ItemDeferred)
def index_agenda(event: Any) -> None:
    """What becomes of a proposal; one that goes on to another meeting is found there."""
    put(event.item.meeting)
    if goes_to := (event.after or {}).get("meeting"):
        put(db.session.get_one(Meeting, goes_to))


@listen(events.WorkshopCreated)
@listen(events.WorkshopChanged)
def index_workshop(event: Any) -> None:
    put(event.workshop.meeting)


def put(meeting: Meeting, without: MeetingDocument | None = None) -> None:
    if not meeting.is_draft:
        index.put(document(meeting, without))


@listen(events.DocumentAdded)
def index_document(event: events.DocumentAdded) -> None:
    put(event.document.meeting)


@listen(events.DocumentRemoved)
def forget_document(event: events.DocumentRemoved) -> None:
    put(event.document.meeting, without=event.document)


@listen(TextRead)
def index_tables(event: TextRead) -> None:
    """The meetings on whose table the file lies are found by its words."""
    lying = select(Meeting).join(MeetingDocument).where(MeetingDocument.upload_id == event.upload.id)
    for meeting in db.session.scalars(lying).unique():
        put(meeting)


@listen(events.SeriesChanged)
def index_series(event: events.SeriesChanged) -> None:
    """Only the readers of the series' category find its meetings."""
    told = select(Meeting).where(Meeting.series_id == event.series.id, Meeting.state != "draft")
    for meeting in db.session.scalars(told):
        put(meeting)
