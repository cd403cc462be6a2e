"""Dealing with a registration: a button, another session, other details."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from forum.accounts.forms import one_line, several_lines
from forum.core.forms import Form, at_most
from forum.core.i18n import lazy
from forum.trainings.forms.registering import NeedsForm, SessionForm
from forum.trainings.queries.choices import Choice


class ActForm(Form):
    """One press on a button; with « annuler » comes a word."""

    act = HiddenField()
    note = TextAreaField(lazy("Un mot pour l’organisation"), [at_most(500)], filters=[several_lines])


class ChangeForm(SessionForm):
    """Another session."""

    wait = BooleanField(lazy("S’il n’y a plus de place à cette date, rendre la mienne et attendre là-bas"))

    def __init__(self, choices: Sequence[Choice], **values: Any):
        super().__init__(choices, **values)


class DetailsForm(NeedsForm):
    function = StringField(lazy("Fonction"), [at_most(120)], filters=[one_line])
