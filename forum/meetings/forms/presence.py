"""What people say of their coming."""

from typing import Any

from wtforms import (
    HiddenField,
    RadioField,
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue]  the stubs are older
    StringField,
    TextAreaField,
    ValidationError,
)

from forum.core.forms import Form, at_most, trimmed
from forum.core.i18n import lazy
from forum.meetings.actions.presence import Answer
from forum.meetings.models import Meeting
from forum.meetings.queries.presence import member_called

CHOICES = (
    ("yes", lazy("Je viens")),
    ("maybe", lazy("Peut-être")),
    ("no", lazy("Je ne viens pas")),
    ("represented", lazy("Quelqu’un me représente")),
)
OTHERS = (
    ("yes", lazy("Vient")),
    ("maybe", lazy("Peut-être")),
    ("no", lazy("Ne vient pas")),
    ("represented", lazy("Est représenté·e")),
    ("", lazy("Pas de réponse")),
)


class SubstituteForm(Form):
    """Whoever is represented says by whom; the name of a member is known again."""

    substitute = StringField(lazy("Qui vient à votre place ?"), filters=[trimmed], validators=[at_most(200)])
    note = TextAreaField(lazy("Un mot pour l’organisation"), validators=[at_most(500)])

    def __init__(self, meeting: Meeting, person: Any, **options: Any) -> None:
        super().__init__(**options)
        self.meeting, self.person = meeting, person

    def validate_substitute(self, field: StringField) -> None:
        if self["answer"].data != "represented":
            return
        if not field.data:
            raise ValidationError(lazy("Écrivez le prénom et le nom de la personne qui vient."))
        if field.data.casefold() == self.person.display_name.casefold():
            raise ValidationError(lazy("Nommez quelqu’un d’autre, ou répondez que vous venez."))

    @property
    def said(self) -> Answer:
        """What was answered; a note that the form did not carry is left as it was."""
        name, note = self.substitute.data or "", self.note
        known = member_called(self.meeting, name) if name else None
        return Answer(
            self["answer"].data or "",
            known.display_name if known else name,
            known.id if known else None,
            (note.data or "").strip() if note.raw_data else None,
        )


class AnswerForm(SubstituteForm):
    """One press on a button, or one of the small forms beside the buttons."""

    answer = HiddenField(lazy("Votre réponse"))

    def validate_answer(self, field: HiddenField) -> None:
        if field.data not in dict(CHOICES):
            raise ValidationError(lazy("Choisissez une des réponses."))


class NotedForm(SubstituteForm):
    """What the support team was told on the phone."""

    answer = RadioField(lazy("Réponse"), choices=[SelectChoice(*one) for one in OTHERS])
