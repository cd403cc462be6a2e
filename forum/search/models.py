"""What can be found, and by which words.

``search_documents`` is an ordinary table: one row a thing, with what the filters need. The words live beside it in
``search_words`` (FTS5 on SQLite, tsvector on PostgreSQL), one row for each document, under the document's key. That
table is made by hand on each database: see ``forum.search.words``.
"""

from sqlalchemy import Index, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import db, instant, key, short
from forum.search import words


class SearchDocument(db.Model):
    """One thing that can be found; its text stays where it belongs."""

    __tablename__ = "search_documents"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id"),
        Index("ix_search_documents_category_id_at", "category_id", "at"),
    )

    id: Mapped[key]
    kind: Mapped[short]  # « post », « person », « meeting »…
    subject_id: Mapped[int]
    category_id: Mapped[int | None]  # whoever sees it may find this; none: everybody
    topic_id: Mapped[int | None] = mapped_column(index=True)
    author_id: Mapped[int | None] = mapped_column(index=True)
    at: Mapped[instant]
    has_file: Mapped[bool] = mapped_column(default=False)
    for_members: Mapped[bool] = mapped_column(default=False)  # not for visitors, whatever category they see


event.listen(SearchDocument.__table__, "after_create", words.create)
event.listen(SearchDocument.__table__, "before_drop", words.drop)
