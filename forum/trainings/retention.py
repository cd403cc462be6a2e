"""How long data of trainings is kept, class by class, and deleting it when its time is over.

Evidence (who attended, signatures, certificates) is kept longest: funders may ask for it. What people needed or were
asked besides goes soonest. Every run leaves a line in the deletion log: what kind and how much, and no word of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, delete, literal, or_, select, update

from forum.accounts.models import User
from forum.core.clock import now, today
from forum.core.db import db
from forum.core.i18n import lazy
from forum.core.settings import Setting, setting
from forum.trainings.models import (
    Certificate,
    Purge,
    Question,
    Registration,
    RegistrationAnswer,
    RegistrationEvent,
    Sheet,
    SheetAnswer,
    Signature,
    TrainingQuestion,
    TrainingSession,
)
from forum.trainings.models.questionnaire import QuestionnaireInvitation
from forum.trainings.models.registration import LIVE

QUIET = {"synchronize_session": False}

NEEDS = setting(
    "trainings.keep_needs", int, 30, lazy("Jours pendant lesquels on garde les besoins particuliers, après la session")
)
UNCONFIRMED = setting(
    "trainings.keep_unconfirmed", int, 14, lazy("Jours pendant lesquels on garde une inscription jamais confirmée")
)
CANCELLED = setting(
    "trainings.keep_cancelled",
    int,
    365,
    lazy("Jours pendant lesquels on garde une inscription annulée, après la session"),
)
WORDS = setting(
    "trainings.keep_words",
    int,
    1095,
    lazy("Jours pendant lesquels on garde les réponses écrites aux questionnaires, après la session"),
)
EVIDENCE = setting(
    "trainings.keep_evidence",
    int,
    2190,
    lazy("Jours pendant lesquels on garde les preuves (présences, certificats), après la session"),
)


@dataclass(frozen=True)
class Kind:
    """A class of data: ``find(until)`` selects the keys whose time was over that day, ``drop(keys)`` deletes them."""

    name: str
    label: Any
    days: Setting[int] | None
    find: Callable[[date], Select]
    drop: Callable[[list[Any]], None]

    @property
    def until(self) -> date:
        """The last day whose data goes now."""
        return today() - timedelta(days=self.days.value if self.days else 0)

    def keys(self) -> list[Any]:
        return list(db.session.scalars(self.find(self.until)))


@dataclass(frozen=True)
class Due:
    """What a run would delete, or has deleted."""

    kind: Kind
    until: date
    rows: int


def due() -> list[Due]:
    """The dry run: what a run would delete now."""
    return [Due(kind, kind.until, len(kind.keys())) for kind in KINDS]


def purge(by: User | None = None) -> list[Due]:
    """Delete what is due, and note it in the log."""
    done = []
    for kind in KINDS:
        keys, until = kind.keys(), kind.until
        if keys:
            kind.drop(keys)
            db.session.add(Purge(at=now(), kind=kind.name, until=until, rows=len(keys), by_id=by.id if by else None))
            db.session.flush()
        done.append(Due(kind, until, len(keys)))
    db.session.expire_all()
    return done


def log() -> list[Purge]:
    """The latest deletions first."""
    return list(db.session.scalars(select(Purge).order_by(Purge.at.desc(), Purge.id.desc()).limit(200)))


def label_of(name: str) -> str:
    return next((str(kind.label) for kind in KINDS if kind.name == name), name)


def _over_by(until: date) -> ColumnElement[bool]:
    """Sessions that ended on that day or before."""
    return TrainingSession.ends < datetime.combine(until + timedelta(days=1), time())


def _of_sessions(until: date, *conditions: Any) -> Select:
    people = select(Registration.id).join(TrainingSession, TrainingSession.id == Registration.session_id)
    return people.where(_over_by(until), *conditions).order_by(Registration.id)


def _with_needs(until: date) -> Select:
    return _of_sessions(until, Registration.needs != "")


def _forget_needs(keys: list[int]) -> None:
    _run(update(Registration).where(Registration.id.in_(keys)).values(needs=""))


def _answered(until: date) -> Select:
    """The questions whose answers have reached the date that was announced."""
    answered = select(RegistrationAnswer.question_id).distinct()
    return select(TrainingQuestion.id).where(TrainingQuestion.purge_on <= until, TrainingQuestion.id.in_(answered))


def _forget_answers(keys: list[int]) -> None:
    _run(delete(RegistrationAnswer).where(RegistrationAnswer.question_id.in_(keys)))


def _never_confirmed(until: date) -> Select:
    end = Registration.changed_at < now() - timedelta(days=(today() - until).days)
    return (
        select(Registration.id).where(Registration.reason == "unconfirmed", end, _is_alone()).order_by(Registration.id)
    )


def _cancelled(until: date) -> Select:
    return _of_sessions(until, Registration.state == "cancelled", _is_alone())


def _is_alone() -> ColumnElement[bool]:
    """Nobody still comes from it by a move (the link of its mails leads there), and nothing was signed under it."""
    later = select(Registration.moved_from_id).where(Registration.moved_from_id.is_not(None))
    coming = later.where(Registration.state.in_(LIVE))
    return Registration.id.not_in(coming) & Registration.id.not_in(select(Signature.registration_id))


def _forget_registrations(keys: list[int]) -> None:
    for table in (RegistrationAnswer, RegistrationEvent, QuestionnaireInvitation):
        _run(delete(table).where(table.registration_id.in_(keys)))
    _run(update(Registration).where(Registration.moved_from_id.in_(keys)).values(moved_from_id=None))
    _run(delete(Registration).where(Registration.id.in_(keys)))


def _written(until: date) -> Select:
    texts = (
        select(SheetAnswer.sheet_id)
        .join(Question, Question.id == SheetAnswer.question_id)
        .where(Question.kind == "text")
    )
    sheets = select(Sheet.id).join(TrainingSession, TrainingSession.id == Sheet.session_id)
    return sheets.where(_over_by(until), Sheet.id.in_(texts)).order_by(Sheet.id)


def _forget_words(keys: list[str]) -> None:
    texts = select(Question.id).where(Question.kind == "text")
    _run(delete(SheetAnswer).where(SheetAnswer.sheet_id.in_(keys), SheetAnswer.question_id.in_(texts)))


def _evidence(until: date) -> Select:
    """Whoever is still named, whatever became of them: no name outlives the evidence."""
    return _of_sessions(until, or_(Registration.email != "", Registration.last_name != ""))


def _forget_people(keys: list[int]) -> None:
    """The rows stay for the figures (department, function), without the person; signatures and certificates go.

    Where they worked goes too: « directrice » of one establishment is a name.
    """
    _run(update(Certificate).where(Certificate.registration_id.in_(keys)).values(superseded_by_id=None))
    for table in (Certificate, Signature, RegistrationAnswer, QuestionnaireInvitation):
        _run(delete(table).where(table.registration_id.in_(keys)))
    _run(update(RegistrationEvent).where(RegistrationEvent.registration_id.in_(keys)).values(note="", actor_id=None))
    nobody = {"first_name": "", "last_name": "", "email": "", "needs": "", "note": "", "user_id": None}
    nobody |= {"establishment_id": None, "establishment_name": "", "house": ""}
    nobody |= {"registered_by_id": None, "person": literal("effacé ").concat(cast(Registration.id, String))}
    _run(update(Registration).where(Registration.id.in_(keys)).values(nobody))


def _run(statement: Any) -> None:
    db.session.execute(statement, execution_options=QUIET)


KINDS = (
    Kind("needs", lazy("Besoins particuliers"), NEEDS, _with_needs, _forget_needs),
    Kind("answers", lazy("Réponses aux questions d’inscription"), None, _answered, _forget_answers),
    Kind("unconfirmed", lazy("Inscriptions jamais confirmées"), UNCONFIRMED, _never_confirmed, _forget_registrations),
    Kind("cancelled", lazy("Inscriptions annulées"), CANCELLED, _cancelled, _forget_registrations),
    Kind("words", lazy("Réponses écrites aux questionnaires"), WORDS, _written, _forget_words),
    Kind("evidence", lazy("Présences, certificats, noms"), EVIDENCE, _evidence, _forget_people),
)
