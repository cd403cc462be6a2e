"""Corrections of minutes that members proposed."""

from typing import Any

from flask import abort
from sqlalchemy import case, select
from sqlalchemy.orm import joinedload

from forum.core.db import db
from forum.core.rules import can
from forum.meetings.blocks import NAMES, Block
from forum.meetings.models import Minutes, MinutesCorrection

SHOWN = 50  # the open ones first
LABEL = 80  # characters of a block, in the list to choose from


def get_correction(viewer: Any, correction_id: int) -> MinutesCorrection:
    """The correction; 404 when there is none that ``viewer`` reads."""
    found = db.session.get(MinutesCorrection, correction_id)
    return found if found and can(viewer, "read", found) else abort(404)


def corrections(minutes: Minutes, viewer: Any) -> list[MinutesCorrection]:
    """All of them for the support team, for members their own; the open ones first, the latest of each."""
    rows = select(MinutesCorrection).where(MinutesCorrection.minutes_id == minutes.id)
    if not can(viewer, "arrange", minutes.meeting):
        rows = rows.where(MinutesCorrection.proposed_by_id == viewer.id)
    order = case((MinutesCorrection.state == "proposed", 0), else_=1), MinutesCorrection.id.desc()
    rows = rows.options(joinedload(MinutesCorrection.proposed_by)).order_by(*order)
    return list(db.session.scalars(rows.limit(SHOWN)))


def label(block: Block) -> str:
    """« Décision : Les réunions passent à quatre par an … », to recognise a block by."""
    words = " ".join((block.title or block.text).split())
    short = words if len(words) <= LABEL else words[:LABEL].rsplit(" ", 1)[0] + " …"
    return short if block.kind == "information" else f"{NAMES[block.kind]} : {short}"
