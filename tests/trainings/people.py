"""People who register, and what becomes of them."""

from collections.abc import Iterable

from forum.trainings.actions import admission
from forum.trainings.actions.admission import Line, Person
from forum.trainings.models import Registration, TrainingSession
from tests.makers import make_organiser, make_user, number


def somebody(**facts) -> Person:
    n = number()
    return Person(**{"first_name": "Sacha", "last_name": f"Essai{n}", "email": f"sacha{n}@essais.example"} | facts)


def register(session: TrainingSession, *people: Person, source: str = "self", by=None, **how) -> list[Line]:
    """One by one or together, by whoever usually does so from ``source``."""
    makers = {"visitor": lambda: None, "organiser": make_organiser}
    return admission.register(session, people, by=by or makers.get(source, make_user)(), source=source, **how)


def enter(session: TrainingSession, source: str = "self", **facts) -> Registration:
    """Somebody registered, with a seat or without."""
    line = register(session, somebody(**facts), source=source)[0]
    assert line.registration is not None
    return line.registration


def states(registrations: Iterable[Registration]) -> list[str]:
    return [one.standing for one in registrations]


def outcomes(lines: Iterable[Line]) -> list[str]:
    return [line.outcome for line in lines]
