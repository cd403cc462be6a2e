"""Keywords (« mots-clés ») of topics."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import db, key, short


class Tag(db.Model):
    __tablename__ = "tags"

    id: Mapped[key]
    slug: Mapped[short] = mapped_column(unique=True)
    name: Mapped[short]


class TopicTag(db.Model):
    __tablename__ = "topic_tags"

    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True, index=True)
