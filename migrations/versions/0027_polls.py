"""Polls, and the message that one hangs on."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "polls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("is_multiple", sa.Boolean(), nullable=False),
        sa.Column("is_secret", sa.Boolean(), nullable=False),
        sa.Column("results", sa.String(length=200), nullable=False),
        sa.Column("group_ids", sa.JSON(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("results IN ('always', 'voted', 'closed')", name=op.f("ck_polls_results")),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_polls_author_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polls")),
    )
    op.create_table(
        "poll_options",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        *_of("poll_options", "poll_id", "polls"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_options")),
        sa.UniqueConstraint("poll_id", "position", name=op.f("uq_poll_options_poll_id_position")),
    )
    op.create_table(
        "poll_votes",
        sa.Column("option_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("only", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *_of("poll_votes", "option_id", "poll_options"),
        *_of("poll_votes", "user_id", "users"),
        *_of("poll_votes", "poll_id", "polls"),
        sa.PrimaryKeyConstraint("option_id", "user_id", name=op.f("pk_poll_votes")),
        sa.UniqueConstraint("poll_id", "user_id", "only", name=op.f("uq_poll_votes_poll_id_user_id_only")),
    )
    op.create_index(op.f("ix_poll_votes_user_id"), "poll_votes", ["user_id"])
    with op.batch_alter_table("posts") as table:
        table.add_column(sa.Column("poll_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_posts_poll_id_polls"), "polls", ["poll_id"], ["id"])
        table.create_unique_constraint(op.f("uq_posts_poll_id"), ["poll_id"])


def _of(table: str, column: str, parent: str) -> list[sa.ForeignKeyConstraint]:
    name = op.f(f"fk_{table}_{column}_{parent}")
    return [sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name, ondelete="CASCADE")]


def downgrade() -> None:
    with op.batch_alter_table("posts") as table:
        table.drop_constraint(op.f("uq_posts_poll_id"), type_="unique")
        table.drop_constraint(op.f("fk_posts_poll_id_polls"), type_="foreignkey")
        table.drop_column("poll_id")
    op.drop_table("poll_votes")
    op.drop_table("poll_options")
    op.drop_table("polls")
