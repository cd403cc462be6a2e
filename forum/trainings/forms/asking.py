"""The questions that a training action asks besides, as fields of a form."""

from collections.abc import Sequence
from typing import Any, TypeVar

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]  newer than its stubs
from wtforms.validators import Optional

from forum.accounts.forms import one_line, several_lines
from forum.calendar.words import full_day
from forum.core.forms import Form, at_most, required
from forum.core.i18n import gettext, lazy
from forum.trainings.models import TrainingQuestion

F = TypeVar("F", bound=type[Form])
LONGEST = 2000


def asking(form: F, questions: Sequence[TrainingQuestion]) -> F:
    """The class of ``form`` with a field for each question, called « q_12 »."""
    fields = {f"q_{question.id}": _field(question) for question in questions}
    return type(form.__name__, (form,), fields | {"asked": tuple(fields)})  # type: ignore[return-value]


def answers_in(form: Any, blanks: bool = False) -> dict[int, str]:
    """What was answered, by the question's key; what was left empty too with ``blanks``."""
    said = {int(name.removeprefix("q_")): form[name].data or "" for name in form.asked}
    return {key: value for key, value in said.items() if value or blanks}


def _field(question: TrainingQuestion) -> Any:
    """Its description says what the answer is for, and until when it is kept: nothing is asked without a reason."""
    until = gettext("Réponse effacée le %(day)s.", day=full_day(question.purge_on))
    about: dict[str, Any] = {"description": f"{question.purpose.rstrip('.')}. {until}"}
    validators = [required(lazy("Cette question attend une réponse.")) if question.is_required else Optional()]
    if question.kind == "long_text":
        return TextAreaField(question.wording, [*validators, at_most(LONGEST)], filters=[several_lines], **about)
    if question.kind == "yes_no":
        choices = [SelectChoice("oui", lazy("Oui")), SelectChoice("non", lazy("Non"))]
        return RadioField(question.wording, validators, choices=choices, **about)
    if question.kind == "choice":
        choices = [SelectChoice("", lazy("Choisissez")), *(SelectChoice(one, one) for one in question.choices)]
        return SelectField(question.wording, validators, choices=choices, **about)
    return StringField(question.wording, [*validators, at_most(500)], filters=[one_line], **about)
