"""Saving minutes: every save is a revision of its own, and of two that crossed none is lost."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select, update

from forum import markup
from forum.accounts.models import User
from forum.core.db import db
from forum.core.events import emit
from forum.directory.models import Dimension
from forum.meetings.actions.minutes import posting
from forum.meetings.actions.minutes.cooking import attach, cooked
from forum.meetings.actions.minutes.numbering import Outcomes
from forum.meetings.blocks import Block, dump, load, new_id, tidy
from forum.meetings.events import MinutesAmended
from forum.meetings.models import AgendaItem, Minutes, MinutesRevision
from forum.meetings.owners import owner_of
from forum.meetings.queries.minutes import revision


class StaleMinutes(Exception):
    """Somebody saved, or settled, since the revision this was based on; ``minutes`` is what there is now."""

    def __init__(self, minutes: Minutes):
        super().__init__()
        self.minutes = minutes


def save(minutes: Minutes, author: User, blocks: Sequence[Block], base: int, reason: str = "") -> MinutesRevision:
    """A new revision based on ``base``; the same one when nothing changed. Of published minutes, an amendment.

    StaleMinutes when ``base`` is no longer the latest: nothing is changed. CannotCookBlock when a text is refused.
    """
    former = revision(minutes, base)
    written = cooked(_settled(blocks, minutes), minutes, author, former)  # before the first write takes the lock
    if former and base == minutes.number and [b.says for b in written] == [b.says for b in load(former.blocks)]:
        return former
    if minutes.is_published:
        return _amend(minutes, author, load(former.blocks) if former else [], written, base, reason)
    take(minutes, base, ("draft", "review"), number=base + 1)
    return _add(minutes, author, written, base)


def take(minutes: Minutes, base: int, states: Sequence[str], **values: object) -> None:
    """Change the row if it is as its reader saw it, and read it afresh; else StaleMinutes."""
    same = Minutes.id == minutes.id, Minutes.number == base, Minutes.state.in_(states)
    taken = update(Minutes).where(*same).values(**values).returning(Minutes.id)
    is_mine = db.session.scalar(taken, execution_options={"synchronize_session": False})
    db.session.refresh(minutes)
    if not is_mine:
        raise StaleMinutes(minutes)


def _settled(blocks: Sequence[Block], minutes: Minutes) -> list[Block]:
    """Without empty ones; each with an id of its own, and pointing at nothing that is not there."""
    items = set(db.session.scalars(select(AgendaItem.id).where(AgendaItem.meeting_id == minutes.meeting_id)))
    dimensions = set(db.session.scalars(select(Dimension.id)))
    settled: dict[str, Block] = {}
    for block in (tidy(block) for block in blocks if not block.is_empty):
        key = block.id if block.id and block.id not in settled else new_id()
        settled[key] = replace(
            block,
            id=key,
            item_id=block.item_id if block.item_id in items else None,
            dimension_id=block.dimension_id if block.dimension_id in dimensions else None,
            owner_id=owner_of(block.owner, minutes.meeting),
        )
    return list(settled.values())


def _amend(
    minutes: Minutes, author: User, before: list[Block], after: list[Block], base: int, reason: str
) -> MinutesRevision:
    """The amendment is what members read from now on; the revision they read before stays as it was."""
    outcomes = Outcomes(minutes, author, before, after)
    outcomes.number()
    posting.correct(minutes, author, after, outcomes.codes, reason)
    take(minutes, base, ("published",), number=base + 1, published_number=base + 1)
    row = _add(minutes, author, after, base, reason)
    outcomes.write()
    emit(MinutesAmended(minutes, actor=author))
    return row


def _add(minutes: Minutes, author: User, blocks: list[Block], base: int, reason: str = "") -> MinutesRevision:
    row = MinutesRevision(
        minutes_id=minutes.id,
        number=minutes.number,
        base=base,
        author_id=author.id,
        reason=reason,
        blocks=dump(blocks),
        recipe=markup.RECIPE,
    )
    db.session.add(row)
    db.session.flush()
    attach(row, blocks, minutes, author)
    return row
