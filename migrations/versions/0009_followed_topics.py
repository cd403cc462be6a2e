"""What a person follows is found without reading what they only opened."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    followed = sa.text("level IN ('watching', 'tracking')")
    op.create_index(
        "ix_topic_readers_followed",
        "topic_readers",
        ["user_id", "topic_id", "last_read", "level"],
        unique=False,
        sqlite_where=followed,
        postgresql_where=followed,
    )


def downgrade() -> None:
    op.drop_index("ix_topic_readers_followed", table_name="topic_readers")
