"""Certificates of completion: what the provider certifies, numbered, and never changed.

One row carries two papers, the certificate and the attestation given to the person, which says the objectives as well.
A number is taken in the transaction that issues the certificate, so a refusal leaves no gap. A certificate whose facts
have changed since (a name corrected, a signature added) is superseded by a new one; the old stays, and says so. The
objectives are those of the day it was first issued: the page of the training may say others for the next year.
"""

import hashlib
import json
import secrets
from datetime import date
from typing import Any

from sqlalchemy import select

from forum.accounts.models import User
from forum.calendar.times import wall_of
from forum.core.clock import now
from forum.core.db import db, insert
from forum.core.events import emit
from forum.core.i18n import lazy
from forum.trainings.actions.holding import hold
from forum.trainings.events import CertificateIssued
from forum.trainings.models import Certificate, CertificateYear, Registration, Signature, Slot, TrainingSession

# The wording of both papers, by the day from which it is in force; the newest that has begun is used.
WORDINGS = ((date(2020, 1, 1), "2020"),)


class NothingCertified(Exception):
    """Not one half-day is signed: there is nothing to certify."""

    sentence = lazy("Aucune demi-journée n’est signée : il n’y a pas d’heure à certifier.")


class NoProvider(Exception):
    """A certificate is given in the name of the organisation that trains."""

    sentence = lazy("Indiquez d’abord l’organisme de formation et son signataire, sur la page de la formation.")


def issue(registration: Registration, by: User) -> Certificate:
    """The certificate of this person: the one in force if it still says what is true, else a new one."""
    hold(registration.session)
    db.session.refresh(registration)
    current = current_of(registration)
    facts = facts_of(registration) | _objectives(registration, current)
    if current and current.facts == facts:
        return current
    certificate = _written(registration, facts, by)
    if current:
        current.superseded_by_id = certificate.id
        db.session.flush()
    after = {"certificate": certificate.number, "instead_of": current.number if current else ""}
    emit(CertificateIssued(certificate, actor=by, after=after))
    return certificate


def issue_all(session: TrainingSession, by: User) -> list[Certificate]:
    """Those of all who signed at least one half-day."""
    hold(session)
    signed = select(Registration).join(Signature).filter(Registration.session_id == session.id)
    people = db.session.scalars(signed.distinct().order_by(Registration.last_name, Registration.id)).all()
    return [issue(registration, by) for registration in people]


def current_of(registration: Registration) -> Certificate | None:
    """The one that no other supersedes."""
    wanted = select(Certificate).filter_by(registration_id=registration.id, superseded_by_id=None)
    return db.session.scalar(wanted, execution_options={"populate_existing": True})


def facts_of(registration: Registration) -> dict[str, Any]:
    """All that the papers will say but the objectives; NothingCertified when no half-day is signed, NoProvider when
    nobody certifies."""
    session, training = registration.session, registration.session.training
    slots = _signed_slots(registration)
    if not slots:
        raise NothingCertified
    if not (training.provider and training.provider_signatory):
        raise NoProvider
    return {
        "participant": registration.display_name,
        "function": registration.function,
        "establishment": registration.establishment_name,
        "title": training.title,
        "nature": training.nature,
        "modality": training.modality,
        "place": ", ".join(filter(None, (session.venue, session.address, session.city))),
        "trainer": session.trainer,
        "slots": [[slot.starts.isoformat(), slot.ends.isoformat()] for slot in slots],
        "minutes": sum(slot.minutes for slot in slots),
        "provider": training.provider,
        "provider_address": training.provider_address,
        "provider_number": training.provider_number,
        "provider_siret": training.provider_siret,
        "signatory": training.provider_signatory,
    }


def digest_of(number: str, facts: dict[str, Any]) -> str:
    """The fingerprint of a certificate, in hexadecimal: the same words under the same number give the same one."""
    said = json.dumps([number, facts], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def is_whole(certificate: Certificate) -> bool:
    """Does the row still say what was issued?"""
    return certificate.digest == digest_of(certificate.number, certificate.facts)


def is_signed(certificate: Certificate) -> bool:
    """Are the half-days that it certifies still signed? Not when one was noted by mistake, and taken back since."""
    return sum(slot.minutes for slot in _signed_slots(certificate.registration)) >= certificate.minutes


def _objectives(registration: Registration, current: Certificate | None) -> dict[str, str]:
    """Those that were certified already, else those of the page (Markdown); no fact where the page says none."""
    certified = current.facts.get("objectives", "") if current else ""
    said = certified or registration.session.training.texts.get("objectives", "")
    return {"objectives": said} if said else {}


def _signed_slots(registration: Registration) -> list[Slot]:
    signed = select(Slot).join(Signature).where(Signature.registration_id == registration.id).order_by(Slot.starts)
    return list(db.session.scalars(signed))


def _written(registration: Registration, facts: dict[str, Any], by: User) -> Certificate:
    day = wall_of(now()).date()
    number = f"{day.year}-{_next_number(day.year):04}"
    certificate = Certificate(
        number=number,
        code=secrets.token_urlsafe(16),
        registration_id=registration.id,
        minutes=facts["minutes"],
        facts=facts,
        digest=digest_of(number, facts),
        template=max(wording for wording in WORDINGS if wording[0] <= day)[1],
        issued_at=now(),
        issued_by_id=by.id,
    )
    db.session.add(certificate)
    db.session.flush()
    return certificate


def _next_number(year: int) -> int:
    first = insert(CertificateYear).values(year=year, last=1)
    taken = first.on_conflict_do_update(index_elements=["year"], set_={"last": CertificateYear.last + 1})
    return db.session.scalar(taken.returning(CertificateYear.last), execution_options={"synchronize_session": False})
