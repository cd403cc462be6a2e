"""Certificates of a session, and one by its key or by the address on the paper."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from flask import abort
from markupsafe import Markup
from sqlalchemy import select

from forum.calendar.times import instant_of, wall_of
from forum.calendar.words import full_day
from forum.core.db import db
from forum.core.i18n import clocktime
from forum.core.rules import can
from forum.markup import cook
from forum.trainings.models import Certificate, Registration, TrainingSession
from forum.trainings.queries.attendance import lines as expected


class Line(NamedTuple):
    """Someone who was expected: the minutes they signed, the certificate in force."""

    registration: Registration
    minutes: int
    certificate: Certificate | None


def lines(session: TrainingSession) -> list[Line]:
    """By last name."""
    current = select(Certificate).join(Registration).where(Registration.session_id == session.id)
    current = current.where(Certificate.superseded_by_id.is_(None))
    issued = {one.registration_id: one for one in db.session.scalars(current)}
    return [Line(one.registration, one.minutes, issued.get(one.registration.id)) for one in expected(session)]


def in_force(registrations: Iterable[Registration]) -> dict[int, int]:
    """The key of the certificate in force of each that has one, by the registration's, in one query."""
    keys = [one.id for one in registrations if one.state == "attended"]
    current = select(Certificate.registration_id, Certificate.id).where(Certificate.superseded_by_id.is_(None))
    found = db.session.execute(current.where(Certificate.registration_id.in_(keys))) if keys else ()
    return {row[0]: row[1] for row in found}


def get_certificate(viewer: Any, certificate_id: int) -> Certificate:
    """404 when there is none that ``viewer`` may read."""
    certificate = db.session.get(Certificate, certificate_id)
    return certificate if certificate and can(viewer, "read", certificate) else abort(404)


def page(certificate: Certificate) -> dict[str, Any]:
    """What the papers and the page that verifies them show: ``certificate``, its ``facts``, the ``slots``, ``issued``,
    the ``objectives`` (HTML; empty for those issued before they were kept)."""
    slots = [[datetime.fromisoformat(time) for time in slot] for slot in certificate.facts["slots"]]
    said = [{"day": full_day(a.date()), "starts": _clock(a), "ends": _clock(b)} for a, b in slots]
    issued = full_day(wall_of(certificate.issued_at).date())
    aims = Markup(cook(certificate.facts.get("objectives", "")).html)  # noqa: S704 - what cook gives is sanitised
    return {"certificate": certificate, "facts": certificate.facts, "slots": said, "issued": issued, "objectives": aims}


def _clock(wall: datetime) -> str:
    return clocktime(instant_of(wall))


def by_address(code: str) -> Certificate | None:
    return db.session.scalar(select(Certificate).filter_by(code=code))
