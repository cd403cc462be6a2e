"""What members fill in to write, and the support team to keep order."""

import re
import unicodedata
from datetime import timedelta
from typing import Any

from flask_wtf.file import MultipleFileField
from wtforms import (
    HiddenField,
    RadioField,
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue]  the stubs are older
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Optional, ValidationError

from forum.core.clock import today
from forum.core.forms import DateField, Form, Versioned, at_most, number_in, required, trimmed
from forum.core.i18n import lazy
from forum.markup.guard import uniform
from forum.topics.actions.tag import LONGEST, MOST

SEPARATORS = re.compile(r"[,;\n]")
DIRECTIONS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F))


def one_line(value: str | None) -> str | None:
    """A filter for titles and keywords: one line, without characters that are not seen or turn the text around."""
    if not value:
        return value
    plain = unicodedata.normalize("NFC", uniform(value)).translate(DIRECTIONS)
    return trimmed(plain)


def text(value: str | None) -> str | None:
    """A filter for messages: ends of lines and characters as both databases and the kitchen take them."""
    return uniform(value).strip("\n") if value else value


class PostForm(Form):
    """A message."""

    body = TextAreaField(
        lazy("Votre message"),
        filters=[text],
        validators=[required(lazy("Votre message est vide : écrivez quelques mots."))],
    )
    files = MultipleFileField(lazy("Documents et photos"))
    key = HiddenField()  # of this editor: what it sends twice is one message
    reply_to = HiddenField()
    draft = HiddenField()  # the number of the draft that this editor knows of; sending lets go of it

    @property
    def answers(self) -> int | None:
        """The number of the message this one answers, when the form says so."""
        return number_in(self.reply_to.data)


def title_field() -> StringField:
    length = Length(
        min=5, max=200, message=lazy("Entre 5 et 200 caractères : une phrase, comme l’objet d’un courriel.")
    )
    return StringField(lazy("Titre"), filters=[one_line], validators=[required(lazy("Il manque le titre.")), length])


def tags_field() -> StringField:
    return StringField(lazy("Mots-clés"), filters=[one_line], validators=[few_tags])


def few_tags(_form: Form, field: Any) -> None:
    names = split_tags(field.data)
    if len(names) > MOST:
        raise ValidationError(lazy("Cinq mots-clés au plus."))
    if any(len(name) > LONGEST for name in names):
        raise ValidationError(lazy("Un mot-clé compte 40 caractères au plus. Séparez-les par des virgules."))


def split_tags(value: str | None) -> list[str]:
    """« livret, accueil » → ["livret", "accueil"], each once."""
    names = (name.strip(" #") for name in SEPARATORS.split(value or ""))
    return list({name.lower(): name for name in names if name}.values())


class TopicForm(PostForm):
    """A new topic."""

    title = title_field()
    tags = tags_field()


class EditForm(PostForm, Versioned):
    """Another text for a message; ``version`` is the one it is based on."""

    reason = StringField(lazy("Pourquoi cette modification"), filters=[one_line], validators=[at_most(300)])


class FirstEditForm(EditForm):
    """The first message carries the title and the keywords."""

    title = title_field()
    tags = tags_field()


class TitleForm(Form):
    title = title_field()
    tags = tags_field()


class QuestionForm(Form):
    """Nothing but a button."""


class MoveForm(Form):
    category = SelectField(lazy("Nouvelle catégorie"), validators=[required(lazy("Choisissez une catégorie."))])


class StateForm(Form):
    """Where a request stands; when somebody outside answers it, who and why."""

    state = RadioField(
        lazy("Où en est cette demande"),
        choices=[
            SelectChoice("open", lazy("Ouverte : personne n’a encore répondu")),
            SelectChoice("in_progress", lazy("En cours : des réponses arrivent")),
            SelectChoice("solved", lazy("Résolue")),
            SelectChoice("routed", lazy("Orientée : la réponse viendra d’ailleurs")),
        ],
        validators=[required(lazy("Choisissez où en est la demande."))],
    )
    routed_to = StringField(lazy("Vers qui"), filters=[one_line], validators=[at_most(100)])
    reason = TextAreaField(lazy("Pourquoi"), filters=[text], validators=[at_most(1000)])

    def validate_routed_to(self, field: Any) -> None:
        if self.state.data == "routed" and not field.data:
            raise ValidationError(lazy("Dites vers qui la demande est orientée."))

    def validate_reason(self, field: Any) -> None:
        if self.state.data == "routed" and not (field.data or "").strip():
            raise ValidationError(lazy("Dites pourquoi : la personne qui a demandé le lira."))


class BookmarkForm(Form):
    """What one notes for oneself on a message that is kept."""

    note = StringField(lazy("Note pour vous"), filters=[one_line], validators=[at_most(300)])
    day = DateField(lazy("Me le rappeler le"), validators=[Optional()])

    def validate_day(self, field: Any) -> None:
        if field.data and not today() < field.data < today() + timedelta(days=3 * 366):
            raise ValidationError(lazy("Choisissez un jour à venir, dans les trois ans."))
