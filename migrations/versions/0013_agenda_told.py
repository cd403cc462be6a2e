"""Agendas: what was published and told last, so that nobody is told twice."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, column in (("meetings", "agenda_told"), ("agenda_items", "told")):
        op.add_column(table, sa.Column(column, sa.String(length=200), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("agenda_items", "told")
    op.drop_column("meetings", "agenda_told")
