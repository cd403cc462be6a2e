"""The text of files; the index knows the words of files apart, which things carry some, and what is for members."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

# An FTS5 table takes no new column: it is made anew with the words it had.
WITH_FILES = (
    "CREATE VIRTUAL TABLE search_words_new USING fts5(title, body, files, tokenize='unicode61 remove_diacritics 0')",
    "INSERT INTO search_words_new (rowid, title, body, files) SELECT rowid, title, body, '' FROM search_words",
)
WITHOUT = (
    "CREATE VIRTUAL TABLE search_words_new USING fts5(title, body, tokenize='unicode61 remove_diacritics 0')",
    "INSERT INTO search_words_new (rowid, title, body) SELECT rowid, title, body FROM search_words",
)
PUT_IN_PLACE = ("DROP TABLE search_words", "ALTER TABLE search_words_new RENAME TO search_words")
CARRYING = """
    UPDATE search_documents SET has_file = true
    WHERE kind = 'post' AND subject_id IN (SELECT post_id FROM post_uploads)
"""


def upgrade() -> None:
    op.create_table(
        "upload_texts",
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('reading', 'read', 'broken')", name=op.f("ck_upload_texts_state")),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["uploads.id"], name=op.f("fk_upload_texts_upload_id_uploads"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("upload_id", name=op.f("pk_upload_texts")),
    )
    for name in ("has_file", "for_members"):
        op.add_column(
            "search_documents", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.text("false"))
        )
    op.execute("UPDATE search_documents SET for_members = true WHERE category_id IS NULL")
    op.execute(CARRYING)
    _remake_words(WITH_FILES)


def downgrade() -> None:
    _remake_words(WITHOUT)
    with op.batch_alter_table("search_documents") as table:
        table.drop_column("for_members")
        table.drop_column("has_file")
    op.drop_table("upload_texts")


def _remake_words(statements: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for statement in statements + PUT_IN_PLACE:
            op.execute(statement)
