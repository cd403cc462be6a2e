"""A question to registrants, and a file for the page of a training."""

from datetime import date

from flask_wtf.file import FileField
from wtforms import BooleanField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]  newer than its stubs

from forum.accounts.forms import several_lines
from forum.core.clock import today
from forum.core.forms import DateField, Form, at_most, required, trimmed
from forum.core.i18n import lazy
from forum.trainings.actions.questions import Question
from forum.trainings.models import TrainingQuestion
from forum.trainings.words import KINDS

MOST_CHOICES = 20


class QuestionForm(Form):
    wording = StringField(
        lazy("Question"), filters=[trimmed], validators=[required(lazy("Écrivez la question.")), at_most(500)]
    )
    purpose = StringField(
        lazy("À quoi sert la réponse"),
        filters=[trimmed],
        validators=[required(lazy("Dites à quoi sert la réponse : la personne le lira.")), at_most(500)],
    )
    kind = SelectField(lazy("Forme de la réponse"), choices=[SelectChoice(*one) for one in KINDS.items()])
    options = TextAreaField(lazy("Choix proposés"), [at_most(2000)], filters=[several_lines])
    is_required = BooleanField(lazy("La réponse est obligatoire"))
    purge_on = DateField(
        lazy("Réponses effacées le"), [required(lazy("Choisissez le jour où les réponses seront effacées."))]
    )

    def validate_options(self, field: TextAreaField) -> None:
        if self.kind.data == "choice" and not 2 <= len(self.choices) <= MOST_CHOICES:
            raise ValidationError(lazy("Écrivez au moins deux choix, un par ligne, vingt au plus."))

    def validate_purge_on(self, field: DateField) -> None:
        if field.data and field.data <= today():
            raise ValidationError(lazy("Choisissez un jour à venir."))

    @property
    def choices(self) -> tuple[str, ...]:
        lines = (line.strip()[:200] for line in (self.options.data or "").splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    @property
    def question(self) -> Question:
        """Of a form that is valid."""
        return Question(
            wording=self.wording.data or "",
            purpose=self.purpose.data or "",
            purge_on=self.purge_on.data or date.max,
            kind=self.kind.data or "text",
            choices=self.choices if self.kind.data == "choice" else (),
            is_required=bool(self.is_required.data),
        )


def facts_of(question: TrainingQuestion) -> dict:
    """What the form of a question begins with."""
    names = ("wording", "purpose", "kind", "is_required", "purge_on")
    return {name: getattr(question, name) for name in names} | {"options": "\n".join(question.choices)}


class DocumentForm(Form):
    file = FileField(lazy("Document"))
    title = StringField(lazy("Titre"), filters=[trimmed], validators=[at_most(200)])

    def validate_file(self, field: FileField) -> None:
        if not field.data or not field.data.filename:
            raise ValidationError(lazy("Choisissez un fichier."))
