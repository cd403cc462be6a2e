"""HTML from elsewhere (a mail, Word, a web page, a document) as the Markdown that members write."""

import re

import nh3
from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from forum.markup.links import ALLOWED, FORBIDDEN

LONGEST = 500_000  # characters of HTML: Word sends thirty for each that one reads
MOST_MARKS = 12_000  # « < » in what was sent
MOST = 4_000  # elements that are left
DEEPEST = 60  # elements inside each other
INLINE = {"p", "br", "strong", "b", "em", "i", "del", "s", "a", "code", "span"}
BLOCKS = {"pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ul", "ol", "li", "blockquote", "div", "img"}
TABLES = {"table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"}
ATTRIBUTES = {"a": {"href"}, "p": {"style"}, "span": {"style"}, "b": {"style"}, "td": {"colspan"}, "th": {"colspan"}}
ATTRIBUTES |= {"ol": {"start"}, "img": {"src", "alt"}, "h1": {"style"}, "h2": {"style"}, "h3": {"style"}}
LEVEL = re.compile(r"mso-list:\s*\S+\s+level(\d)")
NUMBERED = re.compile(r"^[\s\xa0]*\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]", re.I)
SMALL = re.compile(r"[1-9][0-9]?")
EMPHASIS = re.compile(r"font-weight:\s*(?:bold|[6-9]00)"), re.compile(r"font-style:\s*italic")


class NotReadable(Exception):
    """Too long, or too deep, to be worth reading: paste the plain text instead."""


def markdown_of_pasted(html: str) -> str:
    """The words with their headings, emphasis, lists, links and tables; nothing else comes through."""
    if len(html) > LONGEST or html.count("<") > MOST_MARKS:
        raise NotReadable
    safe = _harmless(html)
    if safe.count("<") > 2 * MOST or _depth(safe) > DEEPEST:
        raise NotReadable
    soup = BeautifulSoup(safe, "html.parser")
    _lists_of_word(soup)
    _emphasis_of_styles(soup)
    _plain_heads(soup)
    return markdown_of(str(soup))


def markdown_of(html: str) -> str:
    """Markdown of HTML that can be trusted."""
    text = Converter(heading_style="ATX", bullets="-", table_infer_header=True).convert(html)
    return re.sub(r"\n{3,}", "\n\n", text.replace("\xa0", " ")).strip()


def _harmless(html: str) -> str:
    gone = {"script", "style", "title", "head", "template", "xml"}
    safe = nh3.clean(
        html,
        tags=INLINE | BLOCKS | TABLES,
        clean_content_tags=gone,
        attributes=ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return re.sub(r"[ \t\r\n]+", " ", safe) if "<pre" not in safe else safe


def _kept(_tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value if ALLOWED.match(value) and not FORBIDDEN.search(value) else None
    if name in ("colspan", "start"):  # the converter repeats cells as often as it is told, and stumbles over « ² »
        return value if SMALL.fullmatch(value) else None
    return value


def _depth(safe: str) -> int:
    """Of what nh3 has written: every element that opens is closed."""
    deepest, depth = 0, 0
    for closing in re.findall(r"<(/?)(?!br|hr|img)[a-z]", safe):
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    return deepest


def _lists_of_word(soup: BeautifulSoup) -> None:
    """Word has no lists on the clipboard: paragraphs, with their level in a style and their mark in a span."""
    opened: list[Tag] = []  # the list that is being filled at each level
    for paragraph in soup.find_all("p"):
        found = LEVEL.search(str(paragraph.get("style", "")))
        if found is None:
            opened = []
            continue
        if opened and _comes_between(opened[0], paragraph):
            opened = []
        level = min(int(found[1]), len(opened) + 1)
        mark = _without_mark(paragraph)
        del opened[level:]
        if len(opened) < level:
            opened.append(_begin_list(soup, opened, paragraph, "ol" if NUMBERED.match(mark) else "ul"))
        paragraph.name = "li"
        opened[-1].append(paragraph.extract())


def _comes_between(outer: Tag, paragraph: Tag) -> bool:
    """Is the list followed by something else before the paragraph?"""
    following = outer.next_sibling
    while following is not None and not isinstance(following, Tag) and not str(following).strip():
        following = following.next_sibling
    return following is not paragraph


def _without_mark(paragraph: Tag) -> str:
    for span in paragraph.find_all("span"):
        if "mso-list:ignore" in str(span.get("style", "")).replace(" ", "").lower():
            mark = span.get_text()
            span.decompose()
            return mark
    return ""


def _begin_list(soup: BeautifulSoup, opened: list[Tag], paragraph: Tag, kind: str) -> Tag:
    made = soup.new_tag(kind)
    if opened:
        items = opened[-1].find_all("li", recursive=False)
        (items[-1] if items else opened[-1]).append(made)
    else:
        paragraph.insert_before(made)
    return made


def _emphasis_of_styles(soup: BeautifulSoup) -> None:
    """Where bold is a style; and where <b> says that it is not (a whole document of Google's)."""
    for bold in soup.find_all("b"):
        if re.search(r"font-weight:\s*(?:normal|[1-4]00)", str(bold.get("style", ""))):
            bold.unwrap()
    for span in soup.find_all("span"):
        style = str(span.get("style", ""))
        if not span.get_text().strip() or span.find_parent(["b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"]):
            continue
        for name, says in zip(("strong", "em"), EMPHASIS, strict=True):
            if says.search(style):
                span.wrap(soup.new_tag(name))


def _plain_heads(soup: BeautifulSoup) -> None:
    """Headings and the first line of a table are bold by themselves."""
    heads = [table.find("tr") for table in soup.find_all("table")] + list(soup.find_all(re.compile("^h[1-6]$")))
    for head in heads:
        for bold in head.find_all(["b", "strong"]) if head else ():
            bold.unwrap()


class Converter(MarkdownConverter):
    """Markdown of the house: what stands in a cell stands on one line; what is no picture of ours is left out."""

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        lines = (line.strip() for line in text.replace("|", "\\|").splitlines())
        cell = " / ".join(re.sub(r"^- ", "• ", line) for line in lines if line)
        return f" {cell} |" + " |" * (min(int(str(el.get("colspan", "1"))), 50) - 1)

    convert_th = convert_td

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"{text.strip()}\n" if parent_tags & {"td", "th"} else super().convert_p(el, text, parent_tags)  # pyright: ignore[reportAttributeAccessIssue]

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        address = str(el.get("src", ""))
        words = re.sub(r"[\[\]\\]", "", " ".join(str(el.get("alt", "")).split())[:200]) or "image"
        return f"![{words}]({address})" if address.startswith("/fichiers/") else ""

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return "\n"  # a line break is kept as it is typed
