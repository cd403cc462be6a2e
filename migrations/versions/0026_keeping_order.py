"""Keeping order: dates on which a topic closes or opens, old addresses, topics put aside."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("topics", sa.Column("numbering", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("topics", sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("topics", sa.Column("is_hidden", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "topic_timers",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("act IN ('close', 'open', 'unpin')", name=op.f("ck_topic_timers_act")),
        _key("topic_timers", "topic_id", "topics"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_topic_timers_by_id_users")),
        sa.PrimaryKeyConstraint("topic_id", "act", name=op.f("pk_topic_timers")),
    )
    op.create_index(op.f("ix_topic_timers_at"), "topic_timers", ["at"])
    op.create_table(
        "post_addresses",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("topic_id", "number", "numbering", "post_id")),
        _key("post_addresses", "topic_id", "topics"),
        _key("post_addresses", "post_id", "posts"),
        sa.PrimaryKeyConstraint("topic_id", "number", "numbering", name=op.f("pk_post_addresses")),
    )
    op.create_index(op.f("ix_post_addresses_post_id"), "post_addresses", ["post_id"])
    op.create_table(
        "topic_mergers",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        _key("topic_mergers", "topic_id", "topics"),
        _key("topic_mergers", "into_id", "topics"),
        sa.PrimaryKeyConstraint("topic_id", name=op.f("pk_topic_mergers")),
    )
    op.create_index(op.f("ix_topic_mergers_into_id"), "topic_mergers", ["into_id"])


def _key(table: str, column: str, there: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{there}.id"], name=op.f(f"fk_{table}_{column}_{there}"), ondelete="CASCADE"
    )


def downgrade() -> None:
    for table in ("topic_mergers", "post_addresses", "topic_timers"):
        op.drop_table(table)
    with op.batch_alter_table("topics") as table:
        for column in ("is_hidden", "archived_at", "numbering"):
            table.drop_column(column)
