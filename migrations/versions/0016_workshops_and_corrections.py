"""Workshops: of two edits of the same version, one is saved. Minutes: what members propose to correct."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workshops", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "minutes_corrections",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.String(length=1000), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('proposed', 'accepted', 'declined')", name=op.f("ck_minutes_corrections_state")),
        sa.ForeignKeyConstraint(
            ["minutes_id"],
            ["minutes.id"],
            name=op.f("fk_minutes_corrections_minutes_id_minutes"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["users.id"], name=op.f("fk_minutes_corrections_proposed_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["users.id"], name=op.f("fk_minutes_corrections_settled_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_corrections")),
    )
    op.create_index(op.f("ix_minutes_corrections_minutes_id"), "minutes_corrections", ["minutes_id"])
    op.create_index(op.f("ix_minutes_corrections_proposed_by_id"), "minutes_corrections", ["proposed_by_id"])


def downgrade() -> None:
    op.drop_table("minutes_corrections")
    with op.batch_alter_table("workshops") as table:
        table.drop_column("version")
