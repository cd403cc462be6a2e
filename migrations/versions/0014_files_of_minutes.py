"""The files that minutes show."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "minutes_uploads",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["minutes_revisions.id"],
            name=op.f("fk_minutes_uploads_revision_id_minutes_revisions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["upload_id"], ["uploads.id"], name=op.f("fk_minutes_uploads_upload_id_uploads")),
        sa.PrimaryKeyConstraint("revision_id", "upload_id", name=op.f("pk_minutes_uploads")),
    )
    op.create_index(op.f("ix_minutes_uploads_upload_id"), "minutes_uploads", ["upload_id"], unique=False)


def downgrade() -> None:
    op.drop_table("minutes_uploads")
