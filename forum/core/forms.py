"""Forms: CSRF on every changing route, errors beside their field, the text always kept."""

import re
from typing import Any

import wtforms
from flask import Flask, g, request
from flask_wtf import CSRFProtect, FlaskForm
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.exceptions import RequestEntityTooLarge
from wtforms import HiddenField
from wtforms.validators import DataRequired, Length, StopValidation

from forum.core.clock import YEARS
from forum.core.errors import show
from forum.core.i18n import lazy

csrf = CSRFProtect()
HEAVIEST_TEXT = 2 * 1024 * 1024  # bytes of a form without its files

FILL_IN = lazy("Ce champ est à remplir.")
OFFERED = lazy("Choisissez parmi ce qui est proposé.")
OURS = {
    "Not a valid choice.": OFFERED,
    "Invalid Choice: could not coerce.": OFFERED,
    "Not a valid date value.": lazy("Choisissez une date dans le calendrier, ou écrivez-la comme 16/02/2022."),
    "Not a valid time value.": lazy("Écrivez une heure comme 10:00."),
    "Not a valid integer value.": lazy("Écrivez un nombre entier."),
    "This field is required.": FILL_IN,
}


class OurWords:
    """What WTForms would say of a value by itself, in our words."""

    def gettext(self, message: str) -> str:
        return str(OURS.get(message, message))

    def ngettext(self, _one: str, _many: str, _number: int) -> str:
        return str(OFFERED)


class Form(FlaskForm):
    """The base of every form: messages of our own, spaces trimmed where a field asks for it."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, _form: Any) -> OurWords:
            return OurWords()


class Versioned(Form):
    """Of a row that others change too; ``version`` is the one that its reader was shown."""

    version = HiddenField()

    @property
    def base_version(self) -> int:
        return number_in(self.version.data) or 0


class DateField(wtforms.DateField):
    """A day, of a year that calendars turn to."""

    def pre_validate(self, form: Any) -> None:
        if self.data and self.data.year not in YEARS:
            raise StopValidation(lazy("Choisissez une année proche."))


def init_app(app: Flask) -> None:
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # a limit in time destroys long posts
    app.config.setdefault("WTF_CSRF_CHECK_DEFAULT", True)
    app.config["MAX_CONTENT_LENGTH"] = 30 * 1024 * 1024
    app.config["MAX_FORM_MEMORY_SIZE"] = HEAVIEST_TEXT
    app.before_request(_refuse_heavy_text)
    csrf.init_app(app)
    app.context_processor(lambda: {"csrf_token": token})
    app.register_error_handler(CSRFError, _refused)


def token() -> str:
    """What the forms of a page carry. A page has half a dozen, and Flask-WTF looks its settings up for each."""
    if "form_token" not in g:
        g.form_token = generate_csrf()
    return g.form_token


def _refuse_heavy_text() -> None:
    """MAX_FORM_MEMORY_SIZE bounds the texts of forms with files; this, those of forms without, unread."""
    if (request.content_length or 0) > HEAVIEST_TEXT and request.mimetype == "application/x-www-form-urlencoded":
        raise RequestEntityTooLarge


def _refused(error: CSRFError):
    """A lost session: nothing was changed, and what was typed is shown again to be sent anew.

    Not to another site's form: our cookie does not travel with it, and a new one would sign the person out.
    """
    from flask import make_response, render_template

    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return show(error)
    kept = [(name, value) for name in request.form for value in request.form.getlist(name) if name != "csrf_token"]
    secret = {"password", "new_password", "current_password", "password_again"}
    shown = [(name, value) for name, value in kept if name not in secret and len(value) <= 100_000]
    return make_response(render_template("errors/resend.html", kept=shown, action=request.path), 400)


def required(message: str | None = None) -> DataRequired:
    return DataRequired(message or FILL_IN)


def at_most(length: int) -> Length:
    return Length(max=length, message=lazy("%(max)s caractères au plus.", max=length))


def trimmed(value: str | None) -> str | None:
    """A filter: without the spaces and odd characters around and inside names and titles."""
    return re.sub(r"[ \t\r\n\f\v\x00]+", " ", value).strip() if value else value


def number_in(typed: Any) -> int | None:
    """The number that is written there in digits, nine at most as in the key of a row; None for anything else."""
    text = str(typed or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
