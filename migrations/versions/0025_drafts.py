"""What somebody is writing and has not sent, and the files it shows."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_drafts_owner_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("owner_id", "place", name=op.f("uq_drafts_owner_id_place")),
    )
    with op.batch_alter_table("drafts") as table:
        table.create_index(table.f("ix_drafts_updated_at"), ["updated_at"])
    op.create_table(
        "draft_uploads",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["drafts.id"], name=op.f("fk_draft_uploads_draft_id_drafts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["upload_id"], ["uploads.id"], name=op.f("fk_draft_uploads_upload_id_uploads")),
        sa.PrimaryKeyConstraint("draft_id", "upload_id", name=op.f("pk_draft_uploads")),
    )
    with op.batch_alter_table("draft_uploads") as table:
        table.create_index(table.f("ix_draft_uploads_upload_id"), ["upload_id"])


def downgrade() -> None:
    op.drop_table("draft_uploads")
    op.drop_table("drafts")
