"""The table of words, on both databases: the same stems, the same questions."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from forum.core.db import db, is_sqlite

SQLITE = ("CREATE VIRTUAL TABLE search_words USING fts5(title, body, files, tokenize='unicode61 remove_diacritics 0')",)
POSTGRESQL = (
    "CREATE TABLE search_words (rowid BIGINT PRIMARY KEY, vector tsvector NOT NULL)",
    "CREATE INDEX ix_search_words_vector ON search_words USING gin (vector) WITH (fastupdate = off)",
)
_ADD_SQLITE = text("INSERT INTO search_words (rowid, title, body, files) VALUES (:id, :title, :body, :files)")
_PUT_POSTGRESQL = text("""
    INSERT INTO search_words (rowid, vector) VALUES (
        :id, setweight(to_tsvector('simple', :title), 'A') || setweight(to_tsvector('simple', :body), 'B')
        || setweight(to_tsvector('simple', :files), 'C'))
    ON CONFLICT (rowid) DO UPDATE SET vector = excluded.vector
""")


def create(_target: Any, connection: Connection, **_: Any) -> None:
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.execute(text(statement))


def drop(_target: Any, connection: Connection, **_: Any) -> None:
    connection.execute(text("DROP TABLE IF EXISTS search_words"))


def put(document_id: int, title: str, body: str, files: str = "") -> None:
    """Keep the stems of one document instead of those it had."""
    if is_sqlite():
        remove([document_id])
    add(document_id, title, body, files)


def add(document_id: int, title: str, body: str, files: str = "") -> None:
    """Keep the stems of a document that has none yet."""
    values = {"id": document_id, "title": title, "body": body, "files": files}
    db.session.execute(_ADD_SQLITE if is_sqlite() else _PUT_POSTGRESQL, values)


def remove(document_ids: list[int]) -> None:
    statement = text("DELETE FROM search_words WHERE rowid = :id")
    if document_ids:
        db.session.execute(statement, [{"id": document_id} for document_id in document_ids])


@dataclass(frozen=True)
class Expression:
    """What to look for: groups of stems that must all be there; a group of several is a phrase."""

    phrases: tuple[tuple[str, ...], ...]
    in_title: bool = False
    last_is_prefix: bool = False

    def condition(self) -> str:
        """The SQL that joins ``search_words`` (as ``w``) to the question bound as ``:words``."""
        return "w.search_words MATCH :words" if is_sqlite() else "w.vector @@ to_tsquery('simple', :words)"

    def written(self) -> str:
        """The question in the language of the database; stems are letters and digits, so nothing needs escaping."""
        return self._for_sqlite() if is_sqlite() else self._for_postgresql()

    def _for_sqlite(self) -> str:
        terms = [f'"{" ".join(phrase)}"' for phrase in self.phrases]
        if self.last_is_prefix:
            terms[-1] += "*"
        question = " AND ".join(terms)
        return f"{{title}} : ({question})" if self.in_title else question

    def _for_postgresql(self) -> str:
        terms = []
        for position, phrase in enumerate(self.phrases, 1):
            marks = "A" * self.in_title + "*" * (self.last_is_prefix and position == len(self.phrases))
            terms.append(" <-> ".join(f"{stem}:{marks}" if marks else stem for stem in phrase))
        return " & ".join(f"({term})" for term in terms)
