"""The form of the settings, drawn from what the rooms declare."""

from typing import Any

from wtforms import BooleanField, IntegerField, StringField, ValidationError
from wtforms.validators import InputRequired, NumberRange

from forum.accounts.addresses import is_address
from forum.core.forms import Form, at_most, required, trimmed
from forum.core.i18n import lazy
from forum.core.settings import Setting, declared

FARTHEST = 36_500  # days, a century: no date can be a million days back
WHOLE = lazy("Écrivez un nombre entier, de 0 à 36500.")


def settings_form() -> Form:
    """A form with one field for each declared setting, holding the values in force."""
    fields = {field_name(setting): _field(setting) for setting in declared()}
    kind = type("SettingsForm", (Form,), fields)
    return kind(data={field_name(setting): setting.value for setting in declared()})


def values(form: Form) -> dict[str, Any]:
    """What was typed, by the key of the setting."""
    typed = {setting: form[field_name(setting)].data for setting in declared()}
    return {setting.key: "" if value is None else value for setting, value in typed.items()}


def field_name(setting: Setting) -> str:
    return setting.key.replace(".", "__")


def _field(setting: Setting) -> Any:
    if setting.kind is bool:
        return BooleanField(setting.sentence, description=setting.hint)
    if setting.kind is int:
        bounds = [InputRequired(WHOLE), NumberRange(min=0, max=FARTHEST, message=WHOLE)]
        return _Whole(setting.sentence, description=setting.hint, validators=bounds)
    needed: list[Any] = [required()] if setting.default else []
    if setting.key.endswith("mail_from"):
        needed.append(_address)
    return StringField(
        setting.sentence, description=setting.hint, filters=[trimmed], validators=[*needed, at_most(500)]
    )


def _address(form: Form, field: StringField) -> None:
    """A sender that is no address would stop every mail."""
    if field.data and not is_address(field.data):
        raise ValidationError(lazy("Écrivez une adresse complète, comme contact@exemple.fr, ou laissez vide."))


class _Whole(IntegerField):
    """A whole number; whatever else was typed is told in our words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None
            raise ValueError(WHOLE) from None
