"""Establishments, the mail domains that vouch for the people who work there, the dimensions of the project."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.core.clock import now
from forum.core.db import db, instant, key, short

# The departments of Occitanie, by INSEE code.
DEPARTMENTS = {
    "09": "Ariège",
    "11": "Aude",
    "12": "Aveyron",
    "30": "Gard",
    "31": "Haute-Garonne",
    "32": "Gers",
    "34": "Hérault",
    "46": "Lot",
    "48": "Lozère",
    "65": "Hautes-Pyrénées",
    "66": "Pyrénées-Orientales",
    "81": "Tarn",
    "82": "Tarn-et-Garonne",
}

# Anyone can have an address there: such a domain vouches for nobody.
PUBLIC_DOMAINS = frozenset(
    "aol.com bbox.fr free.fr gmail.com gmx.com gmx.fr googlemail.com hotmail.com hotmail.fr icloud.com laposte.net "
    "live.com live.fr me.com msn.com neuf.fr numericable.fr orange.fr outlook.com outlook.fr proton.me protonmail.com "
    "sfr.fr wanadoo.fr yahoo.com yahoo.fr ymail.com".split()
)


class Establishment(db.Model):
    """A D-ITEP, a SESSAD, an association… ``is_known`` once an organiser has checked what a member typed."""

    __tablename__ = "establishments"
    __table_args__ = (UniqueConstraint("name", "department"),)

    id: Mapped[key]
    name: Mapped[short]
    city: Mapped[short] = mapped_column(default="")
    department: Mapped[str] = mapped_column(String(3), default="")
    is_known: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[instant] = mapped_column(default=now)
    domains: Mapped[list["MailDomain"]] = relationship(back_populates="establishment", cascade="all, delete-orphan")

    @property
    def department_name(self) -> str:
        return DEPARTMENTS.get(self.department, "")

    @property
    def label(self) -> str:
        """« D-ITEP Les Trois Ponts (Aude) »."""
        return f"{self.name} ({self.department_name})" if self.department_name else self.name


class MailDomain(db.Model):
    """A confirmed address at this domain makes its owner a member at once."""

    __tablename__ = "mail_domains"

    domain: Mapped[str] = mapped_column(String(253), primary_key=True)
    establishment_id: Mapped[int] = mapped_column(ForeignKey("establishments.id", ondelete="CASCADE"), index=True)
    establishment: Mapped[Establishment] = relationship(back_populates="domains")


class Dimension(db.Model):
    """One of the dimensions that work is sorted by («territoriale»); an administrator keeps the list."""

    __tablename__ = "dimensions"

    id: Mapped[key]
    name: Mapped[short] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(default=0)
