"""Meetings: series, dates, agendas, presence, workshops, documents, minutes, decisions, actions."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dimensions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dimensions")),
        sa.UniqueConstraint("name", name=op.f("uq_dimensions_name")),
    )
    op.create_table(
        "meeting_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("short_name", sa.String(length=200), nullable=False),
        sa.Column("description", sa.String(length=1000), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["category_id"], ["categories.id"], name=op.f("fk_meeting_series_category_id_categories")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_series")),
        sa.UniqueConstraint("slug", name=op.f("uq_meeting_series_slug")),
    )
    op.create_index(op.f("ix_meeting_series_category_id"), "meeting_series", ["category_id"], unique=False)
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=200), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("presentation", sa.Text(), nullable=False),
        sa.Column("presentation_html", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("starts", sa.DateTime(), nullable=False),
        sa.Column("ends", sa.DateTime(), nullable=False),
        sa.Column("zone", sa.String(length=200), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("chair", sa.String(length=200), nullable=False),
        sa.Column("secretary", sa.String(length=200), nullable=False),
        sa.Column("presence_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposals_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("votes_each", sa.Integer(), nullable=False),
        sa.Column("agenda_state", sa.String(length=200), nullable=False),
        sa.Column("agenda_published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lock_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("modified_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint("agenda_state IN ('forecast', 'published')", name=op.f("ck_meetings_agenda_state")),
        sa.CheckConstraint(
            "state IN ('draft', 'scheduled', 'held', 'closed', 'cancelled')", name=op.f("ck_meetings_state")
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_meetings_order")),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.id"], name=op.f("fk_meetings_booking_id_bookings")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_meetings_created_by_id_users")),
        sa.ForeignKeyConstraint(
            ["series_id"], ["meeting_series.id"], name=op.f("fk_meetings_series_id_meeting_series")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_meetings_topic_id_topics")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("uid", name=op.f("uq_meetings_uid")),
    )
    op.create_index(op.f("ix_meetings_booking_id"), "meetings", ["booking_id"], unique=False)
    op.create_index("ix_meetings_series_id_starts_at", "meetings", ["series_id", "starts_at"], unique=False)
    op.create_index("ix_meetings_starts_at", "meetings", ["starts_at"], unique=False)
    op.create_index(op.f("ix_meetings_topic_id"), "meetings", ["topic_id"], unique=False)
    op.create_table(
        "actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("block", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("dimension_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("comment", sa.String(length=2000), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=True),
        sa.Column("reminded_before", sa.Date(), nullable=True),
        sa.Column("reminded_after", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'doing', 'done', 'dropped')", name=op.f("ck_actions_state")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["users.id"], name=op.f("fk_actions_changed_by_id_users")),
        sa.ForeignKeyConstraint(["dimension_id"], ["dimensions.id"], name=op.f("fk_actions_dimension_id_dimensions")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_actions_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_actions_owner_id_users")),
        sa.ForeignKeyConstraint(["upload_id"], ["uploads.id"], name=op.f("fk_actions_upload_id_uploads")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        sa.UniqueConstraint("code", name=op.f("uq_actions_code")),
        sa.UniqueConstraint("meeting_id", "block", name=op.f("uq_actions_meeting_id_block")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_actions_meeting_id_number")),
    )
    op.create_index(op.f("ix_actions_dimension_id"), "actions", ["dimension_id"], unique=False)
    op.create_index(op.f("ix_actions_owner_id"), "actions", ["owner_id"], unique=False)
    op.create_index("ix_actions_state_due", "actions", ["state", "due"], unique=False)
    op.create_table(
        "agenda_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("why", sa.String(length=2000), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("dimension_id", sa.Integer(), nullable=True),
        sa.Column("leader", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("deferred_from_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('topic', 'approval', 'actions', 'break')", name=op.f("ck_agenda_items_kind")),
        sa.CheckConstraint(
            "state IN ('proposed', 'accepted', 'declined', 'merged', 'deferred')", name=op.f("ck_agenda_items_state")
        ),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_agenda_items_minutes")),
        sa.ForeignKeyConstraint(
            ["deferred_from_id"], ["agenda_items.id"], name=op.f("fk_agenda_items_deferred_from_id_agenda_items")
        ),
        sa.ForeignKeyConstraint(
            ["dimension_id"], ["dimensions.id"], name=op.f("fk_agenda_items_dimension_id_dimensions")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_items_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["agenda_items.id"], name=op.f("fk_agenda_items_merged_into_id_agenda_items")
        ),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["users.id"], name=op.f("fk_agenda_items_proposed_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
    )
    op.create_index("ix_agenda_items_meeting_id_position", "agenda_items", ["meeting_id", "position"], unique=False)
    op.create_index(op.f("ix_agenda_items_proposed_by_id"), "agenda_items", ["proposed_by_id"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("block", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("dimension_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("superseded_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('in_force', 'superseded', 'withdrawn')", name=op.f("ck_decisions_state")),
        sa.ForeignKeyConstraint(["dimension_id"], ["dimensions.id"], name=op.f("fk_decisions_dimension_id_dimensions")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_decisions_meeting_id_meetings")),
        sa.ForeignKeyConstraint(
            ["superseded_by_id"], ["decisions.id"], name=op.f("fk_decisions_superseded_by_id_decisions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("code", name=op.f("uq_decisions_code")),
        sa.UniqueConstraint("meeting_id", "block", name=op.f("uq_decisions_meeting_id_block")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_decisions_meeting_id_number")),
    )
    op.create_index(op.f("ix_decisions_dimension_id"), "decisions", ["dimension_id"], unique=False)
    op.create_table(
        "minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_number", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'review', 'approved', 'published')", name=op.f("ck_minutes_state")),
        sa.ForeignKeyConstraint(["approved_by_id"], ["users.id"], name=op.f("fk_minutes_approved_by_id_users")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_minutes_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_minutes_post_id_posts")),
        sa.ForeignKeyConstraint(["published_by_id"], ["users.id"], name=op.f("fk_minutes_published_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_minutes_meeting_id")),
    )
    op.create_table(
        "presences",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("substitute", sa.String(length=200), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ask_again", sa.Boolean(), nullable=False),
        sa.Column("seen", sa.String(length=200), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("answer IN ('', 'yes', 'maybe', 'no', 'represented')", name=op.f("ck_presences_answer")),
        sa.CheckConstraint(
            "seen IN ('', 'present', 'excused', 'absent', 'represented')", name=op.f("ck_presences_seen")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_presences_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["seen_by_id"], ["users.id"], name=op.f("fk_presences_seen_by_id_users")),
        sa.ForeignKeyConstraint(["substitute_id"], ["users.id"], name=op.f("fk_presences_substitute_id_users")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_presences_user_id_users")),
        sa.PrimaryKeyConstraint("meeting_id", "user_id", name=op.f("pk_presences")),
    )
    op.create_index(op.f("ix_presences_user_id"), "presences", ["user_id"], unique=False)
    op.create_table(
        "workshops",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.String(length=2000), nullable=False),
        sa.Column("leader", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("starts", sa.DateTime(), nullable=False),
        sa.Column("ends", sa.DateTime(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("capacity IS NULL OR capacity > 0", name=op.f("ck_workshops_capacity")),
        sa.CheckConstraint("ends > starts", name=op.f("ck_workshops_order")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_workshops_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshops")),
    )
    op.create_index(op.f("ix_workshops_meeting_id"), "workshops", ["meeting_id"], unique=False)
    op.create_table(
        "item_votes",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_items.id"], name=op.f("fk_item_votes_item_id_agenda_items"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_item_votes_user_id_users")),
        sa.PrimaryKeyConstraint("item_id", "user_id", name=op.f("pk_item_votes")),
    )
    op.create_index(op.f("ix_item_votes_user_id"), "item_votes", ["user_id"], unique=False)
    op.create_table(
        "meeting_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["users.id"], name=op.f("fk_meeting_documents_added_by_id_users")),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["agenda_items.id"],
            name=op.f("fk_meeting_documents_item_id_agenda_items"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_documents_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["upload_id"], ["uploads.id"], name=op.f("fk_meeting_documents_upload_id_uploads")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_documents")),
    )
    op.create_index(op.f("ix_meeting_documents_item_id"), "meeting_documents", ["item_id"], unique=False)
    op.create_index(op.f("ix_meeting_documents_meeting_id"), "meeting_documents", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_meeting_documents_upload_id"), "meeting_documents", ["upload_id"], unique=False)
    op.create_table(
        "minutes_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("recipe", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_minutes_revisions_author_id_users")),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_revisions_minutes_id_minutes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_revisions")),
        sa.UniqueConstraint("minutes_id", "number", name=op.f("uq_minutes_revisions_minutes_id_number")),
    )
    op.create_table(
        "workshop_seats",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_workshop_seats_user_id_users")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("fk_workshop_seats_workshop_id_workshops"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "user_id", name=op.f("pk_workshop_seats")),
    )
    op.create_index(op.f("ix_workshop_seats_user_id"), "workshop_seats", ["user_id"], unique=False)


def downgrade() -> None:
    op.drop_table("workshop_seats")
    op.drop_table("minutes_revisions")
    op.drop_table("meeting_documents")
    op.drop_table("item_votes")
    op.drop_table("workshops")
    op.drop_table("presences")
    op.drop_table("minutes")
    op.drop_table("decisions")
    op.drop_table("agenda_items")
    op.drop_table("actions")
    op.drop_table("meetings")
    op.drop_table("meeting_series")
    op.drop_table("dimensions")
