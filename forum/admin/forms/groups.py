"""Groups."""

from sqlalchemy import func, select
from wtforms import StringField, TextAreaField, ValidationError

from forum.accounts.models import User
from forum.admin.queries.people import named
from forum.core.db import db
from forum.core.forms import Form, at_most, required, trimmed
from forum.core.i18n import lazy
from forum.groups.models import Group


class GroupForm(Form):
    name = StringField(
        lazy("Nom"), filters=[trimmed], validators=[required(lazy("Donnez un nom au groupe.")), at_most(200)]
    )
    description = TextAreaField(lazy("À quoi sert ce groupe"), filters=[trimmed], validators=[at_most(500)])

    def __init__(self, *args, group: Group | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.group = group

    def validate_name(self, field: StringField) -> None:
        same = db.session.scalar(select(Group.id).where(func.lower(Group.name) == (field.data or "").lower()))
        if same and same != getattr(self.group, "id", None):
            raise ValidationError(lazy("Un groupe porte déjà ce nom : choisissez-en un autre."))


class MemberForm(Form):
    person: User
    who = StringField(lazy("Personne"), validators=[required(lazy("Dites qui entre dans le groupe.")), at_most(400)])

    def validate_who(self, field: StringField) -> None:
        person = named(field.data or "")
        if person is None or person.state != "active":
            raise ValidationError(
                lazy("Personne ne répond à ce nom : choisissez dans la liste, ou donnez un courriel.")
            )
        self.person = person
