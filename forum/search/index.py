"""Keeping the index true, in the transaction of what changed."""

from typing import Any

from sqlalchemy import delete, insert, select, text, update

from forum.core.db import db, table_of
from forum.core.db import insert as upsert
from forum.search import words
from forum.search.analyser import stems
from forum.search.models import SearchDocument
from forum.search.offers import Document, Source, sources

MOST = 400_000  # bytes of stems from files


def add(document: Document) -> None:
    """Index a document that is not in the index."""
    row_id = db.session.scalar(_ADDING, {"kind": document.kind, "subject_id": document.subject_id} | _facts(document))
    words.add(row_id or 0, *_stems_of(document))


# Of the table, for rows that need be no objects.
_ADDING = insert(table_of(SearchDocument)).returning(SearchDocument.__table__.c.id)


def put(document: Document) -> None:
    """Index the document, instead of what was known of it; two at once are one."""
    facts = _facts(document)
    new = upsert(SearchDocument).values(kind=document.kind, subject_id=document.subject_id, **facts)
    row = new.on_conflict_do_update(index_elements=["kind", "subject_id"], set_=facts).returning(SearchDocument.id)
    row_id = db.session.scalar(row)
    words.put(row_id or 0, *_stems_of(document))


def _stems_of(document: Document) -> tuple[str, str, str]:
    """Of title, text and files; no more of files than PostgreSQL takes in one row."""
    title, body, files = (" ".join(stems(text)) for text in (document.title, document.body, document.files))
    return title, body, files.encode()[:MOST].decode(errors="ignore")


def _facts(document: Document) -> dict[str, Any]:
    return {
        "category_id": document.category_id,
        "topic_id": document.topic_id,
        "author_id": document.author_id,
        "at": document.at,
        "has_file": document.has_file,
        "for_members": document.for_members,
    }


def remove(kind: str, *subject_ids: int) -> None:
    """Nobody finds these any more."""
    _remove_where(SearchDocument.kind == kind, SearchDocument.subject_id.in_(subject_ids))


def remove_topic(topic_id: int) -> None:
    """Nobody finds anything of this topic any more."""
    _remove_where(SearchDocument.topic_id == topic_id)


def move_topic(topic_id: int, category_id: int) -> None:
    """All of the topic now belongs to that category: whoever may not see it finds none of it."""
    db.session.execute(
        update(SearchDocument).where(SearchDocument.topic_id == topic_id).values(category_id=category_id)
    )


def rebuild() -> int:
    """Empty the index and fill it again from every room's source; how many documents that makes."""
    db.session.execute(text("DELETE FROM search_words"))
    db.session.execute(delete(SearchDocument))
    return sum(_fill(source) for source in sources().values())


def fill_missing() -> int:
    """Index the kinds of which nothing is in the index: those that an older release did not find."""
    known = set(db.session.scalars(select(SearchDocument.kind).distinct()))
    return sum(_fill(source) for kind, source in sources().items() if kind not in known)


def _fill(source: Source) -> int:
    count = 0
    for document in source.documents():
        put(document)
        count += 1
    return count


def _remove_where(*conditions) -> None:
    ids = list(db.session.scalars(select(SearchDocument.id).where(*conditions)))
    words.remove(ids)
    if ids:
        db.session.execute(delete(SearchDocument).where(*conditions).execution_options(synchronize_session=False))
