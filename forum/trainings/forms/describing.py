"""Describing a training: what it is, what the page says under each mention, who provides it."""

import re
from typing import Any

from wtforms import Field, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]  newer than its stubs

from forum.accounts.forms import several_lines
from forum.core.forms import Versioned, at_most, required, trimmed
from forum.core.i18n import lazy
from forum.markup import CannotCook, cook
from forum.trainings.actions.describing import Facts
from forum.trainings.durations import duration
from forum.trainings.mentions import MENTIONS, NAMES, NATURE
from forum.trainings.models import Training
from forum.trainings.words import MODALITIES

PROVIDER = ("provider", "provider_address", "provider_number", "provider_siret", "provider_signatory")
COLUMNS = ("title", "summary", "modality", "nature", *PROVIDER)
LONGEST_MINUTES = 40 * 60
_DURATION = re.compile(r"(?i)(?:(\d{1,3})\s*h(?:eures?)?)?\s*(?:(\d{1,3})\s*(?:min(?:utes?)?)?)?")


def _line(label: Any) -> StringField:
    return StringField(label, filters=[trimmed], validators=[at_most(200)])


class DurationField(StringField):
    """« 7 h », « 3 h 30 », « 45 min »; ``data`` in minutes."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        text = (valuelist[0] if valuelist else "").replace("\u00a0", " ").strip()
        match = _DURATION.fullmatch(text)
        hours, minutes = (int(part or 0) for part in (match.groups() if match else (0, 0)))
        self.data = hours * 60 + minutes
        if not text or not match or not 0 < self.data <= LONGEST_MINUTES:
            raise ValueError(lazy("Écrivez une durée comme « 7 h » ou « 3 h 30 »."))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return duration(self.data) if self.data else ""


class TrainingForm(Versioned):
    title = StringField(
        lazy("Titre"), filters=[trimmed], validators=[required(lazy("Donnez un titre à la formation.")), at_most(200)]
    )
    summary = StringField(lazy("En une phrase"), filters=[trimmed], validators=[at_most(500)])
    minutes = DurationField(lazy("Durée"), default=420)  # type: ignore[arg-type]  in minutes
    modality = SelectField(lazy("Modalité"), choices=[SelectChoice(*one) for one in MODALITIES.items()])
    nature = StringField(lazy("Nature"), filters=[trimmed], validators=[at_most(200)], default=lambda: str(NATURE))
    provider = _line(lazy("Organisme de formation"))
    provider_address = TextAreaField(lazy("Adresse de l’organisme"), [at_most(500)], filters=[several_lines])
    provider_number = _line(lazy("Numéro de déclaration d’activité"))
    provider_siret = _line(lazy("SIRET"))
    provider_signatory = _line(lazy("Signataire des certificats"))

    @property
    def mention_fields(self) -> list[tuple[Any, Field]]:
        return [(mention, self[mention.name]) for mention in MENTIONS]

    @property
    def facts(self) -> Facts:
        """Of a form that is valid."""
        said = {name: (self[name].data or "").strip() for name in (*COLUMNS, *NAMES)}
        texts = {name: said.pop(name) for name in NAMES}
        return Facts(texts=texts, minutes=self.minutes.data, **said)


def _cooks(_form: Any, field: Field) -> None:
    try:
        cook(field.data or "")
    except CannotCook as refusal:
        raise ValidationError(str(refusal)) from refusal


for _mention in MENTIONS:
    setattr(
        TrainingForm,
        _mention.name,
        TextAreaField(_mention.label, [at_most(10_000), _cooks], filters=[several_lines], description=_mention.help),
    )


def facts_of(training: Training) -> dict[str, Any]:
    """What the form of a training begins with."""
    facts = {name: getattr(training, name) for name in COLUMNS} | {"minutes": training.minutes}
    return facts | {name: training.texts.get(name, "") for name in NAMES} | {"version": str(training.version)}
