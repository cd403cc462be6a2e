"""Stamps: what tells remembered pages that something they show has changed."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0010"  # the calendar came first
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stamps",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject_id", name=op.f("pk_stamps")),
    )


def downgrade() -> None:
    op.drop_table("stamps")
