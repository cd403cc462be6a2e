"""Two texts that grew from one: what each side did alone is kept, what both changed is shown side by side."""

from collections.abc import Sequence
from typing import NamedTuple

from forum.meetings.blocks import Block


class Merged(NamedTuple):
    """A block as it is proposed; ``theirs`` is what the other side says when both changed it."""

    block: Block
    theirs: Block | None = None


def merge(base: Sequence[Block], theirs: Sequence[Block], yours: Sequence[Block]) -> list[Merged]:
    """Your blocks, with what they changed, added and took away where you did not touch it.

    Of a block that you took away and they changed, or the reverse, the changed text stays.
    """
    was, now, mine = ({block.id: block for block in side} for side in (base, theirs, yours))
    is_mine = _order(yours, was) != _order(base, mine)  # you moved blocks: your order, else theirs
    first, second = (yours, theirs) if is_mine else (theirs, yours)
    merged = (_settle(was.get(key), now.get(key), mine.get(key)) for key in _all(first, second))
    return [one for one in merged if one]


def _settle(was: Block | None, theirs: Block | None, yours: Block | None) -> Merged | None:
    if yours is None or theirs is None:
        left = yours or theirs
        is_untouched = was is not None and left is not None and left.says == was.says
        return None if left is None or is_untouched else Merged(left)
    if theirs.says == yours.says or (was and theirs.says == was.says):
        return Merged(yours)
    return Merged(theirs) if was and yours.says == was.says else Merged(yours, theirs)


def _order(blocks: Sequence[Block], common: dict[str, Block]) -> list[str]:
    return [block.id for block in blocks if block.id in common]


def _all(first: Sequence[Block], second: Sequence[Block]) -> list[str]:
    """The ids of both, in the first's order; those of the second alone behind the one they followed there."""
    order = [block.id for block in first]
    before = ""
    for block in second:
        if block.id not in order:
            order.insert(order.index(before) + 1 if before else 0, block.id)
        before = block.id
    return order
