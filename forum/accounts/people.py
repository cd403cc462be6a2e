"""A person as lists show them: raw columns, no row of the database behind."""

from typing import NamedTuple

from forum.accounts.signature import hue_of, signature
from forum.directory.models import DEPARTMENTS


class Person(NamedTuple):
    """Who wrote this: a name, and the function and establishment that sign it."""

    id: int
    username: str
    first_name: str
    last_name: str
    function: str
    role: str
    state: str
    place: str
    department: str

    @property
    def display_name(self) -> str:
        return full_name(self.first_name, self.last_name)

    @property
    def initials(self) -> str:
        return initials_of(self.first_name, self.last_name)

    @property
    def hue(self) -> int:
        return hue_of(self.id)

    @property
    def establishment(self) -> str:
        """« D-ITEP Les Trois Ponts (Aude) »."""
        name = DEPARTMENTS.get(self.department)
        return f"{self.place} ({name})" if name else self.place

    @property
    def signature(self) -> str:
        """« Directrice, D-ITEP Les Trois Ponts (Aude) »."""
        return signature(self.function, self.establishment, self.state)

    @property
    def is_staff(self) -> bool:
        """Does « Équipe d’appui » stand beside the name?"""
        return self.role != "member" and self.state == "active"


def full_name(first_name: str, last_name: str) -> str:
    return f"{first_name} {last_name}".strip()


def initials_of(first_name: str, last_name: str) -> str:
    return f"{first_name[:1]}{last_name[:1]}".upper()
