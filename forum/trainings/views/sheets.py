"""The page of a training, but for its frame and what is the reader's own: drawn once for all who see the same."""

from typing import Any, NamedTuple

from flask import current_app
from markupsafe import Markup

from forum.calendar import words
from forum.core.clock import now, today
from forum.core.db import db
from forum.core.drawing import Shelf
from forum.core.i18n import locale_name
from forum.trainings.mentions import MENTIONS, PROVIDER
from forum.trainings.models import Registration, Training
from forum.trainings.queries import catalogue, page
from forum.trainings.queries.sessions import by_department, rows_of
from forum.trainings.words import MODALITIES, months_of

TICK = 60  # seconds after which a session may have opened or closed


class Sheet(NamedTuple):
    head: Markup
    main: Markup
    facts: Markup


_shelf: Shelf[Sheet] = Shelf(most=50)
_lists: Shelf[Markup] = Shelf(most=4)


def list_of(viewer: Any, stamp: int | None) -> Markup:
    """The trainings that ``viewer`` sees, as long as ``stamp`` says that they are the same."""
    key = (stamp, viewer.is_organiser, *_now())
    known = _lists.get(key)
    if known is None:
        named = {"offers": catalogue.offers(viewer), "modalities": MODALITIES, "dates": words}
        known = Markup(_template("_list").render(named))  # noqa: S704 (our own template)
        _lists.put(key, known, len(known))
    return known


def sheet_of(viewer: Any, opened: page.Opened, mine: list[Registration]) -> Sheet:
    """The page as ``viewer`` sees it; ``mine``: the registrations that they made, of which it says where they stand."""
    standing = tuple((one.session_id, one.state) for one in mine)
    key = (opened, viewer.is_member, viewer.is_organiser, standing, *_now())
    sheet = _shelf.get(key)
    if sheet is None:
        sheet = _draw(viewer, opened, mine)
        _shelf.put(key, sheet, len(sheet.main))
    return sheet


def _draw(viewer: Any, opened: page.Opened, mine: list[Registration]) -> Sheet:
    """Without what every template is given: what is not named here is not on the sheet."""
    training = db.session.get_one(Training, opened.id)
    rows = rows_of(training.id, viewer.is_organiser, mine)
    ahead = [row for row in rows if row.is_ahead]
    named = {
        "training": training,
        "dates": words,
        "ahead": ahead,
        "places": by_department(ahead),
        "over": [row for row in rows if not row.is_ahead],
        "next_open": next((row.session.id for row in ahead if row.state == "open" and not row.mine), None),
        "documents": page.documents(training.id),
        "mentions": MENTIONS,
        "provider": PROVIDER,
        "modality": MODALITIES[training.modality],
        "months": months_of([row.session for row in ahead if row.state != "cancelled"]),
        "is_member": viewer.is_member,
        "arranges": viewer.is_organiser,
        "can_register": any(row.takes for row in ahead),
    }
    parts = (_template(name).render(named) for name in ("_head", "_body", "_facts"))
    return Sheet(*(Markup(part) for part in parts))  # noqa: S704 (our own templates)


def _now() -> tuple:
    """What else it depends on: the language, the day, and the time at which registrations open and close."""
    return locale_name(), today(), int(now().timestamp()) // TICK


def _template(name: str) -> Any:
    return current_app.jinja_env.get_template(f"trainings/{name}.html")
