"""What questionnaires brought: per session and for the whole action, never about fewer than five people.

The results of all sessions leave out those that have too few sheets to be shown, unless these are enough together:
else the difference between the whole and the parts would show them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from forum.core.db import db
from forum.trainings.models import Question, Questionnaire, QuestionnaireInvitation, Registration, Sheet, SheetAnswer

THRESHOLD = 5
SCALE = ("1", "2", "3", "4", "5")


@dataclass(frozen=True)
class Bar:
    """One answer, how many gave it, and which part of those who answered the question (0 to 100)."""

    label: str
    count: int
    percent: int


@dataclass(frozen=True)
class Result:
    """A question and what was answered: ``bars`` for scales and choices, ``texts`` for texts.

    These stand in the order of the alphabet: in that of the sheets, the texts of one person could be put together.
    """

    question: Question
    answered: int
    bars: tuple[Bar, ...] = ()
    texts: tuple[str, ...] = ()
    mean: float | None = None


@dataclass(frozen=True)
class Results:
    """``sheets`` answers out of ``asked``; too few to be shown when ``is_hidden``."""

    questionnaire: Questionnaire
    asked: int
    sheets: int
    is_hidden: bool
    questions: tuple[Result, ...] = ()

    @property
    def rate(self) -> int:
        """Percent of those asked who answered."""
        return round(100 * self.sheets / self.asked) if self.asked else 0


def results(questionnaire: Questionnaire, session_id: int | None = None) -> Results:
    """Of one session, or of all."""
    counts = _sheets_by_session(questionnaire)
    sessions = [session_id] if session_id else showable(counts)
    asked = _asked(questionnaire, session_id)
    sheets = counts.get(session_id, 0) if session_id else sum(counts.values())
    if sum(counts.get(one, 0) for one in sessions) < THRESHOLD:
        return Results(questionnaire, asked, sheets, is_hidden=True)
    shown = tuple(_result(question, sessions) for question in _questions(questionnaire))
    return Results(questionnaire, asked, sheets, is_hidden=False, questions=shown)


def showable(counts: dict[int, int]) -> list[int]:
    """The sessions whose sheets may be added up: those with enough, and the others when they are enough together."""
    few = [one for one, count in counts.items() if count < THRESHOLD]
    hidden = few if sum(counts[one] for one in few) < THRESHOLD else []
    return [one for one in counts if one not in hidden]


def _sheets_by_session(questionnaire: Questionnaire) -> dict[int, int]:
    counted = select(Sheet.session_id, func.count()).filter_by(questionnaire_id=questionnaire.id)
    return {row[0]: row[1] for row in db.session.execute(counted.group_by(Sheet.session_id))}


def _asked(questionnaire: Questionnaire, session_id: int | None) -> int:
    asked = select(func.count()).select_from(QuestionnaireInvitation).filter_by(questionnaire_id=questionnaire.id)
    if session_id:
        asked = asked.join(Registration, Registration.id == QuestionnaireInvitation.registration_id)
        asked = asked.where(Registration.session_id == session_id)
    return db.session.scalar(asked) or 0


def _questions(questionnaire: Questionnaire) -> Iterable[Question]:
    """Those of today, then those that are asked no more."""
    return sorted(questionnaire.questions, key=lambda one: (one.archived_at is not None, one.position, one.id))


def _result(question: Question, sessions: list[int]) -> Result:
    given = select(SheetAnswer.sheet_id, SheetAnswer.value).join(Sheet, Sheet.id == SheetAnswer.sheet_id)
    given = given.where(SheetAnswer.question_id == question.id, Sheet.session_id.in_(sessions))
    rows = list(db.session.execute(given))
    people = len({row.sheet_id for row in rows})
    if question.kind == "text":
        return Result(question, people, texts=tuple(sorted(row.value for row in rows)))
    counts = Counter(row.value for row in rows)
    labels = SCALE if question.kind == "scale" else question.choices
    bars = tuple(Bar(one, counts[one], round(100 * counts[one] / people) if people else 0) for one in labels)
    mean = sum(int(row.value) for row in rows) / people if question.kind == "scale" and people else None
    return Result(question, people, bars, mean=mean)
