"""Categories, and the grid of rights."""

import re
from typing import Any

from sqlalchemy import select
from wtforms import RadioField, SelectField, StringField, TextAreaField, ValidationError

from forum.admin import words
from forum.admin.forms.choices import choices
from forum.categories.models import Category
from forum.categories.queries import Rights
from forum.core.db import db
from forum.core.forms import Form, at_most, required, trimmed
from forum.core.i18n import lazy
from forum.groups.models import Group


class CategoryForm(Form):
    name = StringField(
        lazy("Nom"), filters=[trimmed], validators=[required(lazy("Donnez un nom à la catégorie.")), at_most(200)]
    )
    description = TextAreaField(
        lazy("Description"),
        description=lazy("Une ou deux phrases : ce que l’on y demande, ce que l’on y trouve."),
        filters=[trimmed],
        validators=[at_most(1000)],
    )
    kind = RadioField(lazy("Genre de sujets"), choices=choices(words.KINDS), default="discussion")
    colour = SelectField(lazy("Couleur"), choices=choices(words.COLOURS), default="pastel")
    button = StringField(
        lazy("Texte du bouton"),
        description=lazy("« Nouveau sujet » si rien n’est écrit."),
        filters=[trimmed],
        validators=[at_most(60)],
    )
    template = TextAreaField(
        lazy("Trame"),
        description=lazy("Le texte que la rédaction d’un nouveau sujet propose au départ, en Markdown."),
        validators=[at_most(5000)],
    )

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by column."""
        values = {name: self[name].data or "" for name in ("name", "description", "kind", "colour", "button")}
        return values | {"template": (self.template.data or "").replace("\r\n", "\n")}


class NewCategoryForm(CategoryForm):
    slug = StringField(
        lazy("Adresse"),
        description=lazy("Un mot court, sans espace ni accent : la catégorie sera à l’adresse /c/ce-mot."),
        filters=[lambda text: (text or "").strip().lower()],
        validators=[required(lazy("Donnez l’adresse de la catégorie.")), at_most(60)],
    )

    def validate_slug(self, field: StringField) -> None:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", field.data or ""):
            raise ValidationError(lazy("Des lettres sans accent, des chiffres et des tirets, comme « vie-du-reseau »."))
        if db.session.scalar(select(Category.id).where(Category.slug == field.data)):
            raise ValidationError(lazy("Une catégorie a déjà cette adresse : choisissez-en une autre."))


def ticked(groups: list[Group], sent: Any) -> dict[Group, Rights]:
    """The rights that the boxes (``see-<group id>``, ``create-…``, ``reply-…``) give. Visitors only ever read."""
    return {group: _of(group, {name: f"{name}-{group.id}" in sent for name in Rights._fields}) for group in groups}


def _of(group: Group, boxes: dict[str, bool]) -> Rights:
    return Rights(boxes["see"], create=False, reply=False) if group.slug == "visiteurs" else Rights(**boxes)
