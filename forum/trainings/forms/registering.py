"""Registering: oneself, colleagues, whoever telephones. A person is a small form; the page holds one or several."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from flask import request
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]  newer than its stubs
from wtforms.validators import Optional

from forum.accounts.forms import address, one_line, several_lines, words
from forum.core.forms import Form, at_most
from forum.core.i18n import gettext, lazy
from forum.trainings.forms.asking import asking
from forum.trainings.models import TrainingQuestion, TrainingSession
from forum.trainings.queries.choices import Choice

MOST = 20  # colleagues in one go
CLOSED = lazy("Cette session ne prend plus d’inscription. Choisissez-en une autre : ce que vous avez écrit est resté.")
WHOLE = (
    ("", lazy("Inscrire qui a une place, mettre les autres sur la liste d’attente")),
    ("1", lazy("Tout le monde ensemble : s’il manque une place, tout le monde attend")),
)


def needs_field() -> TextAreaField:
    return TextAreaField(lazy("Besoin particulier"), [at_most(1000)], filters=[several_lines])


class NeedsForm(Form):
    """What is asked of somebody whom we know."""

    needs = needs_field()
    asked: tuple[str, ...] = ()  # the fields of the questions (``asking``)

    @property
    def has_more_to_say(self) -> bool:
        """Is there something among what is asked besides that has to be seen at once?"""
        fields = [self.needs, *(self[name] for name in self.asked)]
        return any(field.flags.required or field.errors or field.data for field in fields)


class PersonForm(NeedsForm):
    """Somebody, and what is asked of them."""

    first_name = words(lazy("Prénom"), lazy("Indiquez le prénom."))
    last_name = words(lazy("Nom"), lazy("Indiquez le nom."))
    email: EmailField = address(lazy("Courriel professionnel"))
    function = words(lazy("Fonction"), lazy("Indiquez la fonction."), 120)

    @property
    def is_blank(self) -> bool:
        return not any((self[name].data or "").strip() for name in ("first_name", "last_name", "email"))


class WorkplaceForm(PersonForm):
    """Somebody who says where they work."""

    establishment = words(lazy("Établissement"), lazy("Choisissez l’établissement, ou écrivez son nom."), 160)


class SessionForm(Form):
    """Which session; ``key`` tells a double click from a second registration."""

    session = SelectField(lazy("Session"), coerce=int, validate_choice=False)
    key = HiddenField()

    def __init__(self, choices: Sequence[Choice], asked: int | None = None, **values: Any):
        super().__init__(**values)
        self.sessions: dict[int, TrainingSession] = {one.session.id: one.session for one in choices}
        self.session.choices = [(one.session.id, one.label) for one in choices]
        if not self.is_submitted():
            with_room = (one.session.id for one in choices if one.seats.free)  # nobody is put on a list unasked
            first = next(with_room, next(iter(self.sessions), None))
            self.session.data = asked if asked in self.sessions else first

    def validate_session(self, field: SelectField) -> None:
        if field.data not in self.sessions:
            raise ValidationError(CLOSED)

    @property
    def chosen(self) -> TrainingSession:
        """Of a form that is valid."""
        return self.sessions[self.session.data]


class VisitorForm(SessionForm, WorkplaceForm):
    """Somebody without an account, for themselves."""


class MemberForm(SessionForm):
    """A member: themselves, colleagues, or both."""

    me = BooleanField(lazy("Moi-même"))
    establishment = StringField(lazy("Établissement de vos collègues"), [at_most(160)], filters=[one_line])
    whole = RadioField(
        lazy("S’il n’y a pas assez de places"),
        choices=[SelectChoice(*one) for one in WHOLE],
        default="",
        validators=[Optional()],
    )


class Problem(NamedTuple):
    """Something to correct: where it is and what it is."""

    field_id: str
    label: str
    sentence: str


class Lines:
    """The colleagues named on a form, each on a line of its own number; numbers stay when a line goes."""

    def __init__(self, questions: Sequence[TrainingQuestion], at_first: int = 0) -> None:
        made = asking(PersonForm, questions)
        self._make = lambda number: made(prefix=f"p{number}-", meta={"csrf": False})
        self.forms: dict[int, PersonForm] = {number: self._make(number) for number in self._numbers(at_first)}
        self.blank = made(formdata=None, prefix="p0-", meta={"csrf": False})  # what a script copies

    @staticmethod
    def _numbers(at_first: int) -> list[int]:
        if request.method != "POST":
            return list(range(1, min(at_first, MOST) + 1))
        typed = [text for text in request.form.getlist("line") if text.isdecimal() and len(text) < 4]
        numbers = dict.fromkeys(int(text) for text in typed)
        gone = request.form.get("remove", "")
        kept = [number for number in numbers if str(number) != gone][:MOST]
        if "add" in request.form and len(kept) < MOST:
            kept.append(max(numbers, default=0) + 1)
        return kept

    def __iter__(self) -> Iterator[tuple[int, int, PersonForm]]:
        """(place on the page, number, form)."""
        return ((place, number, form) for place, (number, form) in enumerate(self.forms.items(), start=1))

    def __len__(self) -> int:
        return len(self.forms)

    @property
    def filled(self) -> list[PersonForm]:
        """Lines in which nothing was written do not count."""
        return [form for form in self.forms.values() if not form.is_blank]

    def validate(self) -> bool:
        found = [form.validate() for form in self.filled]  # all of them: each says what is wrong
        return all(found)

    @property
    def problems(self) -> list[Problem]:
        named = [(gettext("Collègue %(num)s", num=place), form) for place, _number, form in self]
        return [
            problem._replace(label=f"{who}, {problem.label}") for who, form in named for problem in problems_of(form)
        ]


def problems_of(form: Form) -> list[Problem]:
    return [_problem(field) for field in form if field.errors and field.type != "CSRFTokenField"]


def _problem(field: Field) -> Problem:
    at = f"{field.id}-0" if field.type == "RadioField" else field.id
    return Problem(at, str(field.label.text), str(field.errors[0]))
