"""No text of 32,000 characters holds the server for more than two seconds, and none is a 500."""

import time

import pytest

from forum.markup import MAX_LENGTH, CannotCook, TooComplex, TooLong, cook
from tests.markup.house import House
from tests.markup.judge import complaints

REPEATED = [
    "[",
    "![",
    "[[..]]",
    "[^1]: a\n",
    "[^1] ",
    "[a](b",
    "[a](",
    "[a](b)",
    "![a](b)",
    "[a][b]",
    '[a](b "c',
    "[![a](b)](c)",
    "<![CDATA[",
    "<a ",
    "<",
    "<!--",
    "</",
    "&",
    "&amp;",
    "&#x3c;",
    "* ",
    "1. ",
    "- ",
    "- a\n",
    "- a\n  ",
    "- a\n\n",
    "1. a\n\n   b\n\n",
    "- > ",
    "• a\n",
    "- a\n  - b\n    - c\n",
    ">",
    "> ",
    "> a\n\n",
    "> - ",
    "*_",
    "_*",
    "**a *b ",
    "*a*",
    "_a_ ",
    "***a*",
    "~~a ",
    "*a _b ",
    "`",
    "` ",
    "`` ` ",
    "-",
    "- - ",
    "=",
    "---\n",
    "***\n",
    "* * *\n",
    "#\n",
    "# a\n",
    "```\n",
    "``` \n",
    "~~~a\n\n",
    "|",
    "|a",
    "a|b\n-|-\n",
    "| a | b |\n",
    "|-|\n",
    "\\",
    "\\*",
    " ",
    "\t",
    "\n",
    "a\n",
    "a\n\n",
    "\u0301",
    "\ufdfa",
    "\x02",
    "@a ",
    "@a.b ",
    "a@b.c ",
    "a@",
    "@",
    "https://a.b ",
    "https://",
    "www.a ",
    "http://(",
    "/t/livret/5 ",
    "/t/a/7 ",
    "/t/a/",
    "[quote]\n",
    "[/quote]\n",
    '[quote="a, message:12"]\n',
    "[quote]a[/quote]",
    "[x](/fichiers/doc/a)\n",
]

SHAPED = {
    "a fence and spaces": "```" + " " * MAX_LENGTH,
    "fences and spaces": ("```" + " " * 200 + "x\n") * 200,
    "a wide head over short rows": "|a" * 30 + "\n" + "|-" * 30 + "\n" + "|\n" * 16_000,
    "a very wide head": "|a" * 2_500 + "\n" + "|-" * 2_500 + "\n" + "|a\n" * 9_000,
    "a dense table": "|a|b|c|d|\n|-|-|-|-|\n" + "|1|2|3|4|\n" * 3_300,
    "a staircase": "\n".join(" " * (2 * step) + "- a" for step in range(180)),
    "runs of backticks": "".join("`" * size + " " for size in range(1, 250)),
    "runs of stars": " ".join("*" * size + "a" for size in range(1, 250)),
    "one word": "a" * MAX_LENGTH,
    "blank lines in a list": ("- a\n" + "\n" * 50) * 600,
    "quotes in quotes": "[quote]\n" * 8 + "a\n\n" * 9_000,
    "brackets far apart": ("[" + "z" * 20) * 1_499,
    "pictures far apart": ("![" + "z" * 19 + "(") * 1_450,
    "stars to the limit": "*a* " * 1_999,
    "addresses to the limit": "a@b.c" + " a@b.c" * 998,
    "names to the limit": "@solene.marquis " * 999,
}


@pytest.mark.parametrize("text", [(unit * MAX_LENGTH)[:MAX_LENGTH] for unit in REPEATED], ids=map(repr, REPEATED))
def test_a_repeated_sign_is_cooked_or_refused_in_time(text):
    in_time(text)


@pytest.mark.parametrize("text", SHAPED.values(), ids=SHAPED.keys())
def test_a_hard_text_is_cooked_or_refused_in_time(text):
    in_time(text[:MAX_LENGTH])


def in_time(text):
    start = time.process_time()
    try:
        html = cook(text, House()).html
    except CannotCook:
        html = ""
    assert time.process_time() - start < 2
    assert complaints(html) == []


def test_a_text_too_long_is_refused_with_a_reason():
    assert cook("a" * MAX_LENGTH).text == "a" * MAX_LENGTH
    with pytest.raises(TooLong, match="trop long"):
        cook("a" * (MAX_LENGTH + 1))


@pytest.mark.parametrize(
    "text", ["[" * 1_501, "*a " * 4_001, "` " * 1_501, "@a " * 1_001, "a\n" * 6_001, "\\a" * 4_001, "/t/a/7 " * 4_000]
)
def test_a_text_too_complex_is_refused_with_a_reason(text):
    with pytest.raises(TooComplex, match="mise en forme"):
        cook(text, House())


@pytest.mark.parametrize(("marks", "tag"), [("> ", "<blockquote>"), ("- ", "<ul>"), ("1. ", "<ol>")])
def test_what_nests_too_deep_stays_text(marks, tag):
    cooked = cook(marks * 100 + "fin")
    assert cooked.html.count(tag) == 8
    assert cooked.text.endswith("fin")


def test_after_a_refusal_the_next_text_cooks_as_usual():
    with pytest.raises(TooComplex):
        cook("- |a|b\n  |-|-\n" + "  |\n" * 5_000)
    assert cook("a\n\nb").html == "<p>a</p><p>b</p>"
