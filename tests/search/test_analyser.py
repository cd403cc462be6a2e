"""French words meet, whatever their accents, number or elision."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.search.analyser import fold, stem_spans, stems
from forum.search.excerpts import excerpt, highlight


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("reunion", "réunions"),
        ("etablissements", "Établissement"),
        ("coordonnateur", "coordonnateurs"),
        ("equipe", "l’équipe"),
        ("oeuvre", "d'œuvres"),
        ("ÉDUCATIF", "éducatifs"),
        ("prevention", "prévention"),
        ("aujourd’hui", "aujourd'hui"),
    ],
)
def test_what_is_typed_finds_what_is_written(typed, written):
    assert stems(typed) == stems(written) != []


def test_small_words_carry_nothing():
    assert stems("le de la et qu’il") == []


@given(st.text(alphabet="abcéèêëàâçîïôùûœæ'’ -ABCÉ0123", max_size=60))
def test_accents_never_matter(text):
    assert stems(fold(text)) == stems(text)


@given(st.text(max_size=200))
def test_stems_need_no_escaping_in_any_database(text):
    assert all(stem.isalnum() for stem in stems(text))


def test_the_words_found_are_marked_and_the_rest_is_escaped():
    assert highlight("Les <b>réunions</b>", set(stems("reunion"))) == "Les &lt;b&gt;<mark>réunions</mark>&lt;/b&gt;"


def test_an_excerpt_surrounds_the_first_word_found():
    text = "avant " * 100 + "voici la convention signée " + "après " * 100
    piece = excerpt(text, set(stems("conventions")))
    assert "<mark>convention</mark>" in piece
    assert piece.startswith("… ")
    assert piece.endswith(" …")
    assert len(piece) < 300


@given(st.text(max_size=400), st.text(max_size=20))
def test_an_excerpt_is_always_made(text, typed):
    excerpt(text, set(stems(typed)))


def test_spans_point_at_the_words():
    text = "L’équipe d’appui"
    assert [text[start:end] for start, end, _stem in stem_spans(text)] == ["L’équipe", "d’appui"]
