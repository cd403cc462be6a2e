"""What questionnaires brought: per session and for the whole action, never about fewer than five people.

The results of all sessions leave out those that have too few sheets to be shown, unless these are enough together:
else the difference between the whole and the parts would show them. Each question counts for itself: one that was
added or withdrawn between two answers was put to a single person.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, func, select

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

    Nothing of what fewer than five people said: then it ``is_hidden``.

    Texts stand in the order of the alphabet: in that of the sheets, the texts of one person could be put together.
    """

    question: Question
    answered: int
    bars: tuple[Bar, ...] = ()
    texts: tuple[str, ...] = ()
    mean: float | None = None
    is_hidden: bool = False


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
    asked = _asked(questionnaire, session_id)
    sheets = counts.get(session_id, 0) if session_id else sum(counts.values())
    sessions = _shown(counts, session_id)
    if not sessions:
        return Results(questionnaire, asked, sheets, is_hidden=True)
    answers = _given(questionnaire, sessions)
    shown = tuple(_result(one, answers.get(one.id, []), session_id) for one in _questions(questionnaire))
    return Results(questionnaire, asked, sheets, is_hidden=False, questions=shown)


def _shown(counts: dict[int, int], session_id: int | None) -> list[int]:
    """The sessions to add up, of all or of the one that is asked for; none when too few people are in them."""
    sessions = [session_id] if session_id else showable(counts)
    return sessions if sum(counts.get(one, 0) for one in sessions) >= THRESHOLD else []


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


def _given(questionnaire: Questionnaire, sessions: Sequence[int]) -> dict[int, list[Row]]:
    """What was answered in these sessions, by the question's key."""
    given = select(SheetAnswer.question_id, SheetAnswer.sheet_id, SheetAnswer.value, Sheet.session_id)
    given = given.join(Sheet, Sheet.id == SheetAnswer.sheet_id)
    mine = given.where(Sheet.questionnaire_id == questionnaire.id, Sheet.session_id.in_(sessions))
    found: dict[int, list[Row]] = {}
    for row in db.session.execute(mine):
        found.setdefault(row.question_id, []).append(row)
    return found


def _result(question: Question, rows: Sequence[Row], session_id: int | None) -> Result:
    people = Counter(session for _sheet, session in {(row.sheet_id, row.session_id) for row in rows})
    sessions = _shown(people, session_id)
    if not sessions:
        return Result(question, 0, is_hidden=bool(rows))
    return _counted(
        question, [row.value for row in rows if row.session_id in sessions], sum(people[one] for one in sessions)
    )


def _counted(question: Question, values: Sequence[str], people: int) -> Result:
    if question.kind == "text":
        return Result(question, people, texts=tuple(sorted(values)))
    counts = Counter(values)
    labels = SCALE if question.kind == "scale" else question.choices
    bars = tuple(Bar(one, counts[one], round(100 * counts[one] / people)) for one in labels)
    mean = sum(int(value) for value in values) / people if question.kind == "scale" else None
    return Result(question, people, bars, mean=mean)
