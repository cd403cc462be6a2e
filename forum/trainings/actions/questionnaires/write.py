"""Writing a questionnaire: it starts with questions that serve most trainings; answered ones are never lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db, insert
from forum.core.events import emit
from forum.core.i18n import lazy
from forum.trainings.events import QuestionnaireChanged
from forum.trainings.models import Question, Questionnaire, SheetAnswer, Training

TITLES = {
    "before": lazy("Avant la formation"),
    "hot": lazy("Votre avis sur la journée"),
    "cold": lazy("Deux mois après"),
}
FIRST = {
    "before": (
        ("scale", lazy("Aujourd’hui, dans quelle mesure êtes-vous à l’aise avec le sujet de la formation ?")),
        ("text", lazy("Qu’attendez-vous de cette journée ?")),
    ),
    "hot": (
        ("scale", lazy("La journée a répondu à vos attentes.")),
        ("scale", lazy("Les contenus sont utiles dans votre travail.")),
        ("scale", lazy("L’animation vous a permis de participer.")),
        ("scale", lazy("L’organisation (salle, horaires, informations reçues) vous a convenu.")),
        ("text", lazy("Qu’avez-vous trouvé le plus utile ?")),
        ("text", lazy("Que faudrait-il améliorer ?")),
    ),
    "cold": (
        ("scale", lazy("Vous avez utilisé dans votre travail ce que vous avez appris.")),
        ("text", lazy("Qu’est-ce qui a changé dans votre établissement ?")),
        ("text", lazy("De quoi auriez-vous besoin pour aller plus loin ?")),
    ),
}


class Stale(Exception):
    """Someone else saved it meanwhile."""


@dataclass(frozen=True)
class Asked:
    """A question as typed; ``key`` is that of the question it changes, None for a new one."""

    kind: str
    wording: str
    choices: tuple[str, ...] = ()
    is_required: bool = False
    key: int | None = None


def start(training: Training, moment: str, by: User) -> Questionnaire:
    """The questionnaire of this moment, with questions to begin with."""
    wanted = {"training_id": training.id, "moment": moment}
    new = insert(Questionnaire).values(**wanted, title=str(TITLES[moment]))
    is_mine = new.on_conflict_do_nothing(index_elements=list(wanted)).returning(Questionnaire.id)  # of two at once, one
    is_new = db.session.scalar(is_mine, execution_options={"synchronize_session": False}) is not None
    made = db.session.scalars(select(Questionnaire).filter_by(**wanted)).one()
    if is_new:
        firsts = enumerate(FIRST[moment])
        made.questions = [Question(position=n, kind=kind, wording=str(words)) for n, (kind, words) in firsts]
        db.session.flush()
        emit(QuestionnaireChanged(made, actor=by, after={"moment": moment}))
    return made


def save(questionnaire: Questionnaire, title: str, intro: str, asked: Sequence[Asked], by: User, version: int) -> None:
    """These questions, in this order; Stale when the form was shown before somebody else saved.

    A question whose kind or choices change becomes a new one, and one that is gone is archived when it was answered:
    what people said stays under what they were asked.
    """
    _take_turn(questionnaire, version)
    questionnaire.title, questionnaire.intro = title, intro
    kept = {one.id: one for one in questionnaire.questions if one.archived_at is None}
    for position, one in enumerate(asked):
        question = kept.pop(one.key, None) if one.key else None
        if question and _asks_otherwise(question, one):
            _drop(question)
            question = None
        if question is None:
            question = Question(questionnaire_id=questionnaire.id, kind=one.kind, choices=list(one.choices))
            db.session.add(question)
        question.wording, question.is_required, question.position = one.wording, one.is_required, position
    for question in kept.values():
        _drop(question)
    db.session.flush()
    db.session.expire(questionnaire, ["questions"])
    emit(QuestionnaireChanged(questionnaire, actor=by, after={"questions": len(asked)}))


def open_(questionnaire: Questionnaire, by: User) -> None:
    """Invitations leave from now on."""
    _set_open(questionnaire, True, by)


def close(questionnaire: Questionnaire, by: User) -> None:
    """No more invitations, no more answers."""
    _set_open(questionnaire, False, by)


def _set_open(questionnaire: Questionnaire, is_open: bool, by: User) -> None:
    if questionnaire.is_open != is_open:
        questionnaire.is_open = is_open
        db.session.flush()
        emit(QuestionnaireChanged(questionnaire, actor=by, after={"is_open": is_open}))


def _take_turn(questionnaire: Questionnaire, version: int) -> None:
    mine = update(Questionnaire).where(Questionnaire.id == questionnaire.id, Questionnaire.version == version)
    taking = mine.values(version=Questionnaire.version + 1).returning(Questionnaire.version)
    if db.session.scalar(taking, execution_options={"synchronize_session": False}) is None:
        raise Stale
    db.session.refresh(questionnaire)


def _asks_otherwise(question: Question, asked: Asked) -> bool:
    return (question.kind, list(question.choices)) != (asked.kind, list(asked.choices))


def _drop(question: Question) -> None:
    is_answered = db.session.scalar(select(SheetAnswer.sheet_id).filter_by(question_id=question.id).limit(1))
    if is_answered:
        question.archived_at = now()
    else:
        db.session.delete(question)
