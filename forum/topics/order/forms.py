"""What the support team fills in to keep order."""

from typing import Any

from wtforms import (
    DateField,
    RadioField,
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue]  the stubs are older
)
from wtforms.validators import Optional, ValidationError

from forum.core.clock import today
from forum.core.forms import Form
from forum.core.i18n import lazy

FARTHEST = 2199  # the last year of a date


def last_day_field(label: Any) -> DateField:
    return DateField(label, validators=[Optional(), to_come])


def to_come(_form: Form, field: Any) -> None:
    if field.data and field.data < today():
        raise ValidationError(lazy("Choisissez un jour à venir."))
    if field.data and field.data.year > FARTHEST:
        raise ValidationError(lazy("Choisissez une année proche."))


class ClosureForm(Form):
    """Until when one answers, and until when it is closed then; both may be left open."""

    last_day = last_day_field(lazy("On y répond jusqu’au"))
    until = last_day_field(lazy("Il reste fermé jusqu’au"))

    def validate_until(self, field: Any) -> None:
        if field.data and self.last_day and self.last_day.data and field.data <= self.last_day.data:
            raise ValidationError(lazy("Choisissez un jour après le dernier jour pour répondre."))


class PinForm(Form):
    everywhere = RadioField(
        lazy("Où épingler ce sujet"),
        choices=[
            SelectChoice("", lazy("En tête de sa catégorie")),
            SelectChoice("1", lazy("En tête de toutes les listes")),
        ],
        default="",
    )
    until = last_day_field(lazy("Il reste épinglé jusqu’au"))
