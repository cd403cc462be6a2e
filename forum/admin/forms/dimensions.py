"""The name of a dimension."""

from typing import Any

from wtforms import StringField, ValidationError

from forum.core.forms import Form, at_most, required, trimmed
from forum.core.i18n import lazy
from forum.directory.dimensions import all_dimensions
from forum.directory.models import Dimension


class DimensionForm(Form):
    name = StringField(
        lazy("Nom"), filters=[trimmed], validators=[required(lazy("Donnez un nom à la dimension.")), at_most(100)]
    )

    def __init__(self, dimension: Dimension | None = None, **values: Any):
        super().__init__(**values)
        self.dimension = dimension

    def validate_name(self, field: StringField) -> None:
        others = [one for one in all_dimensions() if one is not self.dimension]
        if (field.data or "").casefold() in [one.name.casefold() for one in others]:
            raise ValidationError(lazy("Cette dimension existe déjà."))
