"""What a person follows is found without reading what they only opened."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    columns = ["user_id", "level", "topic_id", "last_read"]
    op.create_index("ix_topic_readers_user_id_level", "topic_readers", columns, unique=False)


def downgrade() -> None:
    op.drop_index("ix_topic_readers_user_id_level", table_name="topic_readers")
