"""Writing a questionnaire, and answering one."""

from collections.abc import Sequence
from typing import Any

from flask import request
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]  newer than its stubs
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from forum.accounts.forms import one_line, several_lines
from forum.core.forms import Form, Versioned, at_most, number_in, required
from forum.core.i18n import lazy
from forum.trainings.actions.questionnaires import Asked
from forum.trainings.models import Question, Questionnaire
from forum.trainings.queries.results import SCALE

KINDS = {
    "scale": lazy("Une note de 1 à 5"),
    "choice": lazy("Un choix"),
    "choices": lazy("Plusieurs choix"),
    "text": lazy("Un texte"),
}
MOST, BLANK = 30, 3  # questions of a questionnaire, empty lines offered below them
AGREED = {"1": lazy("1 (pas du tout)"), "5": lazy("5 (tout à fait)")}


class QuestionRow(Form):
    """One question of the form; without words it does not count."""

    key = HiddenField()
    place = IntegerField(lazy("Ordre"), [Optional()])
    wording = StringField(lazy("Question"), [at_most(500)], filters=[one_line])
    kind = SelectField(lazy("Forme"), choices=[SelectChoice(*one) for one in KINDS.items()], default="scale")
    options = TextAreaField(lazy("Choix proposés, un par ligne"), [at_most(2000)], filters=[several_lines])
    is_required = BooleanField(lazy("Réponse obligatoire"))

    def validate_options(self, _field: TextAreaField) -> None:
        if self.wording.data and self.kind.data in ("choice", "choices") and not 2 <= len(self.choices) <= 20:
            raise ValidationError(lazy("Écrivez au moins deux choix, un par ligne, vingt au plus."))

    @property
    def choices(self) -> tuple[str, ...]:
        if self.kind.data not in ("choice", "choices"):
            return ()
        lines = (line.strip()[:200] for line in (self.options.data or "").splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    @property
    def asked(self) -> Asked:
        known = number_in(self.key.data)
        return Asked(
            self.kind.data or "scale", self.wording.data or "", self.choices, bool(self.is_required.data), known
        )


class QuestionnaireForm(Versioned):
    """``rows`` are its questions, in the order of their numbers; ``version`` tells a stale form."""

    title = StringField(lazy("Titre"), [required(lazy("Donnez un titre.")), at_most(200)], filters=[one_line])
    intro = TextAreaField(lazy("Introduction"), [at_most(1000)], filters=[several_lines])

    def __init__(self, questionnaire: Questionnaire):
        super().__init__(data={name: getattr(questionnaire, name) for name in ("title", "intro", "version")})
        kept = [one for one in questionnaire.questions if one.archived_at is None]
        count = len(kept) + BLANK if request.method != "POST" else min(_typed_rows(), MOST + BLANK)
        self.rows = [_row(number, kept) for number in range(count)]

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        own, rows = super().validate(*args, **kwargs), [row.validate() for row in self.rows]
        return own and all(rows)

    @property
    def questions(self) -> list[Asked]:
        written = [row for row in self.rows if row.wording.data]
        return [row.asked for row in sorted(written, key=lambda row: row.place.data or 0)][:MOST]


def _row(number: int, kept: Sequence[Question]) -> QuestionRow:
    facts: dict[str, Any] = {"place": number + 1}
    if request.method != "POST" and number < len(kept):
        one = kept[number]
        facts |= {"key": one.id, "wording": one.wording, "kind": one.kind, "is_required": one.is_required}
        facts |= {"options": "\n".join(one.choices)}
    return QuestionRow(prefix=f"r{number}-", meta={"csrf": False}, data=facts)


def _typed_rows() -> int:
    """How many rows the form that was sent had."""
    named = (name[1:].partition("-")[0] for name in request.form if name.endswith("-wording"))
    return max((number + 1 for number in map(number_in, named) if number is not None), default=0)


class AnswerForm(Form):
    """Made by ``answering``: a field « q_12 » for each question; ``scales`` are those that go from 1 to 5."""

    asked: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Not when nothing at all is said: it cannot be said later."""
        is_right = super().validate(*args, **kwargs)
        if is_right and self.asked and not self.said:
            self[self.asked[0]].errors = [lazy("Répondez au moins à une question.")]
            return False
        return is_right

    @property
    def said(self) -> dict[int, tuple[str, ...]]:
        """What was answered, by the question's key."""
        values = {int(name.removeprefix("q_")): self[name].data for name in self.asked}
        listed = {key: tuple(value) if isinstance(value, list) else (value,) for key, value in values.items() if value}
        return {key: value for key, value in listed.items() if any(value)}


def answering(questions: Sequence[Question]) -> type[AnswerForm]:
    """The form of these questions."""
    fields = {f"q_{question.id}": _field(question) for question in questions}
    scales = tuple(f"q_{question.id}" for question in questions if question.kind == "scale")
    return type("Answering", (AnswerForm,), fields | {"asked": tuple(fields), "scales": scales})


def _field(question: Question) -> Any:
    validators: list[Any] = [Optional()]
    if question.is_required:
        validators = [required(lazy("Cette question attend une réponse."))]
    if question.kind == "text":
        return TextAreaField(question.wording, [*validators, at_most(4000)], filters=[several_lines])
    if question.kind == "scale":
        choices = [SelectChoice(one, AGREED.get(one, one)) for one in SCALE]
        return RadioField(question.wording, validators, choices=choices)
    choices = [SelectChoice(one, one) for one in question.choices]
    if question.kind == "choice":
        return RadioField(question.wording, validators, choices=choices)
    widget = {"widget": ListWidget(prefix_label=False), "option_widget": CheckboxInput()}
    return SelectMultipleField(question.wording, validators, choices=choices, **widget)
