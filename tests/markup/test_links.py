"""Links, pictures, files."""

import pytest

from forum.markup import cook
from tests.markup.house import House

REL = ' rel="nofollow ugc noopener"'


def html(text):
    return cook(text, House()).html.replace(REL, "")


def link(href, text=None):
    return f'<a href="{href}">{text or href}</a>'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("https://exemple.fr/a_b_c", link("https://exemple.fr/a_b_c")),
        ("(voir https://exemple.fr).", f"(voir {link('https://exemple.fr')})."),
        ("https://fr.exemple.org/Loi_(2002)", link("https://fr.exemple.org/Loi_(2002)")),
        ("<https://exemple.fr/x>", link("https://exemple.fr/x")),
        ("www.exemple.fr", link("https://www.exemple.fr", "www.exemple.fr")),
        ("**https://exemple.fr**", f"<strong>{link('https://exemple.fr')}</strong>"),
        ("`https://exemple.fr`", "<code>https://exemple.fr</code>"),
        (
            "a.b@exemple.fr, <c@d.fr>",
            f"{link('mailto:a.b@exemple.fr', 'a.b@exemple.fr')}, {link('mailto:c@d.fr', 'c@d.fr')}",
        ),
        ("[le site](https://exemple.fr)", link("https://exemple.fr", "le site")),
        ("[le **site**](https://exemple.fr)", link("https://exemple.fr", "le <strong>site</strong>")),
        ("[x](www.exemple.fr)", link("https://www.exemple.fr", "x")),
        ("[x](/aide)", link("/aide", "x")),
        ("[x](tel:+33561000000)", link("tel:+33561000000", "x")),
        ("[](https://exemple.fr)", link("https://exemple.fr")),
        ("[x](https://a.fr/b c)", link("https://a.fr/b%20c", "x")),
        (r"[x](https://a.fr/b\_c)", link("https://a.fr/b_c", "x")),
        ("[x](https://a.fr?a=1&amp;b=&b)", link("https://a.fr?a=1&amp;b=&amp;b", "x")),
        ("[https://a.fr](https://b.fr)", link("https://b.fr", "https://a.fr")),
        ("[x](ftp://a.fr) [y](//a.fr) [z](a.html)", "x y z"),
        ("[texte] (suite)", "[texte] (suite)"),
        ("[texte][1]", "[texte][1]"),
        # topics
        ("https://espace.example/t/livret/5", link("/t/livret/5", "Livret d’accueil : *vos* trames ?")),
        ("Voir /t/livret/5/3.", f"Voir {link('/t/livret/5/3', 'Livret d’accueil : *vos* trames ?')}."),
        ("[ici](https://espace.example/t/livret/5)", link("/t/livret/5", "ici")),
        # a topic whose title may not be shown: its address does not carry the title's words either
        ("https://espace.example/t/autre/99", link("/t/sujet/99", "https://espace.example/t/sujet/99")),
        ("/t/autre/99 et/t/livret/5", "/t/sujet/99 et/t/livret/5"),
        ("https://espace.example.evil.fr/t/livret/5", link("https://espace.example.evil.fr/t/livret/5")),
        # pictures
        ("![le plan](https://ailleurs.fr/p.png)", link("https://ailleurs.fr/p.png", "le plan")),
        ("![](https://ailleurs.fr/p.png)", link("https://ailleurs.fr/p.png")),
        ("![x](javascript:alert)", "x"),
        ("![x](/fichiers/inconnu/p.png)", link("/fichiers/inconnu/p.png", "x")),
        ("[![logo](https://a.fr/l.png)](https://b.fr)", link("https://b.fr", "logo")),
    ],
)
def test_links(written, shown):
    assert html(written) == f"<p>{shown}</p>"


def test_a_picture_of_ours_keeps_its_place_and_opens_the_file():
    picture = '<img src="/fichiers/img/plan.png" alt="Plan d’accès" loading="lazy" width="640" height="480">'
    assert html("![Plan d’accès](/fichiers/img/plan.png)") == (
        f'<p><a href="/fichiers/img/plan.png" class="image">{picture}</a></p>'
    )


def test_a_picture_without_words_is_named_after_its_file():
    assert 'alt="plan.png"' in html("![](/fichiers/img/plan.png)")


def test_a_file_alone_on_its_line_is_a_card():
    cooked = html("Bonjour\n[Le livret](/fichiers/doc/livret.pdf)\n[](/fichiers/doc/livret.pdf)\nMerci").replace(
        "\n", ""
    )
    card = '<li class="file"><div><a href="/fichiers/doc/livret.pdf">{}</a><small>PDF, 1,8&nbsp;Mo</small></div></li>'
    named = card.format("Le livret") + card.format("/fichiers/doc/livret.pdf")
    assert cooked == f'<p>Bonjour</p><ul class="files rows">{named}</ul><p>Merci</p>'


def test_a_file_within_a_sentence_stays_a_link():
    assert "<small>" not in html("Voyez [le livret](/fichiers/doc/livret.pdf).")


def test_an_unknown_file_stays_a_link():
    assert html("[Le livret](/fichiers/inconnu/x.pdf)") == f"<p>{link('/fichiers/inconnu/x.pdf', 'Le livret')}</p>"


def test_links_are_told_once_in_order():
    cooked = cook("https://b.fr https://a.fr https://b.fr @solene.marquis [x](javascript:1)", House())
    assert cooked.links == ("https://b.fr", "https://a.fr")
