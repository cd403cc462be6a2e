"""Categories and the rights that groups have in them."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.core.clock import now
from forum.core.db import db, instant, key, short
from forum.groups.models import Group

# What a category is for changes what its topics carry.
#   discussion: nothing more · question: an answer may be marked · request: an answer, and a state (open → …)
KINDS = ("discussion", "question", "request")

# The dyes of the design that a category may wear.
COLOURS = ("sauge", "garance", "ciel", "prune", "gaude", "pastel", "edge")


class Category(db.Model):
    __tablename__ = "categories"

    id: Mapped[key]
    slug: Mapped[short] = mapped_column(unique=True)
    name: Mapped[short]
    description: Mapped[str] = mapped_column(String(1000), default="")
    colour: Mapped[short] = mapped_column(default="pastel")  # one of COLOURS, the data-c of the design
    kind: Mapped[short] = mapped_column(default="discussion")
    button: Mapped[short] = mapped_column(default="")  # « Nouvelle demande »; empty: « Nouveau sujet »
    template: Mapped[str] = mapped_column(Text, default="")  # what the editor starts with
    position: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[instant] = mapped_column(default=now)
    rights: Mapped[list["CategoryRight"]] = relationship(back_populates="category", cascade="all, delete-orphan")

    @property
    def has_solutions(self) -> bool:
        return self.kind in ("question", "request")

    @property
    def has_states(self) -> bool:
        return self.kind == "request"


class CategoryRight(db.Model):
    """What a group may do in a category; a group without a row may do nothing there."""

    __tablename__ = "category_rights"

    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id", ondelete="CASCADE"), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True, index=True)
    can_see: Mapped[bool] = mapped_column(default=False)
    can_create: Mapped[bool] = mapped_column(default=False)
    can_reply: Mapped[bool] = mapped_column(default=False)
    category: Mapped[Category] = relationship(back_populates="rights")
    group: Mapped[Group] = relationship()
