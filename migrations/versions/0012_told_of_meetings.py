"""Notifications: the meeting that one is about."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notifications") as table:
        table.add_column(sa.Column("meeting_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_notifications_meeting_id_meetings"), "meetings", ["meeting_id"], ["id"], ondelete="CASCADE"
        )
    op.create_index(op.f("ix_notifications_meeting_id"), "notifications", ["meeting_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_notifications_meeting_id"), "notifications")
    with op.batch_alter_table("notifications") as table:
        table.drop_constraint(op.f("fk_notifications_meeting_id_meetings"), type_="foreignkey")
        table.drop_column("meeting_id")
