"""Mentions and quotes: the name comes from the house, never from the text."""

import pytest

from forum.markup import Nobody, cook
from tests.markup.house import House

SOLENE = '<a class="mention" href="/u/solene.marquis" rel="nofollow ugc noopener">Solène Marquis</a>'
APPUI = '<a class="mention" href="/groupes/equipe-appui" rel="nofollow ugc noopener">Équipe d’appui</a>'


@pytest.mark.parametrize(
    ("written", "shown", "told"),
    [
        ("@solene.marquis", SOLENE, ("solene.marquis",)),
        ("Merci @solene.marquis, merci", f"Merci {SOLENE}, merci", ("solene.marquis",)),
        ("(@solene.marquis)", f"({SOLENE})", ("solene.marquis",)),
        ("@Solène.Marquis.", f"{SOLENE}.", ("solene.marquis",)),
        ("@solene.marquis.Merci", f"{SOLENE}.Merci", ("solene.marquis",)),
        ("**@equipe-appui**", f"<strong>{APPUI}</strong>", ("equipe-appui",)),
        ("@équipe-appui @equipe-appui", f"{APPUI} {APPUI}", ("equipe-appui",)),
        ("@inconnu @ @@ @.", "@inconnu @ @@ @.", ()),
        ("x@solene.marquis", None, ()),
        ("`@solene.marquis`", "<code>@solene.marquis</code>", ()),
        (r"\@solene.marquis", "@solene.marquis", ()),
        ("https://a.fr/@solene.marquis", None, ()),
        ("[@solene.marquis](https://a.fr)", None, ()),
    ],
)
def test_mentions(written, shown, told):
    cooked = cook(written, House())
    assert cooked.mentions == told
    if shown is None:
        assert "mention" not in cooked.html
    else:
        assert cooked.html.replace(
            'href="/u/solene.marquis" class="mention"', 'class="mention" href="/u/solene.marquis"'
        ) == (f"<p>{shown}</p>")


def test_no_mention_in_a_code_block():
    assert cook("```\n@solene.marquis\n```", House()).mentions == ()


def test_without_a_house_names_stay_text():
    assert cook("@solene.marquis").html == "<p>@solene.marquis</p>"


def test_ten_thousand_names_are_not_ten_thousand_questions():
    house = House()
    cook(" ".join(f"@a{number}" for number in range(999)), house)
    assert 0 < len(house.asked) <= 200


def test_each_name_is_asked_once():
    house = House()
    cook("@solene.marquis " * 100, house)
    assert house.asked == ["solene.marquis"]


def test_a_quote_names_its_author_and_links_to_the_post():
    cooked = cook('[quote="Quelqu’un d’autre, message:12"]\nà revoir\n\n- un\n[/quote]\nMerci', House())
    assert cooked.html == (
        '<blockquote class="quote">'
        '<cite><a href="/t/livret/5/2" rel="nofollow ugc noopener">Laurence Teyssier</a></cite>'
        "<p>à revoir</p><ul><li>un</li></ul></blockquote><p>Merci</p>"
    )
    assert cooked.quotes == (12,)
    assert cooked.links == ()
    assert "Quelqu’un" not in cooked.html


@pytest.mark.parametrize(
    "opening",
    [
        '[quote="Laurence Teyssier, message:99"]',
        "[quote]",
        '[quote="Laurence"]',
        '[quote="X, message:99999999999999999999"]',
        '[quote="X, message:9999999999"]',
    ],
)
def test_an_unknown_quote_has_no_author(opening):
    cooked = cook(f"{opening}texte[/quote] suite", House())
    assert cooked.html == "<blockquote><p>texte</p></blockquote><p>suite</p>"
    assert cooked.quotes == ()


def test_quotes_nest_and_stand_apart():
    cooked = cook(
        "[quote=message:12]\n[quote=message:13]\ndedans\n[/quote]\ndehors\n[/quote]\n[quote=message:12]\nautre\n[/quote]",
        House(),
    )
    assert cooked.html.count('<blockquote class="quote">') == 3
    assert cooked.html.count("</blockquote>") == 3
    assert cooked.quotes == (12, 13)
    assert cooked.html.index("dedans") < cooked.html.index("</blockquote>") < cooked.html.index("dehors")


def test_a_quote_never_closed_ends_with_the_text():
    assert cook("[quote=message:12]\ntexte", House()).html.count("blockquote") == 2


def test_a_mention_inside_a_quote_is_shown_but_not_told_again():
    cooked = cook("[quote=message:12]\n@solene.marquis\n[/quote]\n> @solene.marquis", House())
    assert cooked.html.count("Solène Marquis") == 2
    assert cooked.mentions == ()


def test_code_shows_quotes_as_typed():
    assert "<blockquote" not in cook("```\n[quote]\n[/quote]\n```", House()).html


def test_a_house_that_fails_leaves_the_kitchen_clean():
    class Broken(Nobody):
        def quote(self, post_id):
            raise LookupError

    with pytest.raises(LookupError):
        cook("- [quote=message:1]\n  a\n  [/quote]", Broken())
    assert cook("a\n\nb").html == "<p>a</p><p>b</p>"
