"""How many seats there are."""

from typing import Any

from forum.accounts.models import User
from forum.core.db import db
from forum.core.events import emit
from forum.core.i18n import lazy
from forum.trainings.actions.admission.admit import Room, admit
from forum.trainings.actions.admission.refusals import TooSmall
from forum.trainings.actions.holding import hold
from forum.trainings.events import CapacityChanged
from forum.trainings.models import TrainingSession


def resize(
    session: TrainingSession, capacity: int, reserved: int, per_establishment: int | None, by: User | None
) -> None:
    """Other numbers of seats; whoever fits now is promoted. TooSmall when more seats are taken already."""
    hold(session)
    room, before = Room.of(session), _numbers(session)
    _check(session, room, capacity, reserved, per_establishment)
    session.capacity, session.reserved, session.per_establishment = capacity, reserved, per_establishment
    db.session.flush()
    if _numbers(session) != before:
        emit(CapacityChanged(session, actor=by, before=before, after=_numbers(session)))
    admit(session)


def _check(session: TrainingSession, room: Room, capacity: int, reserved: int, cap: int | None) -> None:
    on_general, on_reserved = session.general - room.free[False], session.reserved - room.free[True]
    most = max((taken for house, taken in room.houses.items() if house), default=0)
    if capacity < 1 or not 0 <= reserved <= capacity or cap == 0:
        text = lazy("Il faut au moins une place, et au plus autant de places réservées que de places.")
    elif capacity < on_general + on_reserved:
        text = lazy("Places déjà prises : %(num)s. Gardez-en au moins autant.", num=on_general + on_reserved)
    elif reserved < on_reserved:
        text = lazy("Places réservées déjà prises : %(num)s. Réservez-en au moins autant.", num=on_reserved)
    elif capacity - reserved < on_general:
        text = lazy("Places prises hors réserve : %(num)s. Laissez-en au moins autant.", num=on_general)
    elif cap is not None and cap < most:
        text = lazy("Places prises par un même établissement : %(num)s. Ne descendez pas au-dessous.", num=most)
    else:
        return
    raise TooSmall(text)


def _numbers(session: TrainingSession) -> dict[str, Any]:
    return {name: getattr(session, name) for name in ("capacity", "reserved", "per_establishment")}
