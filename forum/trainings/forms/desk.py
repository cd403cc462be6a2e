"""What organisers fill in at the desk of a session."""

from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]  newer than its stubs

from forum.accounts.forms import one_line, several_lines
from forum.core.forms import Form, at_most, required
from forum.core.i18n import lazy
from forum.trainings.forms.registering import WorkplaceForm

WHOM = (
    ("confirmed", lazy("Les personnes inscrites")),
    ("waitlisted", lazy("Les personnes en attente")),
    ("everybody", lazy("Toutes")),
)


class CallerForm(WorkplaceForm):
    """Somebody who telephones."""

    on_reserved = BooleanField(lazy("Sur une place réservée, s’il en reste"))
    key = HiddenField()


class WordForm(Form):
    """An act and a word, which the person reads."""

    act = HiddenField()
    note = TextAreaField(lazy("Un mot pour la personne"), [at_most(500)], filters=[several_lines])


class LetterForm(Form):
    """A mail to everybody of a session."""

    whom = RadioField(lazy("À qui"), choices=[SelectChoice(*one) for one in WHOM], default="confirmed")
    subject = StringField(
        lazy("Objet"), [required(lazy("Donnez un objet au courriel.")), at_most(150)], filters=[one_line]
    )
    body = TextAreaField(
        lazy("Message"), [required(lazy("Écrivez quelques mots.")), at_most(5000)], filters=[several_lines]
    )
    key = HiddenField()
