"""Uploaded files, and the search index with its words."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# The words are made by hand: FTS5 on SQLite, tsvector on PostgreSQL, rowid = search_documents.id, no triggers.
SQLITE = ("CREATE VIRTUAL TABLE search_words USING fts5(title, body, tokenize='unicode61 remove_diacritics 0')",)
POSTGRESQL = (
    "CREATE TABLE search_words (rowid BIGINT PRIMARY KEY, vector tsvector NOT NULL)",
    "CREATE INDEX ix_search_words_vector ON search_words USING gin (vector) WITH (fastupdate = off)",
)


def upgrade() -> None:
    op.create_table(
        "search_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_documents")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_search_documents_kind_subject_id")),
    )
    op.create_index(op.f("ix_search_documents_author_id"), "search_documents", ["author_id"], unique=False)
    op.create_index("ix_search_documents_category_id_at", "search_documents", ["category_id", "at"], unique=False)
    op.create_index(op.f("ix_search_documents_topic_id"), "search_documents", ["topic_id"], unique=False)
    op.create_table(
        "uploads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=43), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("content_type", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('image', 'document')", name=op.f("ck_uploads_kind")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_uploads_owner_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
        sa.UniqueConstraint("token", name=op.f("uq_uploads_token")),
    )
    op.create_index(op.f("ix_uploads_digest"), "uploads", ["digest"], unique=False)
    op.create_index(op.f("ix_uploads_owner_id"), "uploads", ["owner_id"], unique=False)
    words = SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL
    for statement in words:
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TABLE search_words")
    op.drop_table("uploads")
    op.drop_table("search_documents")
