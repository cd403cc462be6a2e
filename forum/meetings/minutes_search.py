"""Published minutes can be found by their words and their files, by those who read them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.categories.queries import visible
from forum.core.db import db
from forum.core.events import listen
from forum.core.i18n import gettext
from forum.core.rules import can
from forum.meetings import events
from forum.meetings.models import Meeting, Minutes, MinutesRevision, MinutesUpload
from forum.meetings.queries import wording
from forum.search import index
from forum.search.offers import Document, Hit, InFile, Source, offer
from forum.uploads import texts
from forum.uploads.events import TextRead

KIND = "minutes"
_READ = (
    MinutesRevision.minutes_id == Minutes.id,
    MinutesRevision.number == Minutes.published_number,
    MinutesUpload.revision_id == MinutesRevision.id,
)


def init() -> None:
    offer(Source(KIND, documents, hits, files))
    texts.offer_carrier(carries)


def documents() -> Iterator[Document]:
    """What members read; drafts are found by nobody."""
    published = select(Minutes).where(Minutes.published_number.is_not(None)).order_by(Minutes.id)
    return (document(minutes) for minutes in db.session.scalars(published).all())


def document(minutes: Minutes) -> Document:
    meeting = minutes.meeting
    carried = list(db.session.scalars(select(MinutesUpload.upload_id).where(*_READ, Minutes.id == minutes.id)))
    return Document(
        kind=KIND,
        subject_id=minutes.id,
        title=meeting.title,
        body=f"Compte rendu. {wording.of_minutes([minutes.id])[minutes.id]}",
        at=meeting.starts_at,
        category_id=meeting.series.category_id,
        files=texts.to_index(carried),
        has_file=bool(carried),
        for_members=True,
    )


def hits(viewer: Any, ids: Iterable[int]) -> dict[int, Hit]:
    """What results show of the minutes ``ids``; once more only those that the viewer reads."""
    found = select(Minutes).where(Minutes.id.in_(list(ids)), Minutes.published_number.is_not(None))
    categories = {category.id: category for category in visible(viewer)}
    rows = db.session.scalars(found.options(joinedload(Minutes.meeting).joinedload(Meeting.series)))
    read = [one for one in rows if can(viewer, "read", one)]
    words = wording.of_minutes([one.id for one in read])
    return {one.id: _hit(one, words[one.id], categories) for one in read}


def _hit(minutes: Minutes, words: str, categories: dict[int, Any]) -> Hit:
    category = categories.get(minutes.meeting.series.category_id)
    url = url_for("meetings.minutes", meeting_id=minutes.meeting_id)
    facts: dict[str, Any] = {"category": category, "note": gettext("Compte rendu")}
    return Hit(KIND, minutes.id, url, minutes.meeting.title, words, **facts)


def files(ids: list[int]) -> dict[int, list[InFile]]:
    """The files that the published revisions of the minutes ``ids`` show, with their words."""
    pairs = db.session.execute(select(Minutes.id, MinutesUpload.upload_id).where(*_READ, Minutes.id.in_(ids))).all()
    words = texts.words_of({upload_id for _minutes, upload_id in pairs})
    found: dict[int, list[InFile]] = defaultdict(list)
    for minutes_id, upload_id in pairs:
        found[minutes_id].append(InFile(*words[upload_id]))
    return found


def carries(ids: list[int]) -> set[int]:
    """Those of the files ``ids`` that published minutes show."""
    return set(db.session.scalars(select(MinutesUpload.upload_id).where(*_READ, MinutesUpload.upload_id.in_(ids))))


@listen(events.MinutesPublished)
@listen(events.MinutesAmended)
def index_minutes(event: Any) -> None:
    """Found from the day they are published, as members read them."""
    index.put(document(event.minutes))


@listen(TextRead)
def index_showing(event: TextRead) -> None:
    """The minutes that show the file are found by its words."""
    showing = select(Minutes).where(*_READ, MinutesUpload.upload_id == event.upload.id)
    for minutes in db.session.scalars(showing):
        index.put(document(minutes))


@listen(events.SeriesChanged)
def index_series(event: events.SeriesChanged) -> None:
    """Only the readers of the series' category find its minutes."""
    of_series = select(Minutes).join(Meeting).where(Meeting.series_id == event.series.id)
    for minutes in db.session.scalars(of_series.where(Minutes.published_number.is_not(None))):
        index.put(document(minutes))


@listen(events.MeetingEdited)
@listen(events.MeetingMoved)
def index_retitled(event: Any) -> None:
    """Minutes bear the title of their meeting."""
    mine = select(Minutes).where(Minutes.meeting_id == event.meeting.id, Minutes.published_number.is_not(None))
    if minutes := db.session.scalar(mine):
        index.put(document(minutes))
