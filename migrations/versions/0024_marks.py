"""Messages: thanks, bookmarks, and those that many write."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("posts", sa.Column("thanks", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("posts", sa.Column("is_wiki", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "thanks",
        *_whose(),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *_keys("thanks"),
        sa.PrimaryKeyConstraint("post_id", "user_id", name=op.f("pk_thanks")),
    )
    op.create_table(
        "bookmarks",
        *reversed(_whose()),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *_keys("bookmarks"),
        sa.PrimaryKeyConstraint("user_id", "post_id", name=op.f("pk_bookmarks")),
    )
    op.create_index(op.f("ix_thanks_user_id"), "thanks", ["user_id"])
    op.create_index(op.f("ix_bookmarks_post_id"), "bookmarks", ["post_id"])
    op.create_index(op.f("ix_bookmarks_remind_at"), "bookmarks", ["remind_at"])


def _whose() -> list[sa.Column]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in ("post_id", "user_id")]


def _keys(table: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{there}.id"], name=op.f(f"fk_{table}_{name}_{there}"), ondelete="CASCADE")
        for name, there in (("post_id", "posts"), ("user_id", "users"))
    ]


def downgrade() -> None:
    op.drop_table("bookmarks")
    op.drop_table("thanks")
    with op.batch_alter_table("posts") as table:
        table.drop_column("is_wiki")
        table.drop_column("thanks")
