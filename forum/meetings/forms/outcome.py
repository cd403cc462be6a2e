"""What becomes of a decision or an action."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import (
    HiddenField,
    RadioField,
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue]  the stubs are older
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional, ValidationError

from forum.core.forms import DateField, Form, Versioned, at_most
from forum.core.i18n import lazy
from forum.topics.forms import one_line, text

ACTION_STATES = {
    "open": lazy("À faire"),
    "doing": lazy("En cours"),
    "done": lazy("Terminée"),
    "dropped": lazy("Abandonnée"),
}
DECISION_STATES = {
    "in_force": lazy("En vigueur"),
    "superseded": lazy("Remplacée par une autre"),
    "withdrawn": lazy("Abandonnée"),
}


class ActionForm(Versioned):
    """Where an action stands; « done » says what was done, in words or by a file."""

    state = RadioField(lazy("État"), choices=[SelectChoice(key, name) for key, name in ACTION_STATES.items()])
    comment = TextAreaField(lazy("Ce qui a été fait"), filters=[text], validators=[at_most(2000)])
    file = FileField(lazy("Document"))

    has_file = False  # one was sent before

    def validate_comment(self, field: Any) -> None:
        if self.state.data == "done" and not ((field.data or "").strip() or self.file.data or self.has_file):
            raise ValidationError(lazy("Dites en un mot ce qui a été fait, ou joignez un document."))


class AssignedActionForm(ActionForm):
    """For the support team: also who does it, and until when."""

    owner = StringField(lazy("Responsable"), filters=[one_line], validators=[at_most(200)])
    due = DateField(lazy("Échéance"), validators=[Optional()])


class DecisionForm(Form):
    """What a decision is worth today; ``was`` is the state its reader saw."""

    was = HiddenField()
    state = RadioField(lazy("État"), choices=[SelectChoice(key, name) for key, name in DECISION_STATES.items()])
    by = SelectField(lazy("Remplacée par"), choices=[])

    def validate_by(self, field: Any) -> None:
        if self.state.data == "superseded" and not field.data:
            raise ValidationError(lazy("Choisissez la décision qui la remplace."))
