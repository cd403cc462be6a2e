"""A post: one message of a topic, with its revisions and files."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import Instant, db, instant, key, short
from forum.polls.models import Poll
from forum.topics.models.topic import Topic
from forum.uploads.models import Upload


class Post(db.Model):
    """One message; or a notice, the small line that says what was done to the topic."""

    __tablename__ = "posts"
    __table_args__ = (
        UniqueConstraint("topic_id", "number"),
        CheckConstraint("kind IN ('message', 'notice')", name="kind"),
        Index("ix_posts_author_id_created_at", "author_id", "created_at"),
        Index("ix_posts_recipe", "recipe"),  # the sweep that cooks again looks for old ones every hour
    )

    id: Mapped[key]
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"))
    number: Mapped[int]  # from 1, in the topic
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[short] = mapped_column(default="message")
    notice: Mapped[dict] = mapped_column(JSON, default=dict)  # {"verb": "closed"} …, when kind is notice
    body: Mapped[str] = mapped_column(Text)  # Markdown, as typed
    html: Mapped[str] = mapped_column(Text)  # cooked
    text: Mapped[str] = mapped_column(Text, default="")  # plain, for search and mail
    recipe: Mapped[int] = mapped_column(default=0)  # the version of markup.RECIPE that cooked it
    reply_to: Mapped[int | None]  # the number of the message it answers
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[instant] = mapped_column(default=now, index=True)
    edited_at: Mapped[datetime | None] = mapped_column(Instant)
    edited_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)
    deleted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    thanks: Mapped[int] = mapped_column(default=0)  # how many said « merci » (``Thanks`` says who)
    is_wiki: Mapped[bool] = mapped_column(default=False)  # everybody who may answer may edit it
    poll_id: Mapped[int | None] = mapped_column(ForeignKey("polls.id"), unique=True)
    sent_key: Mapped[str | None] = mapped_column(String(64), unique=True)  # what makes a double click one message

    topic: Mapped[Topic] = relationship()
    author: Mapped[User] = relationship(foreign_keys=author_id)
    poll: Mapped[Poll | None] = relationship()

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def url(self) -> str:
        """The topic, opened at this message."""
        return f"{self.topic.url}/{self.number}#m{self.number}" if self.number > 1 else self.topic.url


class PostRevision(db.Model):
    """What a post said before an edit that counts (after five minutes, or by someone else)."""

    __tablename__ = "post_revisions"
    __table_args__ = (UniqueConstraint("post_id", "version"),)

    id: Mapped[key]
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"))
    version: Mapped[int]
    title: Mapped[short] = mapped_column(default="")  # of the topic, when the post is its first
    body: Mapped[str] = mapped_column(Text)
    editor_id: Mapped[int] = mapped_column(ForeignKey("users.id"))  # who wrote this version
    reason: Mapped[str] = mapped_column(String(300), default="")  # why the next one replaced it
    created_at: Mapped[instant] = mapped_column(default=now)  # when this version was written
    editor: Mapped[User] = relationship()


class PostUpload(db.Model):
    """A file that a post shows; who sees the post sees the file."""

    __tablename__ = "post_uploads"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    upload_id: Mapped[int] = mapped_column(ForeignKey("uploads.id"), primary_key=True, index=True)
    upload: Mapped[Upload] = relationship()
