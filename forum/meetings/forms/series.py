"""What is said of a series."""

from typing import Any

from wtforms import BooleanField, SelectField, StringField, TextAreaField, ValidationError

from forum.categories.queries import visible
from forum.core.forms import Form, at_most, trimmed
from forum.core.i18n import lazy
from forum.core.viewer import me


class SeriesWords(Form):
    """In a form where the series may also exist already: asked for only when ``needs_series_words``."""

    series_name = StringField(lazy("Nom de la série"), filters=[trimmed], validators=[at_most(200)])
    short_name = StringField(lazy("Nom court"), filters=[trimmed], validators=[at_most(30)])
    category_id = SelectField(lazy("Catégorie où l’on en parle"), coerce=int, validate_choice=False)
    is_public = BooleanField(lazy("Dates et lieux visibles de tout le monde, même sans compte"))

    def needs_series_words(self) -> bool:
        return True

    def validate_series_name(self, field: StringField) -> None:
        if self.needs_series_words() and not field.data:
            raise ValidationError(lazy("Donnez un nom à la série."))

    def validate_short_name(self, field: StringField) -> None:
        if self.needs_series_words() and not field.data:
            raise ValidationError(lazy("Donnez un nom court, comme COOP : il ouvre le titre des réunions."))

    def validate_category_id(self, field: SelectField) -> None:
        if self.needs_series_words() and field.data not in [one.id for one in visible(me())]:
            raise ValidationError(lazy("Choisissez une catégorie : qui la voit verra les réunions."))


class SeriesForm(SeriesWords):
    description = TextAreaField(lazy("Description"), validators=[at_most(1000)])

    def __init__(self, *args: Any, **values: Any):
        super().__init__(*args, **values)
        self.category_id.choices = [(one.id, one.name) for one in visible(me())]

    @property
    def facts(self) -> dict[str, Any]:
        """What the row takes."""
        return {
            "name": self.series_name.data,
            "short_name": self.short_name.data,
            "category_id": self.category_id.data,
            "is_public": bool(self.is_public.data),
            "description": (self.description.data or "").strip(),
        }
