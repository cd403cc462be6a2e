"""What the support team fills in to keep order."""

from typing import Any

from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue]  the stubs are older
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import NumberRange, Optional, ValidationError

from forum.core.clock import today
from forum.core.forms import DateField, Form, number_in
from forum.core.i18n import lazy
from forum.core.urls import LARGEST
from forum.topics.forms import one_line


def last_day_field(label: Any) -> DateField:
    return DateField(label, validators=[Optional(), to_come])


def to_come(_form: Form, field: Any) -> None:
    if field.data and field.data < today():
        raise ValidationError(lazy("Choisissez un jour à venir."))


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


def other_topic_field(label: Any) -> StringField:
    return StringField(label, filters=[one_line])


def wider_field() -> BooleanField:
    return BooleanField(lazy("Oui, ces messages peuvent être lus par davantage de personnes"))


def key(value: Any) -> int:
    """What is no number is the key of nothing."""
    return number_in(value) or 0


A_NUMBER = NumberRange(0, LARGEST, message=lazy("Écrivez un nombre entier."))


class SplitForm(Form):
    """Which messages leave, and where they go. What the choice of messages offers, the page knows."""

    posts = SelectMultipleField(lazy("Messages à déplacer"), coerce=key, validate_choice=False)
    first = IntegerField(lazy("Du message n°"), validators=[Optional(), A_NUMBER])
    last = IntegerField(lazy("Au message n°"), validators=[Optional(), A_NUMBER])
    where = RadioField(
        lazy("Où vont-ils"),
        choices=[
            SelectChoice("new", lazy("Dans un nouveau sujet")),
            SelectChoice("other", lazy("Dans un sujet qui existe déjà")),
        ],
        default="new",
    )
    title = StringField(lazy("Titre du nouveau sujet"), filters=[one_line])
    category = SelectField(lazy("Catégorie du nouveau sujet"), coerce=int)
    other = other_topic_field(lazy("Sujet qui existe déjà"))
    wider = wider_field()

    @property
    def is_new(self) -> bool:
        return self.where.data == "new"

    def validate_title(self, field: Any) -> None:
        if self.is_new and not 5 <= len(field.data or "") <= 200:
            raise ValidationError(lazy("Donnez un titre au nouveau sujet : entre 5 et 200 caractères."))


class MergeForm(Form):
    """Which topic, and which of the two stays."""

    other = other_topic_field(lazy("L’autre sujet"))
    stays = RadioField(
        lazy("Le sujet qui reste"),
        choices=[
            SelectChoice("older", lazy("Le plus ancien des deux")),
            SelectChoice("this", lazy("Celui-ci")),
            SelectChoice("other", lazy("L’autre")),
        ],
        default="older",
    )
    wider = wider_field()
