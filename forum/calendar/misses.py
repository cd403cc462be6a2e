"""Wrong private addresses, counted in memory (a GET writes nothing): a program that tries many is asked to wait.

Each process counts for itself, and right addresses are never refused: what keeps strangers out is the secret.
"""

from collections import OrderedDict, deque

from flask import current_app

from forum.core.clock import now
from forum.core.errors import TooFast
from forum.core.limits import address

MOST, SECONDS = 60, 300
KEPT = 1000  # addresses a process remembers


def note_miss() -> None:
    """One more wrong address from where the request comes; TooFast when there were many lately."""
    known: OrderedDict[str, deque[float]] = current_app.extensions.setdefault("calendar_misses", OrderedDict())
    tries = known.setdefault(address(), deque(maxlen=MOST + 1))
    known.move_to_end(address())
    if len(known) > KEPT:
        known.popitem(last=False)
    at = now().timestamp()
    tries.append(at)
    if len(tries) > MOST and tries[0] > at - SECONDS:
        raise TooFast(int(tries[0] + SECONDS - at) + 1)
