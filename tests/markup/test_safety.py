"""Nothing a member writes, and no name the house answers with, becomes code."""

import re
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum.markup import CannotCook, cook
from forum.markup.sanitise import Gates
from tests.markup.house import House
from tests.markup.judge import complaints
from tests.markup.vectors import ADDRESSES, HTML, SIGNS, VECTORS


@pytest.mark.parametrize("vector", VECTORS)
def test_no_vector_gets_through(vector):
    assert complaints(cook(vector, House()).html) == []


@pytest.mark.parametrize("vector", HTML)
def test_html_is_shown_as_typed(vector):
    seen = cook(vector).text.split()
    assert seen == re.sub("[\x00\x0b`]", "", vector).split()  # between backticks is code


@pytest.mark.parametrize("vector", HTML + [f'<a href="{address}">x</a><img src="{address}">' for address in ADDRESSES])
def test_the_gates_hold_alone(vector):
    """Even if a bug let raw HTML out of the tree."""
    assert complaints(Gates().pass_through(vector)) == []


@pytest.mark.parametrize(
    "kept",
    [
        '<a href="https://a.fr" class="mention post">x</a>',
        '<div class="table x" role="alert" tabindex="5" id="i">x</div>',
        '<img src="/fichiers/a/b" width="1e9" height="x" alt="" srcset="//evil" loading="eager">',
        '<ol start="-1" type="a"><li value="3" class="post">x</li></ol>',
    ],
)
def test_of_attributes_only_our_own_values_stay(kept):
    html = Gates().pass_through(kept)
    for forbidden in ("post", "alert", "5", "id=", "1e9", "srcset", "eager", "-1", "type", "value", 'class="table x"'):
        assert forbidden not in html


@settings(max_examples=150, deadline=2_000, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(SIGNS), max_size=80).map("".join))
def test_any_text_cooks_to_harmless_html(text):
    cooked = cook(text, House())
    assert complaints(cooked.html) == []
    assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff]", cooked.html + cooked.text)


@settings(max_examples=100, deadline=2_000)
@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_characters_cook(text):
    try:
        assert complaints(cook(text, House()).html) == []
    except CannotCook:
        pytest.fail("an honest length is never refused")


def test_threads_do_not_share_a_kitchen():
    pages = [f"# Titre {number}\n\n- **un** @solene.marquis\n- deux\n" * 20 for number in range(8)]
    alone = [cook(page, House()) for page in pages]
    together = [None] * len(pages)

    def work(number):
        for _ in range(5):
            together[number] = cook(pages[number], House())

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(pages))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == alone
