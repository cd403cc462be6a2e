"""The sheets of paper, typed in afterwards: one box for each person and half-day.

The form says which boxes were ticked when it was shown; only what was changed in it counts, so that nothing is undone
that a phone noted meanwhile.
"""

from typing import NamedTuple

from flask import request

from forum.core.forms import Form
from forum.trainings.models import Registration, Slot
from forum.trainings.queries.attendance import Line


class Change(NamedTuple):
    slot: Slot
    registration: Registration
    is_signed: bool


class PaperForm(Form):
    """``signed`` holds the ticked boxes («half-day-registration»), ``was`` those that were ticked when it was shown."""

    def changes(self, lines: list[Line], slots: list[Slot]) -> list[Change]:
        was, now = set(request.form.getlist("was")), set(request.form.getlist("signed"))
        changed = was ^ now
        boxes = ((box_of(slot, line.registration), slot, line.registration) for line in lines for slot in slots)
        return [Change(slot, registration, box in now) for box, slot, registration in boxes if box in changed]


def box_of(slot: Slot, registration: Registration) -> str:
    return f"{slot.id}-{registration.id}"
