"""What the author of a poll fills in."""

import re
from datetime import timedelta
from typing import Any

from wtforms import (
    BooleanField,
    RadioField,
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue]  the stubs are older
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
    widgets,
)
from wtforms.validators import Optional

from forum.core.clock import PARIS, midnight, today
from forum.core.forms import DateField, Form, at_most, required, trimmed
from forum.core.i18n import lazy
from forum.markup.guard import uniform
from forum.polls.actions import Question
from forum.polls.models import Poll

FEWEST, MOST, LONGEST = 2, 20, 200


class PollForm(Form):
    """A question, an answer a line, and who sees what when."""

    question = StringField(
        lazy("La question"), filters=[trimmed], validators=[required(lazy("Il manque la question.")), at_most(200)]
    )
    options = TextAreaField(lazy("Les réponses possibles"), validators=[required(lazy("Il manque les réponses."))])
    is_multiple = BooleanField(lazy("On peut choisir plusieurs réponses"))
    results = RadioField(
        lazy("Qui voit les résultats"),
        choices=[
            SelectChoice("always", lazy("Tout le monde, à tout moment")),
            SelectChoice("voted", lazy("Les personnes qui ont voté, et tout le monde à la fin")),
            SelectChoice("closed", lazy("Personne avant la fin")),
        ],
        default="always",
    )
    is_named = RadioField(
        lazy("Les votes"),
        choices=[
            SelectChoice("", lazy("Secrets : personne ne voit qui a voté quoi, pas même l’administration")),
            SelectChoice("1", lazy("Nominatifs : on voit qui a choisi chaque réponse")),
        ],
        default="",
    )
    groups = SelectMultipleField(
        lazy("Qui peut voter"),
        coerce=int,
        validators=[Optional()],
        widget=widgets.ListWidget(),
        option_widget=widgets.CheckboxInput(),
    )
    last_day = DateField(lazy("Dernier jour pour voter"), validators=[Optional()])

    def validate_options(self, field: Any) -> None:
        options = self.lines
        if len(options) < FEWEST or len(options) > MOST:
            raise ValidationError(lazy("Écrivez entre 2 et 20 réponses, une par ligne."))
        if len({option.casefold() for option in options}) < len(options):
            raise ValidationError(lazy("Deux réponses sont les mêmes : changez l’une d’elles."))
        if any(len(option) > LONGEST for option in options):
            raise ValidationError(lazy("Une réponse compte 200 caractères au plus."))

    def validate_last_day(self, field: Any) -> None:
        if field.data and not today() <= field.data < today() + timedelta(days=2 * 366):
            raise ValidationError(lazy("Choisissez un jour à venir, dans les deux ans."))

    @property
    def lines(self) -> list[str]:
        lines = (trimmed(line) or "" for line in re.split(r"\r?\n", uniform(self.options.data or "")))
        return [line for line in lines if line]

    @property
    def asked(self) -> Question:
        """What the action takes."""
        day = self.last_day.data
        return Question(
            self.question.data or "",
            tuple(self.lines),
            is_multiple=self.is_multiple.data,
            is_secret=not self.is_named.data,
            results=self.results.data,
            group_ids=tuple(self.groups.data or ()),
            closes_at=midnight(day + timedelta(days=1)) if day else None,
        )

    def fill(self, poll: Poll) -> None:
        """Show what the poll says now."""
        self.question.data, self.is_multiple.data, self.results.data = poll.question, poll.is_multiple, poll.results
        self.options.data = "\n".join(option.text for option in poll.options)
        self.is_named.data = "" if poll.is_secret else "1"
        self.groups.data = list(poll.group_ids)
        self.last_day.data = (
            (poll.closes_at - timedelta(seconds=1)).astimezone(PARIS).date() if poll.closes_at else None
        )
