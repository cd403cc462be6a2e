"""Groups. Four are automatic: who is in them follows from the account, and no row says so."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db, instant, key, short

# slug → who is in it
VISITORS = "visiteurs"
AUTOMATIC = {
    VISITORS: lambda user: True,  # everybody, signed in or not
    "membres": lambda user: user.is_member,
    "organisateurs": lambda user: user.is_organiser,
    "administrateurs": lambda user: user.is_administrator,
}


class Group(db.Model):
    __tablename__ = "groups"

    id: Mapped[key]
    slug: Mapped[short] = mapped_column(unique=True)
    name: Mapped[short] = mapped_column(unique=True)
    description: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[instant] = mapped_column(default=now)

    @property
    def is_automatic(self) -> bool:
        return self.slug in AUTOMATIC


class Membership(db.Model):
    __tablename__ = "memberships"

    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    since: Mapped[instant] = mapped_column(default=now)
    group: Mapped[Group] = relationship()
    user: Mapped[User] = relationship()
