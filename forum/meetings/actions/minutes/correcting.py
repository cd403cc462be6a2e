"""Corrections of published minutes: proposed by members, settled by the support team."""

from dataclasses import replace

from sqlalchemy import update

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.meetings.actions.minutes.save import save
from forum.meetings.blocks import Block
from forum.meetings.events import CorrectionProposed, CorrectionSettled
from forum.meetings.models import Minutes, MinutesCorrection
from forum.meetings.queries.minutes import blocks_of


class NoChange(Exception):
    """A correction that is accepted changes the text."""


class AlreadySettled(Exception):
    """Somebody accepted or declined it meanwhile."""


def propose(minutes: Minutes, by: User, block_id: str, text: str) -> MinutesCorrection:
    """Keep what ``by`` would put right in the minutes as they read them, and tell the support team."""
    facts = {"minutes_id": minutes.id, "number": minutes.published_number or minutes.number, "proposed_by_id": by.id}
    correction = MinutesCorrection(block_id=block_id, text=text, **facts)
    db.session.add(correction)
    db.session.flush()
    emit(CorrectionProposed(correction, by))
    return correction


def accept(correction: MinutesCorrection, by: User, text: str, reason: str, base: int, word: str = "") -> None:
    """Amend the minutes: the block it is about says ``text`` from now on; one more does when it is about none.

    StaleMinutes when somebody amended them since ``base``, CannotCookBlock when the text is refused, NoChange when it
    says the same, AlreadySettled.
    """
    minutes = correction.minutes
    blocks = amended(blocks_of(minutes, base), correction.block_id, text)
    if save(minutes, by, blocks, base, reason).number == base:
        raise NoChange
    _settle(correction, by, "accepted", word)


def decline(correction: MinutesCorrection, by: User, word: str) -> None:
    """The minutes stay as they are; the proposer reads ``word``. AlreadySettled."""
    _settle(correction, by, "declined", word)


def amended(blocks: list[Block], block_id: str, text: str) -> list[Block]:
    """The blocks with this one saying ``text``."""
    if any(block.id == block_id for block in blocks):
        return [replace(block, text=text) if block.id == block_id else block for block in blocks]
    return [*blocks, Block(text=text)]


def _settle(correction: MinutesCorrection, by: User, state: str, word: str) -> None:
    still = MinutesCorrection.id == correction.id, MinutesCorrection.state == "proposed"
    values = {"state": state, "answer": word, "settled_by_id": by.id, "settled_at": now()}
    taken = update(MinutesCorrection).where(*still).values(values).returning(MinutesCorrection.id)
    is_mine = db.session.scalar(taken, execution_options={"synchronize_session": False})
    db.session.refresh(correction)
    if not is_mine:
        raise AlreadySettled
    emit(CorrectionSettled(correction, actor=by, before={"state": "proposed"}, after={"state": state}))
