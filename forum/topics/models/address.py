"""Where messages and topics used to be: their old addresses lead to them for ever."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.core.db import db
from forum.topics.models.topic import Topic


class PostAddress(db.Model):
    """The place that a message had in a topic as long as its messages were numbered so (``Topic.numbering``)."""

    __tablename__ = "post_addresses"

    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    numbering: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), index=True)


class TopicMerger(db.Model):
    """A topic that was emptied into another. Its row stays, out of sight, for its address to lead there."""

    __tablename__ = "topic_mergers"

    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"), index=True)
    into: Mapped[Topic] = relationship(foreign_keys=into_id)
