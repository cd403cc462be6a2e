"""Who sits where. Every change of a registration or of what a session holds comes through this door.

Each act holds the session first (``actions.holding``), and leaves the seats to ``admit``: whoever comes joins the end
of the waiting list, and ``admit`` gives the free seats along it. Acts flush and tell; who may is the rules' business.
"""

from forum.trainings.actions.admission.expire import expire
from forum.trainings.actions.admission.mark import mark
from forum.trainings.actions.admission.move import move
from forum.trainings.actions.admission.people import Line, Person
from forum.trainings.actions.admission.refusals import Closed, Full, NoteMissing, Refusal, Settled, TooSmall
from forum.trainings.actions.admission.register import register
from forum.trainings.actions.admission.reserve import give_reserved
from forum.trainings.actions.admission.resize import resize
from forum.trainings.actions.admission.settle import (
    accept_offer,
    approve,
    cancel,
    confirm_address,
    decline_offer,
    turn_down,
)
from forum.trainings.actions.admission.states import archive, cancel_session, close_session, mark_held, open_session
from forum.trainings.queries.seats import rank

__all__ = [
    "Closed", "Full", "Line", "NoteMissing", "Person", "Refusal", "Settled", "TooSmall",
    "accept_offer", "approve", "archive", "cancel", "cancel_session", "close_session", "confirm_address",
    "decline_offer", "expire", "give_reserved", "mark", "mark_held", "move", "open_session", "rank", "register",
    "resize", "turn_down",
]  # fmt: skip
