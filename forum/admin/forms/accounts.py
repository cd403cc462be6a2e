"""Acts on one account."""

from datetime import datetime, timedelta

from wtforms import RadioField, TextAreaField, ValidationError

from forum.admin import words
from forum.admin.forms.choices import choices
from forum.core.clock import midnight, today
from forum.core.forms import DateField, Form, at_most, required
from forum.core.i18n import lazy


class RoleForm(Form):
    role = RadioField(lazy("Rôle"), choices=choices(words.ROLES))


class SuspensionForm(Form):
    until = DateField(
        lazy("Jusqu’au"),
        validators=[required(lazy("Choisissez le dernier jour de la suspension."))],
    )
    reason = TextAreaField(
        lazy("Raison"),
        filters=[lambda text: (text or "").strip()],
        validators=[required(lazy("Dites pourquoi : la personne lira cette phrase.")), at_most(500)],
    )

    def validate_until(self, field: DateField) -> None:
        if field.data and field.data < today():
            raise ValidationError(lazy("Choisissez un jour à venir."))

    @property
    def end(self) -> datetime:
        """The midnight after the last day, in Paris."""
        return midnight(self.until.data + timedelta(days=1))  # type: ignore[operator]


class RefusalForm(Form):
    reason = TextAreaField(
        lazy("Raison"),
        filters=[lambda text: (text or "").strip()],
        validators=[required(lazy("Dites pourquoi : la personne recevra cette phrase par courriel.")), at_most(500)],
    )
