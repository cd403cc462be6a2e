"""Inviting one person, or a list."""

from flask_wtf.file import FileField
from wtforms import EmailField, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from forum.admin import roster
from forum.core.forms import Form, at_most, required, trimmed
from forum.core.i18n import lazy


class InvitationForm(Form):
    first_name = StringField(lazy("Prénom"), filters=[trimmed], validators=[at_most(200)])
    last_name = StringField(lazy("Nom de famille"), filters=[trimmed], validators=[at_most(200)])
    email = EmailField(
        lazy("Adresse de courriel"),
        filters=[lambda text: (text or "").strip().lower()],
        validators=[required(lazy("Donnez l’adresse à laquelle écrire.")), at_most(320)],
    )
    establishment = StringField(lazy("Établissement"), filters=[trimmed], validators=[at_most(200)])
    function = StringField(lazy("Fonction"), filters=[trimmed], validators=[at_most(200)])
    groups = SelectMultipleField(
        lazy("Groupes"), choices=[], widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )


class RosterForm(Form):
    text = TextAreaField(lazy("Liste à coller"), validators=[at_most(200_000)])
    file = FileField(lazy("Ou un fichier CSV"))
    guests: list[roster.Guest]

    def validate_text(self, field: TextAreaField) -> None:
        """A file wins over what was pasted; its text is shown again, so that nothing has to be chosen twice."""
        if self.file.data and self.file.data.filename:
            field.data = roster.decode(self.file.data.stream.read(1_000_000))
        self.guests = roster.read(field.data or "")
        if not self.guests:
            raise ValidationError(lazy("Collez au moins une ligne, ou choisissez un fichier qui en contient."))
        if len(self.guests) > roster.MOST:
            raise ValidationError(lazy("%(most)s lignes au plus à la fois : coupez la liste.", most=roster.MOST))
