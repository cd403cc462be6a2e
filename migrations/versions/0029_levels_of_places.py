"""How closely someone follows a category or a keyword."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, place, there in (("category_readers", "category_id", "categories"), ("tag_readers", "tag_id", "tags")):
        op.create_table(
            table,
            *(sa.Column(name, sa.Integer(), nullable=False) for name in ("user_id", place)),
            sa.Column("level", sa.String(length=200), nullable=False),
            sa.CheckConstraint("level IN ('watching', 'tracking', 'muted')", name=op.f(f"ck_{table}_level")),
            *(
                sa.ForeignKeyConstraint([key], [f"{to}.id"], name=op.f(f"fk_{table}_{key}_{to}"), ondelete="CASCADE")
                for key, to in (("user_id", "users"), (place, there))
            ),
            sa.PrimaryKeyConstraint("user_id", place, name=op.f(f"pk_{table}")),
        )
        op.create_index(op.f(f"ix_{table}_{place}"), table, [place])


def downgrade() -> None:
    op.drop_table("tag_readers")
    op.drop_table("category_readers")
