"""The forms of accounts. Their fields are all that a request may change."""

from typing import Any

from wtforms import (
    BooleanField,
    EmailField,
    Field,
    HiddenField,
    PasswordField,
    RadioField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]  newer than its stubs
from wtforms.validators import DataRequired, InputRequired

from forum.accounts import passwords
from forum.accounts.addresses import is_address
from forum.accounts.queries import tidy_email
from forum.core.forms import Form, at_most, required
from forum.core.i18n import LOCALES, lazy

# Offered as one types. What is chosen is read by everyone, so it is said in the network’s language.
FUNCTIONS = (
    "Directrice",
    "Directeur",
    "Directrice adjointe",
    "Directeur adjoint",
    "Cheffe de service",
    "Chef de service",
    "Coordinatrice",
    "Coordinateur",
)


def one_line(value: str | None) -> str:
    """A filter: no odd spaces, nothing invisible."""
    return " ".join("".join(c if c.isprintable() else " " for c in value or "").split())


def several_lines(value: str | None) -> str:
    return "".join(c for c in (value or "").replace("\r\n", "\n") if c.isprintable() or c == "\n").strip()


def an_address(_form: Form, field: Field) -> None:
    if not is_address(tidy_email(field.data)):
        raise ValidationError(lazy("Cette adresse n’est pas complète. Exemple : prenom.nom@etablissement.fr."))


def words(label: Any, missing: Any, length: int = 80) -> StringField:
    return StringField(label, [required(missing), at_most(length)], filters=[one_line])


def address(label: Any) -> EmailField:
    return EmailField(label, [required(lazy("Indiquez votre adresse.")), an_address], filters=[one_line])


class IdentityForm(Form):
    """Who someone is, as it stands under what they write."""

    first_name = words(lazy("Prénom"), lazy("Indiquez votre prénom."))
    last_name = words(lazy("Nom de famille"), lazy("Indiquez votre nom."))
    establishment = words(lazy("Établissement"), lazy("Choisissez votre établissement, ou écrivez son nom."), 160)
    function = words(lazy("Fonction"), lazy("Indiquez votre fonction."), 120)


class SignUpForm(IdentityForm):
    email = address(lazy("Courriel professionnel"))
    password = PasswordField(lazy("Mot de passe"), [InputRequired(lazy("Choisissez un mot de passe."))])
    charter = BooleanField(
        lazy("Charte"), [DataRequired(lazy("Pour rejoindre l’espace, il faut en accepter la charte."))]
    )

    def validate_password(self, field: Field) -> None:
        about = (self.first_name.data, self.last_name.data, self.email.data, self.establishment.data)
        refuse_weak(field, *(text or "" for text in about))


class SignInForm(Form):
    email = address(lazy("Courriel professionnel"))
    password = PasswordField(lazy("Mot de passe"), [InputRequired(lazy("Saisissez votre mot de passe."))])
    stay = BooleanField(lazy("Garder ma session ouverte sur cet appareil"))
    next = HiddenField()


class AddressForm(Form):
    """An address to send a link to."""

    email = address(lazy("Courriel professionnel"))
    next = HiddenField()


class ButtonForm(Form):
    """A question answered by a button."""


class OwnPasswordForm(Form):
    """The password chosen at sign-up, asked for when the link is opened in another browser."""

    password = PasswordField(
        lazy("Mot de passe choisi à l’inscription"), [InputRequired(lazy("Saisissez ce mot de passe."))]
    )


class NewPasswordForm(Form):
    new_password = PasswordField(lazy("Nouveau mot de passe"), [InputRequired(lazy("Choisissez un mot de passe."))])

    def __init__(self, user: Any, **kwargs: Any):
        super().__init__(**kwargs)
        self.user = user

    def validate_new_password(self, field: Field) -> None:
        refuse_weak(field, self.user.first_name, self.user.last_name, self.user.email)


class ChangePasswordForm(NewPasswordForm):
    current_password = PasswordField(
        lazy("Mot de passe actuel"), [InputRequired(lazy("Saisissez votre mot de passe actuel."))]
    )

    def __init__(self, user: Any, **kwargs: Any):
        super().__init__(user, **kwargs)
        if user.password_hash is None:  # an account opened by a mailed link has none yet
            del self.current_password


class ChangeEmailForm(Form):
    email = address(lazy("Nouvelle adresse"))
    current_password = PasswordField(lazy("Mot de passe"), [InputRequired(lazy("Saisissez votre mot de passe."))])

    def __init__(self, user: Any, **kwargs: Any):
        super().__init__(**kwargs)
        if user.password_hash is None:
            del self.current_password


class ProfileForm(IdentityForm):
    about = TextAreaField(lazy("À propos de vous"), [at_most(1000)], filters=[several_lines])


class DisplayForm(Form):
    theme = RadioField(
        lazy("Thème"),
        choices=[
            SelectChoice("", lazy("Comme l’appareil")),
            SelectChoice("light", lazy("Clair")),
            SelectChoice("dark", lazy("Sombre")),
        ],
    )
    density = RadioField(
        lazy("Listes de sujets"), choices=[SelectChoice("", lazy("Aérées")), SelectChoice("compact", lazy("Compactes"))]
    )
    locale = RadioField(lazy("Langue"), choices=[SelectChoice(code, name) for code, name in LOCALES.items()])


def refuse_weak(field: Field, *about: str) -> None:
    if found := passwords.weakness(field.data or "", *about):
        raise ValidationError(found)
