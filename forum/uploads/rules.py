"""Who may send and see files. What a file hangs on decides; rooms above say so by registering here."""

from collections.abc import Callable
from typing import Any

from forum.core.rules import rule
from forum.uploads.models import Upload

Shows = Callable[[Any, Upload], bool]
Uses = Callable[[list[int]], set[int]]
_owners: list[tuple[Shows, Uses]] = []


def offer_owner(shows: Shows, uses: Uses) -> None:
    """A room that files hang on: ``shows(viewer, upload)``, and ``uses(ids)``, those of ``ids`` that it still needs."""
    if (shows, uses) not in _owners:
        _owners.append((shows, uses))


@rule("create", Upload)
def can_send(user, _upload) -> bool:
    return user.is_member


@rule("see", Upload)
def can_see(user, upload: Upload) -> bool:
    """The person who sent it, and whoever may see something that it hangs on."""
    if user.is_authenticated and upload.owner_id == user.id:
        return True
    return any(shows(user, upload) for shows, _uses in _owners)


def still_used(ids: list[int]) -> set[int]:
    """Those of ``ids`` that hang on something."""
    return set().union(*(uses(ids) for _shows, uses in _owners)) if ids else set()
