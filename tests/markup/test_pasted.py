"""What is pasted from Word, a mail or a page arrives as the Markdown one would have written."""

import time

import pytest

from forum.markup.pasted import NotReadable, markdown_of_pasted

IGNORED = "<span style='mso-list:Ignore'>{}<span>&nbsp;&nbsp;</span></span>"


def item(mark: str, words: str, level: int = 1) -> str:
    style = f"mso-list:l0 level{level} lfo1"
    return f"<p class=MsoListParagraph style='{style}'>{IGNORED.format(mark)}{words}<o:p></o:p></p>"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2>Bilan</h2><p>Un <b>mot</b>, un <i>autre</i><o:p></o:p></p>", "## Bilan\n\nUn **mot**, un *autre*"),
        ("<p>Deux\r\nlignes\n de Word</p>", "Deux lignes de Word"),
        ("<ul><li>Un</li><li>Deux<ul><li>Dedans</li></ul></li></ul>", "- Un\n- Deux\n  - Dedans"),
        ("<ol><li><p>Un</p></li><li>Deux</li></ol>", "1. Un\n2. Deux"),
        ('<a href="https://exemple.test/x">un lien</a>', "[un lien](https://exemple.test/x)"),
        ('<a href="javascript:alert(1)">un piège</a><script>alert(1)</script>', "un piège"),
        ('<img src="https://ailleurs.test/espion.png" alt="x"><p>Reste</p>', "Reste"),
        ("<div>Bonjour,<br>Voici</div><blockquote>dit</blockquote>", "Bonjour,\nVoici\n\n> dit"),
        ("<p>2 * 3 * 4 et mot_à_mot</p>", "2 \\* 3 \\* 4 et mot\\_à\\_mot"),
        ('<b style="font-weight:normal"><p><span style="font-weight:700">Gras</span> non</p></b>', "**Gras** non"),
        ("<p>&nbsp;</p><p><!-- a --></p>", ""),
    ],
)
def test_formatted_text_becomes_markdown(html, markdown):
    assert markdown_of_pasted(html) == markdown


def test_a_table_becomes_a_table():
    first = "<tr><td>Date</td><td><p>Lieu</p></td></tr>"
    html = f"<table>{first}<tr><td>3 mars</td><td><p>Albi</p><p>salle | A</p></td></tr></table>"
    assert markdown_of_pasted(html) == "| Date | Lieu |\n| --- | --- |\n| 3 mars | Albi / salle \\| A |"


def test_what_is_bold_by_itself_has_no_marks():
    first = "<tr><td><p><b>Date</b></p></td><td><span style='font-weight:700'>Lieu</span></td></tr>"
    html = f"<h2><b>Bilan</b></h2><table>{first}<tr><td><b>3 mars</b></td><td>Albi</td></tr></table>"
    assert markdown_of_pasted(html) == "## Bilan\n\n| Date | Lieu |\n| --- | --- |\n| **3 mars** | Albi |"


@pytest.mark.parametrize("odd", ["²", "½", "0", "-1", "9" * 5000, "1000"])
def test_odd_numbers_in_a_table_or_a_list_are_left_out(odd):
    cells = f'<table><tr><td colspan="{odd}">Un</td><td>Deux</td></tr></table>'
    assert markdown_of_pasted(cells).splitlines()[0] == "| Un | Deux |"
    assert markdown_of_pasted(f'<ol start="{odd}"><li>Un</li></ol>') == "1. Un"


def test_the_lists_of_word_are_lists():
    html = (
        item("·", "Un") + item("o", "Dedans", 2) + item("·", "Deux") + "<p>Puis</p>" + item("1.", "A") + item("2.", "B")
    )
    assert markdown_of_pasted(html) == "- Un\n  - Dedans\n- Deux\n\nPuis\n\n1. A\n2. B"


@pytest.mark.parametrize(
    "html", ["<b>" * 5000, "<div>" * 11_000, "<ul><li>" * 3000, "<p>a</p>" * 5000, "a" * 500_001, item("·", "a") * 3000]
)
def test_what_is_too_much_is_refused_soon(html):
    start = time.process_time()
    with pytest.raises(NotReadable):
        markdown_of_pasted(html)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("html", ["<table>" * 3000, "<a href='" * 5000, "</p>" * 900, "\x00<p>x", "&nbsp; " * 9000])
def test_what_is_garbled_harms_nobody(html):
    assert markdown_of_pasted(html).strip("\x00\ufffd") in ("", "x")
