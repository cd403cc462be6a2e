"""Registrants of a session, figures and answers as the rows of a spreadsheet: the head, then the rows."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from forum.calendar.times import wall_of
from forum.core.db import db
from forum.core.i18n import _
from forum.core.tables import Row
from forum.directory.models import DEPARTMENTS
from forum.directory.names import folded
from forum.trainings.models import Registration, RegistrationAnswer, TrainingQuestion, TrainingSession
from forum.trainings.queries.attendance import lines
from forum.trainings.queries.choices import title_of
from forum.trainings.queries.results import Result, Results
from forum.trainings.queries.statistics import Figures, Statistics
from forum.trainings.standing import said


def registrants(session: TrainingSession) -> tuple[Row, list[Row]]:
    """A row for each registration of the session, by last name."""
    questions = _questions(session)
    answers = _given(session)
    minutes = {line.registration.id: line.minutes for line in lines(session)}
    found = db.session.scalars(select(Registration).filter_by(session_id=session.id)).all()
    rows: list[Row] = []
    for one in sorted(found, key=lambda one: (folded(one.last_name), folded(one.first_name), one.id)):
        besides = [answers.get((one.id, question.id), "") for question in questions]
        rows.append([*_cells(one, minutes.get(one.id, 0)), *besides])
    return [*_head(), *(one.wording for one in questions)], rows


def figures(found: Statistics) -> tuple[Row, list[Row]]:
    """A row for each session, department and function."""
    head = [
        _("Par"), _("Intitulé"), _("Places"), _("Remplissage (%)"), _("Inscriptions"), _("En attente"), _("Présences"),
        _("Absences"), _("Annulations"), _("Satisfaction (sur 5)"),
    ]  # fmt: skip
    rows = [_figures(_("Session"), title_of(session), one) for session, one in found.sessions]
    rows.append(_figures(_("Session"), _("Ensemble"), found.total))
    for name, group in ((_("Département"), found.departments), (_("Fonction"), found.functions)):
        rows += [_figures(name, one.label or _("Non précisé"), one) for one in group]
    return head, rows


def _figures(group: str, label: str, one: Figures) -> Row:
    fill, content = "" if one.fill is None else one.fill, "" if one.content is None else round(one.content, 1)
    counts = (one.taken, one.waiting, one.attended, one.no_show, one.cancelled)
    return [group, label, one.places or "", fill, *counts, content]


def answers(found: Results) -> tuple[Row, list[Row]]:
    """A row for each possible answer, and for each text; none when too few answered."""
    rows = [row for one in found.questions for row in _answers_to(one)]
    return [_("Question"), _("Réponse"), _("Nombre"), _("Part (%)")], rows


def _answers_to(one: Result) -> Iterable[Row]:
    yield from ([one.question.wording, bar.label, bar.count, bar.percent] for bar in one.bars)
    yield from ([one.question.wording, text, "", ""] for text in one.texts)


def _head() -> list[str]:
    return [
        _("Nom"), _("Prénom"), _("Fonction"), _("Établissement"), _("Département"), _("Courriel"), _("État"),
        _("Inscription le"), _("Besoin particulier"), _("Minutes signées"),
    ]  # fmt: skip


def _cells(one: Registration, minutes: int) -> list[str | int | datetime]:
    place = DEPARTMENTS.get(one.department, "")
    own = [one.last_name, one.first_name, one.function, one.establishment_name, place, one.email]
    return [*own, str(said(one)), wall_of(one.created_at).replace(microsecond=0), one.needs, minutes]


def _questions(session: TrainingSession) -> list[TrainingQuestion]:
    asked = select(TrainingQuestion).filter_by(training_id=session.training_id)
    return list(db.session.scalars(asked.order_by(TrainingQuestion.position, TrainingQuestion.id)))


def _given(session: TrainingSession) -> dict[tuple[int, int], str]:
    given = select(RegistrationAnswer).join(Registration, Registration.id == RegistrationAnswer.registration_id)
    found: Iterable[RegistrationAnswer] = db.session.scalars(given.where(Registration.session_id == session.id))
    return {(one.registration_id, one.question_id): one.value for one in found}
