"""What people say about themselves, and how they want to read."""

from forum.accounts.events import ProfileChanged
from forum.accounts.models import User
from forum.core.db import db
from forum.core.events import emit
from forum.core.i18n import LOCALES
from forum.directory.actions import find_or_add

THEMES = ("light", "dark", "")  # "": as the system does
DENSITIES = ("compact", "")


def update_profile(user: User, by: User, **facts: str) -> None:
    """Change names, function, establishment (a label) and about; the signature follows under every message."""
    place = facts.pop("establishment", None)
    wanted: dict = dict(facts)
    if place is not None:
        wanted["establishment_id"] = find_or_add(place).id if place else None
    changed = sorted(name for name, value in wanted.items() if getattr(user, name) != value)
    for name in changed:
        setattr(user, name, wanted[name])
    db.session.flush()
    if changed:
        emit(ProfileChanged(user, actor=by, after={"changed": changed}))


def set_display(user: User, theme: str | None = None, density: str | None = None, locale: str | None = None) -> None:
    """Keep how the person wants to read; what is None or unknown stays as it was."""
    if theme in THEMES:
        user.theme = theme
    if density in DENSITIES:
        user.density = density
    if locale in LOCALES:
        user.locale = locale
    db.session.flush()
