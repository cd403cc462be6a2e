"""Who is registered, as typed; and what became of each line."""

import secrets
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import select

from forum.core.db import db
from forum.directory.names import folded
from forum.trainings.models import Registration, RegistrationAnswer


@dataclass(frozen=True)
class Person:
    """``answers``: by the key of the question."""

    first_name: str
    last_name: str
    email: str
    function: str = ""
    establishment_id: int | None = None
    establishment_name: str = ""
    department: str = ""
    user_id: int | None = None
    locale: str = ""
    needs: str = ""
    answers: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, registration: Registration) -> "Person":
        """Whom a registration is about, with their answers."""
        said = select(RegistrationAnswer).filter_by(registration_id=registration.id)
        answers = {answer.question_id: answer.value for answer in db.session.scalars(said)}
        names = [one.name for one in fields(cls) if one.name != "answers"]
        return cls(**{name: getattr(registration, name) for name in names}, answers=answers)

    @property
    def key(self) -> str:
        """Who it is, in one spelling: the mailbox of a service is shared by several people."""
        name = f"{self.first_name} {self.last_name}"
        return f"{self.email.strip().lower()} {folded(name) or name.casefold()}"[:520]

    @property
    def house(self) -> str:
        """Where they work, in one spelling."""
        return str(self.establishment_id or folded(self.establishment_name))[:200]

    @property
    def facts(self) -> dict[str, Any]:
        """The columns of a registration."""
        same = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "answers"}
        own = {"email": self.email.strip().lower(), "person": self.key, "house": self.house}
        return same | own | {"code": secrets.token_urlsafe(16)}


@dataclass(frozen=True)
class Line:
    """``outcome``: confirmed, pending, waitlisted, duplicate (``registration`` is the one that was there) or full."""

    person: Person
    outcome: str
    registration: Registration | None
    sentence: str
