"""Establishments."""

from sqlalchemy import select
from wtforms import SelectField, StringField, TextAreaField, ValidationError

from forum.admin.forms.choices import choices
from forum.core.db import db
from forum.core.forms import Form, at_most, required, trimmed
from forum.core.i18n import lazy
from forum.directory.models import DEPARTMENTS, PUBLIC_DOMAINS, Establishment, MailDomain
from forum.directory.names import is_domain


class EstablishmentForm(Form):
    name = StringField(
        lazy("Nom"),
        filters=[trimmed],
        validators=[required(lazy("Donnez le nom de l’établissement.")), at_most(200)],
    )
    city = StringField(lazy("Ville"), filters=[trimmed], validators=[at_most(200)])
    department = SelectField(lazy("Département"), choices=choices({"": lazy("Non précisé")} | DEPARTMENTS))
    domains = TextAreaField(lazy("Domaines de courriel"), description=lazy("Un par ligne, sans « @ »."))

    def __init__(self, *args, establishment: Establishment | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.establishment = establishment

    def validate_name(self, field: StringField) -> None:
        same = db.session.scalar(select(Establishment.id).where(Establishment.name == field.data))
        if same and same != getattr(self.establishment, "id", None):
            raise ValidationError(lazy("Un établissement porte déjà ce nom : réunissez les deux plutôt."))

    def validate_domains(self, field: TextAreaField) -> None:
        for domain in self.domain_list:
            if not is_domain(domain):
                raise ValidationError(
                    lazy("« %(domain)s » n’est pas un domaine : écrivez « exemple.fr ».", domain=domain)
                )
            if domain in PUBLIC_DOMAINS:
                raise ValidationError(
                    lazy(
                        "« %(domain)s » est ouvert à tout le monde : n’importe qui deviendrait membre. Retirez-le.",
                        domain=domain,
                    )
                )
            owner = db.session.get(MailDomain, domain)
            if owner and owner.establishment_id != getattr(self.establishment, "id", None):
                raise ValidationError(
                    lazy(
                        "« %(domain)s » est déjà à un autre établissement : retirez-le, ou réunissez les deux fiches.",
                        domain=domain,
                    )
                )

    @property
    def domain_list(self) -> list[str]:
        """The domains, one spelling for each."""
        typed = (self.domains.data or "").replace(",", " ").replace(";", " ").split()
        return [domain.lower().rpartition("@")[2] for domain in typed]


class MergeForm(Form):
    into = SelectField(
        lazy("Garder plutôt"),
        coerce=int,
        validate_choice=True,
        validators=[required(lazy("Choisissez l’établissement à garder."))],
    )
