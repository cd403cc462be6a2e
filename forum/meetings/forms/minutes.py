"""The form of minutes: one part for each block, kept number_in whatever is wrong."""

from collections.abc import Iterable
from typing import Any

import wtforms
from flask_wtf.file import FileField
from wtforms import (
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue]  the stubs are older
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional, ValidationError

from forum.core.forms import DateField, Form, OurWords, at_most, number_in
from forum.core.i18n import lazy
from forum.meetings.blocks import NAMES, Block, new_id
from forum.topics.forms import one_line, text

MOST_BLOCKS = 100
LONGEST = 150_000  # characters of all blocks together, some fifty printed pages


class BlockForm(wtforms.Form):
    """One block."""

    class Meta(wtforms.Form.Meta):
        def get_translations(self, _form: Any) -> OurWords:
            return OurWords()

    key = HiddenField()
    item = HiddenField()
    gone = HiddenField()  # taken away when the minutes are saved
    kind = SelectField(lazy("Nature"), choices=[SelectChoice(kind, name) for kind, name in NAMES.items()])
    title = StringField(lazy("Titre"), filters=[one_line], validators=[at_most(200)])
    text = TextAreaField(lazy("Texte"), filters=[text])
    owner = StringField(lazy("Responsable"), filters=[one_line], validators=[at_most(200)])
    due = DateField(lazy("Échéance"), validators=[Optional()])
    dimension = SelectField(lazy("Dimension"), validate_choice=False)

    def validate_text(self, field: Any) -> None:
        if self.gone.data or (field.data or "").strip() or self.title.data:
            return
        if self.owner.data or self.due.data:
            raise ValidationError(lazy("Écrivez ce qui est à faire, ou retirez ce bloc."))

    @property
    def block(self) -> Block:
        return Block(
            id=_key(self.key.data),
            kind=self.kind.data or "information",
            item_id=number_in(self.item.data),
            title=self.title.data or "",
            text=self.text.data or "",
            owner=self.owner.data or "",
            due=self.due.data.isoformat() if self.due.data else "",
            dimension_id=number_in(self.dimension.data),
        )


class MinutesForm(Form):
    """All blocks; ``base`` is the revision they started from, ``reason`` says why published minutes are corrected."""

    base = HiddenField()
    reason = StringField(lazy("Pourquoi cette modification"), filters=[one_line], validators=[at_most(300)])
    blocks = FieldList(FormField(BlockForm))

    is_amendment = False

    def validate_reason(self, field: Any) -> None:
        if self.is_amendment and not field.data:
            raise ValidationError(lazy("Dites pourquoi : les personnes qui ont lu ce compte rendu le verront."))

    def validate_blocks(self, field: Any) -> None:
        if len(field.entries) > MOST_BLOCKS:
            raise ValidationError(lazy("Un compte rendu compte 100 blocs au plus : réunissez-en."))
        if sum(len(part.form.text.data or "") for part in field.entries) > LONGEST:
            raise ValidationError(lazy("Ce compte rendu est trop long : 150 000 caractères au plus."))

    @property
    def base_number(self) -> int:
        return number_in(self.base.data) or 0

    @property
    def written(self) -> list[Block]:
        """The blocks that stay."""
        return [part.form.block for part in self.blocks.entries if not part.form.gone.data]

    @property
    def problems(self) -> list[tuple[int, Any, Any]]:
        """What is wrong with the blocks: place, field, sentence."""
        return [
            (place, part.form[name], next(iter(messages)))
            for place, part in enumerate(self.blocks.entries, start=1)
            for name, messages in part.form.errors.items()
            if name
        ]

    def refuse(self, block_id: str, message: Any) -> None:
        """Say that this block's text is refused."""
        for part in self.blocks.entries:
            if part.form.key.data == block_id:
                part.form.text.errors = [*part.form.text.errors, message]


def values(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """What fills the form with these blocks."""
    return [
        {
            "key": block.id or new_id(),
            "item": str(block.item_id or ""),
            "kind": block.kind,
            "title": block.title,
            "text": block.text,
            "owner": block.owner,
            "due": block.due_day,
            "dimension": str(block.dimension_id or ""),
        }
        for block in blocks
    ]


class StepForm(Form):
    """A button; ``base`` is the revision that was read."""

    base = HiddenField()

    @property
    def base_number(self) -> int:
        return number_in(self.base.data) or 0


class ImportForm(StepForm):
    """A Word document that becomes the minutes."""

    file = FileField(lazy("Document Word (.docx)"))
    place = RadioField(
        lazy("Où mettre ce texte"),
        choices=[
            SelectChoice("instead", lazy("À la place du texte actuel, qui reste dans l’historique")),
            SelectChoice("after", lazy("À la suite du texte actuel")),
        ],
        default="instead",
    )


def _key(written: str | None) -> str:
    """The id of a block as the form sent it; a new one for anything else."""
    return written if written and written.isascii() and written.isalnum() and len(written) <= 32 else new_id()
