"""Pages of text that an administrator edits; what was never edited comes from the files in ``home/pages``."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.clock import now
from forum.core.db import db, instant, short


class Page(db.Model):
    __tablename__ = "pages"

    slug: Mapped[short] = mapped_column(primary_key=True)
    locale: Mapped[str] = mapped_column(String(5), primary_key=True)
    title: Mapped[short]
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    edited_at: Mapped[instant] = mapped_column(default=now)
    edited_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
