"""Of two texts that grew from one nothing is lost, whatever each side did to it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from forum.meetings.blocks import Block
from forum.meetings.merging import merge

KEYS = "abcdef"
BASE = [Block(id=key, title=key, text=f"texte {key}") for key in KEYS]


@st.composite
def edited(draw, side: str) -> list[Block]:
    """The base as one side leaves it: blocks taken away, changed, added, moved."""
    kept = [block for block in BASE if draw(st.booleans()) or draw(st.booleans())]
    blocks = [replace(block, text=f"{block.text} {side}") if draw(st.booleans()) else block for block in kept]
    blocks += [Block(id=f"{side}{n}", text=f"nouveau {side}{n}") for n in range(draw(st.integers(0, 2)))]
    return draw(st.permutations(blocks)) if draw(st.booleans()) else blocks


@given(edited("eux"), edited("vous"))
def test_every_word_that_one_side_wrote_is_in_what_is_proposed(theirs, yours):
    proposed = {text for one in merge(BASE, theirs, yours) for text in (one.block.text, one.theirs and one.theirs.text)}
    base = {block.text for block in BASE}
    assert {block.text for block in [*theirs, *yours]} - base <= proposed


@given(edited("eux"), edited("vous"))
def test_no_block_is_there_twice_and_what_one_side_took_away_untouched_is_gone(theirs, yours):
    merged = merge(BASE, theirs, yours)
    ids = [one.block.id for one in merged]
    assert len(ids) == len(set(ids))
    for block in BASE:
        sides = [next((b for b in side if b.id == block.id), None) for side in (theirs, yours)]
        if None in sides and all(one is None or one.says == block.says for one in sides):
            assert block.id not in ids


@given(edited("vous"))
def test_where_only_one_side_wrote_its_text_stands(yours):
    assert [one.block for one in merge(BASE, BASE, yours)] == yours
    assert [one.block for one in merge(BASE, yours, BASE)] == yours
    assert [one.block for one in merge(BASE, yours, yours)] == yours
