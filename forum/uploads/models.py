"""Uploaded files."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db, instant, key, short


class Upload(db.Model):
    """One file sent by one person; the content is in the storage under its digest, maybe shared with other rows."""

    __tablename__ = "uploads"
    __table_args__ = (CheckConstraint("kind IN ('image', 'document')", name="kind"),)

    id: Mapped[key]
    token: Mapped[str] = mapped_column(String(43), unique=True)  # the address cannot be guessed
    name: Mapped[str] = mapped_column(String(200))  # made harmless
    digest: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    content_type: Mapped[short]
    kind: Mapped[short]
    width: Mapped[int | None]
    height: Mapped[int | None]
    owner_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    created_at: Mapped[instant] = mapped_column(default=now)

    @property
    def is_image(self) -> bool:
        return self.kind == "image"

    @property
    def url(self) -> str:
        return f"/fichiers/{self.token}/{self.name}"


class UploadText(db.Model):
    """What a document says, so that it can be found by its words; nothing is kept of a file that hangs on nothing.

    reading → read | broken. Who dies reading leaves « reading »: it is tried again, not for ever.
    """

    __tablename__ = "upload_texts"
    __table_args__ = (CheckConstraint("state IN ('reading', 'read', 'broken')", name="state"),)

    upload_id: Mapped[int] = mapped_column(
        ForeignKey("uploads.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    state: Mapped[short] = mapped_column(default="reading")
    text: Mapped[str] = mapped_column(Text, default="")
    tries: Mapped[int] = mapped_column(default=0)
    at: Mapped[instant] = mapped_column(default=now)


class UploadSend(db.Model):
    """A file on its way, in parts: ``received`` bytes are on the disk. Once whole it is the upload ``upload_id``."""

    __tablename__ = "upload_sends"

    id: Mapped[key]
    token: Mapped[str] = mapped_column(String(43), unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))  # as the sender's machine calls it
    size: Mapped[int] = mapped_column(BigInteger)
    received: Mapped[int] = mapped_column(BigInteger, default=0)
    upload_id: Mapped[int | None] = mapped_column(ForeignKey("uploads.id", ondelete="CASCADE"), index=True)
    at: Mapped[instant] = mapped_column(default=now, index=True)  # when it began
