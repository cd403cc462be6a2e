"""A text that is not sent yet."""

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db, instant, key
from forum.uploads.models import Upload


class Draft(db.Model):
    """What one person is writing at one place: an answer, a new topic, a change to a message.

    The place is a name and no key: the text outlives the topic it was meant for.
    """

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("owner_id", "place"),)

    id: Mapped[key]
    owner_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    place: Mapped[str] = mapped_column(String(40))  # its name (places.py)
    sequence: Mapped[int]  # grows at each save: an editor that knows an older one overwrites nothing
    body: Mapped[str] = mapped_column(Text)
    fields: Mapped[dict] = mapped_column(JSON, default=dict)  # what else the form holds: title, keywords …
    updated_at: Mapped[instant] = mapped_column(default=now, index=True)


class DraftUpload(db.Model):
    """A file that a draft shows, kept as long as the draft."""

    __tablename__ = "draft_uploads"

    draft_id: Mapped[int] = mapped_column(ForeignKey(Draft.id, ondelete="CASCADE"), primary_key=True)
    upload_id: Mapped[int] = mapped_column(ForeignKey(Upload.id), primary_key=True, index=True)
