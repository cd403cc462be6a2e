"""An index of the requests that wait: few, whatever the number of topics."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    waiting = sa.text("state = 'open'")
    op.create_index(
        "ix_topics_waiting",
        "topics",
        ["category_id", "created_at"],
        unique=False,
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def downgrade() -> None:
    op.drop_index("ix_topics_waiting", table_name="topics")
