"""How content people were: the mean of all notes from 1 to 5 of the questionnaire that follows the day."""

from sqlalchemy import Integer, cast, func, select

from forum.core.db import db
from forum.trainings.models import Question, Questionnaire, Sheet, SheetAnswer, Training
from forum.trainings.queries.results import THRESHOLD, showable


def satisfaction(training: Training) -> dict[int | None, float]:
    """By the session's key, of all under None; what fewer than five people said is left out, alone and in the whole."""
    rows = db.session.execute(_notes(training)).all()
    counts = {row.session_id: row.sheets for row in rows}
    found: dict[int | None, float] = {row.session_id: row.total / row.notes for row in rows if row.sheets >= THRESHOLD}
    together = [row for row in rows if row.session_id in showable(counts)]
    if sum(row.sheets for row in together) >= THRESHOLD:
        found[None] = sum(row.total for row in together) / sum(row.notes for row in together)
    return found


def _notes(training: Training):
    """A row for each session: how many sheets hold a note, how many notes, their sum."""
    columns = (
        Sheet.session_id,
        func.count(Sheet.id.distinct()).label("sheets"),
        func.count().label("notes"),
        func.sum(cast(SheetAnswer.value, Integer)).label("total"),
    )
    rows = select(*columns).join(SheetAnswer, SheetAnswer.sheet_id == Sheet.id)
    rows = rows.join(Question, Question.id == SheetAnswer.question_id)
    rows = rows.join(Questionnaire, Questionnaire.id == Sheet.questionnaire_id)
    hot = rows.where(Questionnaire.training_id == training.id, Questionnaire.moment == "hot", Question.kind == "scale")
    return hot.group_by(Sheet.session_id)
