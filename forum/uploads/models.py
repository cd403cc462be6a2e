"""Uploaded files."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
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
