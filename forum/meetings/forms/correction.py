"""Proposing a correction of minutes, and settling one."""

from collections.abc import Iterable

from wtforms import (
    HiddenField,
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue]  the stubs are older
    SelectField,
    StringField,
    TextAreaField,
)

from forum.core.forms import Form, at_most, number_in, required
from forum.core.i18n import lazy
from forum.meetings.blocks import Block
from forum.meetings.queries.corrections import label
from forum.topics.forms import one_line, text


class CorrectionForm(Form):
    """What a member read, and what should stand there."""

    block = SelectField(lazy("Le passage à corriger"))
    text = TextAreaField(
        lazy("Votre correction"),
        filters=[text],
        validators=[required(lazy("Écrivez ce qui serait à corriger.")), at_most(2000)],
    )

    def __init__(self, blocks: Iterable[Block], **options):
        super().__init__(**options)
        named = [SelectChoice(block.id, label(block)) for block in blocks if not block.is_empty]
        self.block.choices = [SelectChoice("", lazy("Un oubli, ou l’ensemble du texte")), *named]


class AcceptForm(Form):
    """The passage as it will read, based on the revision ``base``."""

    base = HiddenField()
    text = TextAreaField(
        lazy("Le passage corrigé"), filters=[text], validators=[required(lazy("Écrivez le passage corrigé."))]
    )
    reason = StringField(
        lazy("Pourquoi cette modification"),
        filters=[one_line],
        validators=[
            required(lazy("Dites pourquoi : les personnes qui ont lu ce compte rendu le verront.")),
            at_most(300),
        ],
    )

    @property
    def base_number(self) -> int:
        return number_in(self.base.data) or 0


class DeclineForm(Form):
    word = TextAreaField(
        lazy("Votre mot"),
        filters=[text],
        validators=[required(lazy("Dites en une phrase pourquoi le texte reste ainsi.")), at_most(1000)],
    )
