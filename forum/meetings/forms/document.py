"""A document for the table of a meeting."""

from flask_wtf.file import FileField
from wtforms import SelectField, StringField, ValidationError

from forum.core.forms import Form, at_most, trimmed
from forum.core.i18n import lazy
from forum.meetings.models import AgendaItem


class DocumentForm(Form):
    file = FileField(lazy("Document"))
    title = StringField(lazy("Titre"), filters=[trimmed], validators=[at_most(200)])
    note = StringField(lazy("Note"), filters=[trimmed], validators=[at_most(500)])
    item_id = SelectField(lazy("Pour quel point"), coerce=int, default=0)

    def __init__(self, items: list[AgendaItem], **values):
        super().__init__(**values)
        self.item_id.choices = [(0, lazy("Toute la réunion")), *((item.id, item.title) for item in items)]

    def validate_file(self, field: FileField) -> None:
        if not field.data or not field.data.filename:
            raise ValidationError(lazy("Choisissez un fichier."))
