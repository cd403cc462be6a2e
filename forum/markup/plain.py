"""The words of a cooked text, for search, mail and excerpts."""

import re
from html.parser import HTMLParser

BLOCKS = {"p", "ul", "ol", "li", "blockquote", "cite", "pre", "table", "tr", "hr", "div", "small"}
HEADINGS = {"h3", "h4", "h5", "h6"}
SPACES = re.compile(r"[^\S\n]+")
BREAKS = re.compile(r" ?\n[\n ]*")


def plain(html: str) -> str:
    """The text without markup: entities decoded, a newline between blocks, cells apart by a space."""
    reader = Words()
    reader.feed(html)
    reader.close()
    return BREAKS.sub("\n", SPACES.sub(" ", "".join(reader.words))).strip()


def excerpt(text: str, length: int) -> str:
    """The beginning of a plain text on one line, cut between words, at most `length` characters with its «…»."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    head = text[: max(length - 1, 0)]
    if not text[len(head)].isspace() and " " in head:
        head = head[: head.rindex(" ")]
    return head.rstrip(" ,;:.!?…–-") + "…"


class Words(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.in_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_code = self.in_code or tag == "pre"
        if tag in BLOCKS or tag in HEADINGS or tag == "br":
            self.words.append("\n")
        elif tag in ("td", "th"):
            self.words.append(" ")
        elif tag == "img":
            self.words.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        self.in_code = self.in_code and tag != "pre"
        if tag in BLOCKS or tag in HEADINGS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data if self.in_code else data.replace("\n", " "))  # elsewhere a line break is a <br>
