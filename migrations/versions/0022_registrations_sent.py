"""What one send of a registration form led to: sent twice, it is answered the same."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "registration_sends",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_registration_sends_by_id_users")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["training_sessions.id"], name=op.f("fk_registration_sends_session_id_training_sessions")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_registration_sends")),
    )
    with op.batch_alter_table("registration_sends") as table:
        table.create_index(table.f("ix_registration_sends_at"), ["at"])
        table.create_index(table.f("ix_registration_sends_by_id"), ["by_id"])


def downgrade() -> None:
    op.drop_table("registration_sends")
