"""Training actions can be found, by everybody: their words, the places of their sessions, the files on their page."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import select

from forum.core.db import db
from forum.core.events import listen
from forum.core.i18n import gettext
from forum.core.rules import can
from forum.markup.plain import plain
from forum.search import index
from forum.search.offers import Document, Hit, InFile, Source, offer
from forum.trainings import events
from forum.trainings.models import Training, TrainingDocument, TrainingSession
from forum.uploads import texts
from forum.uploads.events import TextRead

KIND = "training"


def init() -> None:
    offer(Source(KIND, documents, hits, files))
    texts.offer_carrier(carries)


def documents() -> Iterator[Document]:
    """Drafts are found by nobody."""
    told = select(Training).where(Training.state != "draft").order_by(Training.id)
    return (document(training) for training in db.session.scalars(told).all())


def document(training: Training, without: TrainingDocument | None = None) -> Document:
    """The page as the index sees it, for everybody; ``without`` a file about to go."""
    rows = db.session.scalars(select(TrainingDocument).where(TrainingDocument.training_id == training.id))
    lying = [one for one in rows if one is not without]
    names = " ".join(one.title for one in lying)
    return Document(
        kind=KIND,
        subject_id=training.id,
        title=training.title,
        body=f"{words_of([training])[training.id]} {names}",
        at=training.published_at or training.created_at,
        files=texts.to_index([one.upload_id for one in lying]),
        has_file=bool(lying),
    )


def words_of(trainings: Collection[Training]) -> dict[int, str]:
    """What the pages say in words, and where their sessions are held; in one query."""
    there = TrainingSession.training_id.in_([one.id for one in trainings]), TrainingSession.state != "draft"
    columns = (TrainingSession.training_id, TrainingSession.city, TrainingSession.venue)
    where: defaultdict[int, list[str]] = defaultdict(list)
    for training_id, city, venue in db.session.execute(select(*columns).where(*there).distinct().order_by(*columns)):
        where[training_id].append(f"{city} {venue}".strip())
    return {one.id: _said(one, where[one.id]) for one in trainings}


def _said(training: Training, where: list[str]) -> str:
    texts_of_page = [plain(str(html)) for html in training.html.values()]
    return " ".join(part for part in (training.summary, *texts_of_page, training.provider, *where) if part)


def hits(viewer: Any, ids: Iterable[int]) -> dict[int, Hit]:
    """What results show of the training actions ``ids``; once more only those that the viewer sees."""
    found = db.session.scalars(select(Training).where(Training.id.in_(list(ids)), Training.state != "draft"))
    seen = [one for one in found if can(viewer, "see", one)]
    words = words_of(seen)
    return {one.id: _hit(one, words[one.id]) for one in seen}


def _hit(training: Training, words: str) -> Hit:
    return Hit(KIND, training.id, training.url, training.title, words, note=gettext("Formation"))


def files(ids: list[int]) -> dict[int, list[InFile]]:
    """The files on the pages ``ids``, with their words."""
    rows = list(db.session.scalars(select(TrainingDocument).where(TrainingDocument.training_id.in_(ids))))
    words = texts.words_of({row.upload_id for row in rows})
    found: dict[int, list[InFile]] = defaultdict(list)
    for row in rows:
        found[row.training_id].append(InFile(*words[row.upload_id]))
    return found


def carries(ids: list[int]) -> set[int]:
    """Those of the files ``ids`` that lie on a page which everybody sees."""
    told = select(TrainingDocument.upload_id).join(Training).where(Training.state != "draft")
    return set(db.session.scalars(told.where(TrainingDocument.upload_id.in_(ids))))


def put(training: Training, without: TrainingDocument | None = None) -> None:
    if training.state != "draft":
        index.put(document(training, without))


@listen(events.TrainingDescribed)
@listen(events.TrainingPublished)
@listen(events.TrainingArchived)
def index_training(event: Any) -> None:
    """Found from the day it is published, as its page reads now."""
    put(event.training)


@listen(events.SessionOpened)
@listen(events.SessionChanged)
def index_places(event: Any) -> None:
    """Where a session is held."""
    put(event.session.training)


@listen(events.TrainingDocumentAdded)
def index_document(event: events.TrainingDocumentAdded) -> None:
    put(event.document.training)


@listen(events.TrainingDocumentRemoved)
def forget_document(event: events.TrainingDocumentRemoved) -> None:
    put(event.document.training, without=event.document)


@listen(TextRead)
def index_pages(event: TextRead) -> None:
    """The training actions on whose page the file lies are found by its words."""
    lying = select(Training).join(TrainingDocument).where(TrainingDocument.upload_id == event.upload.id)
    for training in db.session.scalars(lying).unique():
        put(training)
