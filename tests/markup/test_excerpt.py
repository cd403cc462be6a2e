import pytest

from forum.markup import excerpt


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("Bonjour à tous", 50, "Bonjour à tous"),
        ("Bonjour à tous", 14, "Bonjour à tous"),
        ("Bonjour à tous", 13, "Bonjour à…"),
        ("Bonjour, à tous", 10, "Bonjour…"),
        ("Bonjour\n\nà  tous", 50, "Bonjour à tous"),
        ("Anticonstitutionnellement", 10, "Anticonst…"),
        ("", 10, ""),
        ("abc", 0, "…"),
        ("un deux trois", 8, "un deux…"),
    ],
)
def test_an_excerpt_ends_between_words(text, length, short):
    assert excerpt(text, length) == short
