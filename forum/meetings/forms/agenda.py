"""What members and the support team fill in about the agenda."""

from typing import Any

from sqlalchemy import select
from wtforms import (
    IntegerField,
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue]  the stubs are older
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange

from forum.core.db import db
from forum.core.forms import Form, Versioned, at_most, required
from forum.core.i18n import lazy
from forum.directory.models import Dimension
from forum.meetings.models import AgendaItem
from forum.topics.forms import one_line, text

LONGEST_WISH = 480  # minutes that a member may ask for
LONGEST = 1440  # a day: the support team is warned of the hour it leads to, not kept from writing it


def _minutes(least: int, most: int) -> list[Any]:
    """InputRequired, because nought is an answer: an item that takes no time of its own."""
    message = lazy("Écrivez un nombre de minutes entre %(least)s et %(most)s.", least=least, most=most)
    return [InputRequired(message), NumberRange(min=least, max=most, message=message)]


class ProposalForm(Versioned):
    """An item that a member would like to talk about; ``version`` is the one an edit is based on."""

    title = StringField(
        lazy("Titre"),
        filters=[one_line],
        validators=[
            required(lazy("Donnez un titre à ce point.")),
            Length(min=3, max=200, message=lazy("Entre 3 et 200 caractères.")),
        ],
    )
    why = TextAreaField(lazy("Pourquoi en parler"), filters=[text], validators=[at_most(2000)])
    minutes = IntegerField(lazy("Durée (minutes)"), default=15, validators=_minutes(5, LONGEST_WISH))
    dimension = SelectField(lazy("Dimension"), coerce=lambda value: int(value) if value else None)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        named = db.session.execute(select(Dimension.id, Dimension.name).order_by(Dimension.position, Dimension.id))
        choices = [SelectChoice(str(key), name) for key, name in named]
        self.dimension.choices = [SelectChoice("", lazy("Aucune en particulier")), *choices]

    @property
    def facts(self) -> dict[str, Any]:
        """What the item's row takes."""
        words = {"title": self.title.data or "", "why": (self.why.data or "").strip()}
        return words | {"minutes": self.minutes.data, "dimension_id": self.dimension.data}


class NewProposalForm(ProposalForm):
    why = TextAreaField(
        lazy("Pourquoi en parler"),
        filters=[text],
        validators=[required(lazy("Dites pourquoi : les autres votent d’après cela.")), at_most(2000)],
    )


class ItemForm(ProposalForm):
    """An item as the support team lays it."""

    kind = SelectField(
        lazy("Genre"),
        choices=[SelectChoice("topic", lazy("Point à traiter")), SelectChoice("break", lazy("Pause, repas, accueil"))],
    )
    minutes = IntegerField(lazy("Durée (minutes)"), default=15, validators=_minutes(0, LONGEST))
    leader = StringField(lazy("Qui anime"), filters=[one_line], validators=[at_most(200)])

    @property
    def facts(self) -> dict[str, Any]:
        kind = {"kind": self.kind.data} if "kind" in self else {}
        return super().facts | kind | {"leader": self.leader.data or ""}


class FixedItemForm(ItemForm):
    """What every agenda begins with keeps its kind."""

    kind = None  # type: ignore[assignment]


def facts_of(item: AgendaItem) -> dict[str, Any]:
    """What the form of an item begins with."""
    names = ("title", "why", "minutes", "kind", "leader")
    return {name: getattr(item, name) for name in names} | {
        "dimension": item.dimension_id,
        "version": str(item.version),
    }


class DeclineForm(Form):
    word = TextAreaField(
        lazy("Pourquoi"),
        filters=[text],
        validators=[required(lazy("Dites pourquoi : la personne qui propose le lira.")), at_most(1000)],
    )


class WordForm(Form):
    word = TextAreaField(lazy("Un mot"), filters=[text], validators=[at_most(1000)])


class MergeForm(WordForm):
    into = SelectField(
        lazy("Réunir avec"), coerce=int, validators=[InputRequired(lazy("Choisissez l’autre proposition."))]
    )
