"""Files that arrive in parts."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "upload_sends",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=43), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_upload_sends_owner_id_users"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["uploads.id"], name=op.f("fk_upload_sends_upload_id_uploads"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload_sends")),
        sa.UniqueConstraint("token", name=op.f("uq_upload_sends_token")),
    )
    with op.batch_alter_table("upload_sends") as table:
        table.create_index(table.f("ix_upload_sends_at"), ["at"])
        table.create_index(table.f("ix_upload_sends_owner_id"), ["owner_id"])
        table.create_index(table.f("ix_upload_sends_upload_id"), ["upload_id"])


def downgrade() -> None:
    op.drop_table("upload_sends")
