"""Adding, checking and tidying establishments."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, select

from forum.core.db import db, insert
from forum.core.events import emit
from forum.directory import queries
from forum.directory.events import DomainsChanged, EstablishmentChecked
from forum.directory.models import PUBLIC_DOMAINS, Establishment, MailDomain
from forum.directory.names import is_domain, split_label, tidy


def find_or_add(label: str) -> Establishment:
    """The establishment meant by ``label``; a new one stays unknown until an organiser has checked it."""
    if found := queries.by_label(label):
        return found
    name, department = split_label(label)
    row = insert(Establishment).values(name=name[:200], department=department)
    db.session.execute(row.on_conflict_do_nothing())  # a colleague may be adding it at this very moment
    return db.session.scalars(select(Establishment).filter_by(name=name[:200], department=department)).one()


def check(establishment: Establishment, by: Any, name: str = "", city: str = "", department: str = "") -> None:
    """Vouch for an establishment, its name put right, so that sign-up offers it."""
    before = {"name": establishment.name, "is_known": establishment.is_known}
    establishment.name = tidy(name) or establishment.name
    establishment.city = tidy(city) or establishment.city
    establishment.department = department or establishment.department
    establishment.is_known = True
    db.session.flush()
    after = {"name": establishment.name, "is_known": True}
    emit(EstablishmentChecked(establishment, actor=by, before=before, after=after))


def add(name: str, by: Any = None, city: str = "", department: str = "", domains: Iterable[str] = ()) -> Establishment:
    """A checked establishment, with the domains that vouch for its people."""
    establishment = find_or_add(name)
    check(establishment, by, city=city, department=department)
    if domains:
        set_domains(establishment, domains, by)
    return establishment


def set_domains(establishment: Establishment, domains: Iterable[str], by: Any = None) -> None:
    """Have exactly these mail domains vouch for the establishment's people; ValueError names one that is none."""
    wanted = {domain.strip().lower().lstrip("@") for domain in domains if domain.strip()}
    if wrong := sorted(domain for domain in wanted if not is_domain(domain) or domain in PUBLIC_DOMAINS):
        raise ValueError(wrong[0])
    mine = MailDomain.establishment_id == establishment.id
    before = sorted(db.session.scalars(select(MailDomain.domain).where(mine)))
    db.session.execute(delete(MailDomain).where(mine | MailDomain.domain.in_(wanted)))
    db.session.expire(establishment, ["domains"])
    db.session.add_all([MailDomain(domain=domain, establishment_id=establishment.id) for domain in sorted(wanted)])
    db.session.flush()
    emit(DomainsChanged(establishment, actor=by, before={"domains": before}, after={"domains": sorted(wanted)}))
