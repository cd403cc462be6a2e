"""Finding establishments."""

from sqlalchemy import func, select

from forum.core.db import db
from forum.directory.models import Establishment, MailDomain
from forum.directory.names import folded, split_label


def known() -> list[Establishment]:
    """The establishments an organiser has checked, by name: the list that sign-up offers."""
    return list(db.session.scalars(select(Establishment).filter_by(is_known=True).order_by(Establishment.name)))


def unknown() -> list[Establishment]:
    """Those that members typed and nobody has checked yet, newest first."""
    wanted = select(Establishment).filter_by(is_known=False)
    return list(db.session.scalars(wanted.order_by(Establishment.created_at.desc())))


def everything() -> list[Establishment]:
    return list(db.session.scalars(select(Establishment).order_by(Establishment.name)))


def get(establishment_id: int) -> Establishment:
    """The establishment, or 404."""
    return db.get_or_404(Establishment, establishment_id)


def by_label(label: str) -> Establishment | None:
    """The establishment someone means by ``label``: its name, with or without « (Aude) », however spelled."""
    name, department = split_label(label)
    rows = db.session.scalars(select(Establishment).order_by(Establishment.is_known.desc(), Establishment.id))
    alike = [row for row in rows if folded(row.name) == folded(name)]
    return next((row for row in alike if not department or row.department in ("", department)), None)


def of_address(email: str) -> Establishment | None:
    """The known establishment whose mail domain vouches for ``email``."""
    domain = email.rpartition("@")[2].lower()
    known_domain = select(Establishment).join(MailDomain).where(MailDomain.domain == domain, Establishment.is_known)
    return db.session.scalar(known_domain)


def count_unknown() -> int:
    return db.session.scalar(select(func.count()).select_from(Establishment).where(~Establishment.is_known)) or 0
