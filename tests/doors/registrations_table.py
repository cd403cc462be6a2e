"""The routes by which people register for trainings, and where registrants are known."""

from collections.abc import Callable

from tests.doors.door import Door, Values, of_link, plain
from tests.doors.world import ABSENT, World

Fill = Callable[[World], Values]


def of_own(form: Fill = lambda _world: {}) -> Door:
    return Door(
        private=lambda w: [{"registration_id": w.registered.one}, {"registration_id": w.registered.waiting}],
        absent={"registration_id": ABSENT},
        form=form,
    )


def of_desk(form: Fill = lambda _world: {}, **more: Callable[[World], object]) -> Door:
    def values(world: World) -> Values:
        return {"session_id": world.registered.session} | {name: value(world) for name, value in more.items()}

    return Door(open=lambda w: [values(w), values(w) | {"session_id": ABSENT}], form=form)


def person(world: World) -> Values:
    """A stranger, also for a draft: it must not be told."""
    said = {"first_name": "Ana", "last_name": "Vidal", "email": "ana@essais.example", "function": "Directrice"}
    return said | {"establishment": "Les Genêts", "session": world.registered.session}


def another_session(world: World) -> Values:
    return {"session": world.registered.session, "wait": "y"}


ONE = {"registration_id": lambda w: w.registered.one}
ACT: Fill = lambda _w: {"act": "annuler"}  # noqa: E731
LETTER: Fill = lambda _w: {"whom": "everybody", "subject": "Le parking", "body": "En bas."}  # noqa: E731

REGISTRATIONS = {
    "trainings.register": Door(
        open=lambda w: [{"slug": slug} for slug in (w.trainings.draft, w.trainings.open, "rien-de-tel")],
        asks=({}, {"collegues": "2"}, {"session": "1"}),
        form=person,
    ),
    "trainings.registered": Door(
        private=lambda w: [{"slug": w.trainings.open, "key": w.registered.send}], absent={"key": "b" * 64}
    ),
    "trainings.mine": plain(),
    "trainings.own": of_own(ACT),
    "trainings.change_own": of_own(another_session),
    "trainings.details_own": of_own(),
    "trainings.by_mail": of_link("registration"),
    "trainings.change_by_mail": of_link("registration"),
    "trainings.details_by_mail": of_link("registration"),
    "trainings.desk": of_desk(),
    "trainings.new_registrant": of_desk(person),
    "trainings.letter": of_desk(LETTER),
    "trainings.registrant": of_desk(ACT, **ONE),
    "trainings.move_registrant": of_desk(another_session, **ONE),
}
