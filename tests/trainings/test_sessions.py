"""What changes a session changes for its people: sizes, states."""

from datetime import timedelta

import pytest

from forum.core.clock import now
from forum.trainings.actions import admission
from forum.trainings.models import Registration, RegistrationEvent
from tests.makers import make_establishment, make_organiser, make_session
from tests.trainings.people import enter, register, somebody, states

pytestmark = pytest.mark.usefixtures("clock", "in_a_request")


def journal(one: Registration) -> list[RegistrationEvent]:
    return RegistrationEvent.query.filter_by(registration_id=one.id).order_by(RegistrationEvent.id).all()


# --- sizes ---------------------------------------------------------------------------------------------------------


def test_raising_the_capacity_promotes(app):
    session = make_session(capacity=1)
    people = [enter(session) for _ in range(3)]
    admission.resize(session, 2, 0, None, make_organiser())
    assert states(people) == ["confirmed", "confirmed", "waitlisted"]


def test_freeing_reserved_seats_and_raising_the_share_promote_too(app):
    session, house = make_session(capacity=2, reserved=1, per_establishment=1), make_establishment()
    people = [enter(session, establishment_id=house.id) for _ in range(2)]
    admission.resize(session, 2, 0, 1, None)
    assert states(people) == ["confirmed", "waitlisted"]
    admission.resize(session, 2, 0, 2, None)
    assert states(people) == ["confirmed", "confirmed"]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((2, 1, None), "Places déjà prises : 3"),
        ((3, 0, None), "Places réservées déjà prises : 1"),
        ((3, 2, None), "Places prises hors réserve : 2"),
        ((4, 1, 1), "Places prises par un même établissement : 2"),
        ((0, 0, None), "au moins une place"),
        ((3, 4, None), "au moins une place"),
        ((3, 1, 0), "au moins une place"),
    ],
)
def test_a_session_is_never_made_smaller_than_the_seats_taken(app, numbers, words):
    session, house = make_session(capacity=4, reserved=1), make_establishment()
    for _ in range(2):
        enter(session, establishment_id=house.id)
    register(session, somebody(), source="organiser", on_reserved=True)
    with pytest.raises(admission.TooSmall) as refused:
        admission.resize(session, *numbers, make_organiser())
    assert words in str(refused.value).replace("\u00a0", " ")
    assert (session.capacity, session.reserved, session.per_establishment) == (4, 1, None)


# --- the session ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["draft", "closed", "cancelled", "held", "archived"])
def test_people_register_into_open_sessions_only(app, state):
    with pytest.raises(admission.Closed):
        enter(make_session(state=state))


def test_people_register_between_opening_and_closing_dates(app, clock):
    session = make_session(opens_at=now() + timedelta(days=1), closes_at=now() + timedelta(days=2))
    with pytest.raises(admission.Closed):
        enter(session)
    clock.forward(days=1)
    enter(session)
    clock.forward(days=1)
    with pytest.raises(admission.Closed):
        enter(session)


@pytest.mark.parametrize("state", ["open", "closed", "held"])
def test_organisers_register_later_too(app, state):
    assert enter(make_session(state=state), "organiser").state == "confirmed"


def test_in_a_closed_session_the_line_still_moves(app):
    session = make_session(capacity=1)
    people = [enter(session) for _ in range(2)]
    admission.close_session(session, make_organiser())
    admission.cancel(people[0], "withdrawn")
    assert people[1].state == "confirmed"


def test_a_cancelled_session_ends_every_registration(app):
    session = make_session(capacity=2)
    people = [enter(session, "visitor"), enter(session), enter(session)]
    sequence = session.sequence
    admission.cancel_session(session, "La salle est fermée.", make_organiser())
    assert [(one.state, one.reason) for one in people] == [("cancelled", "session")] * 3
    assert (session.state, session.cancelled_reason, session.sequence) == (
        "cancelled",
        "La salle est fermée.",
        sequence + 1,
    )


def test_the_line_ends_when_the_session_took_place(app, clock):
    session = make_session(capacity=1)
    people = [enter(session) for _ in range(2)]
    with pytest.raises(admission.Settled):
        admission.mark_held(session, make_organiser())
    clock.set(session.starts_at)
    admission.mark_held(session, make_organiser())
    assert (states(people), people[1].reason) == (["confirmed", "cancelled"], "unseated")


def test_a_session_lives_its_life_in_order(app, clock):
    session, by = make_session(state="draft"), make_organiser()
    acts = {
        "open": lambda: admission.open_session(session, by),
        "close": lambda: admission.close_session(session, by),
        "hold": lambda: admission.mark_held(session, by),
        "archive": lambda: admission.archive(session, by),
        "cancel": lambda: admission.cancel_session(session, "Neige", by),
    }
    clock.set(session.starts_at)

    def only(*open_ways: str) -> None:
        for name in set(acts) - set(open_ways):
            with pytest.raises(admission.Settled):
                acts[name]()

    only("open", "cancel")
    acts["open"]()
    only("close", "hold", "cancel")
    acts["close"]()
    only("open", "hold", "cancel")
    acts["hold"]()
    only("archive")
    acts["archive"]()
    only()
