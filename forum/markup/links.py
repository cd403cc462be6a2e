"""Links and images inside a line: [text](address), ![image](address), bare addresses, mail addresses.

An outside image becomes a link (a picture loaded from elsewhere tells that elsewhere who reads us and when).
"""

# The type stubs describe an older Python-Markdown.
# pyright: reportAttributeAccessIssue=false, reportArgumentType=false, reportOptionalMemberAccess=false

import html
import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import ImageInlineProcessor, InlineProcessor, LinkInlineProcessor
from markdown.util import AtomicString

from forum.markup.resolver import Memory

LOOK_AHEAD = 2_000  # characters of text or address in one link; the library would look to the end, for every bracket

INSIDE = re.compile(r"/(?![/\\])")
ALLOWED = re.compile(r"(?:https?://[^/?#\s]|mailto:[^\s]|tel:[+\d]|/(?![/\\]))", re.IGNORECASE)
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
UPLOAD = re.compile(r"/fichiers/([A-Za-z0-9_-]{1,100})/[^/?#]*$")
NAMED = re.compile(r"^/t/[\w-]{1,200}?(--\d{1,6})?/(\d{1,10})\b")  # --2: how its messages are numbered, no word
TOPIC = re.compile(r"/t/[\w-]{1,200}/(\d{1,10})(?:/\d{1,10})?(?:[?#].*)?$")
BARE = (
    r"<?(?<![\w@/.:=])"
    r"((?:https?://|www\.(?=[^\W_]))[^\s<>\"\x02\x03]{1,2000}|/t/[\w-]{1,200}/\d{1,10}(?:/\d{1,10})?(?![\w/-]))>?"
)
MAIL = r"<?(?<![\w.%+@/-])([\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})>?"
TRAILING = ".,;:!?…»”’'\"*_~|]"


def safe_href(href: str) -> str | None:
    """The address as a link may carry it, or None: http, https, mailto, tel, or a path of ours."""
    href = html.unescape(href).strip()
    if href.lower().startswith("www."):
        href = f"https://{href}"
    if FORBIDDEN.search(href) or not ALLOWED.match(href):
        return None
    return href.replace(" ", "%20").replace('"', "%22").replace("<", "%3C").replace(">", "%3E")


class Bounded(LinkInlineProcessor):
    """The library's reading of a link, LOOK_AHEAD characters far."""

    md: Any  # Writing, of markdown.py

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        return super().getText(data[: index + LOOK_AHEAD], index)

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        if not data.startswith("(", index):
            return "", None, index, False
        return super().getLink(data[: index + LOOK_AHEAD], index)

    def address(self, written: str) -> str | None:
        names = self.md.names
        return safe_href(discreet(inside(self.literal(written), names.base_url), names))

    def literal(self, text: str) -> str:
        """With «\\_» as «_»: the library would do it after us."""
        return self.md.treeprocessors["unescape"].unescape(text)


class Link(Bounded):
    """[text](address); with an address we do not allow, the text alone."""

    def handleMatch(self, m, data):  # noqa: N802
        link, start, end = super().handleMatch(m, data)
        if link is None:
            return None, m.start(0), m.end(0)
        href = self.address(link.get("href"))
        link.attrib.clear()
        if href is None:
            link.tag = "span"
        else:
            link.set("href", href)
            if not link.text.strip():
                link.text = AtomicString(href)
        return link, start, end


class Image(Bounded, ImageInlineProcessor):
    """![alt](address): a picture when it is one of our uploads, else a link."""

    def handleMatch(self, m, data):  # noqa: N802
        image, start, end = ImageInlineProcessor.handleMatch(self, m, data)
        if image is None:
            return None, m.start(0), m.end(0)
        href = self.address(image.get("src"))
        alt = self.literal(image.get("alt")).strip()
        if href is None:
            picture = Element("span")
            picture.text = AtomicString(alt)
            return picture, start, end
        return self.picture(href, alt), start, end

    def picture(self, href: str, alt: str) -> Element:
        token = UPLOAD.match(href)
        upload = self.md.names.upload(token[1]) if token else None
        link = Element("a", href=upload.url if upload else href)
        if upload and upload.is_image:
            link.set("class", "image")
            size = {"width": str(upload.width), "height": str(upload.height)}
            SubElement(link, "img", src=upload.url, alt=alt or upload.name, loading="lazy", **size)
        else:
            link.text = AtomicString(alt or href)
        return link


class BareLink(InlineProcessor):
    """An address standing in the text; one of our topics shows its title."""

    md: Any  # Writing, of markdown.py

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m, data):  # noqa: N802
        address, start, end = m[1], m.start(0), m.end(0)
        if not (m[0][0] == "<" and m[0][-1] == ">"):
            address = without_punctuation(address)
            start, end = m.start(1), m.start(1) + len(address)
        path = inside(address, self.md.names.base_url)
        shown = discreet(path, self.md.names)
        href, title = safe_href(shown), title_at(path, self.md.names)
        if href is None or (path.startswith("/") and path == address and title is None):
            return (shown if shown != path else None), start, end
        link = Element("a", href=href)
        link.text = AtomicString(title or address.replace(path, shown))
        return link, start, end


class MailLink(InlineProcessor):
    md: Any  # Writing, of markdown.py

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m, data):  # noqa: N802
        bracketed = m[0][0] == "<" and m[0][-1] == ">"
        link = Element("a", href=f"mailto:{m[1]}")
        link.text = AtomicString(m[1])
        return link, *(m.span(0) if bracketed else m.span(1))


def inside(address: str, base_url: str) -> str:
    """The path alone when the address is one of ours, so that links survive a change of domain."""
    if base_url and address.startswith(f"{base_url}/") and INSIDE.match(address, len(base_url)):
        return address[len(base_url) :]
    return address


def title_at(path: str, names: Memory) -> str | None:
    """The title of the topic at this address, if it may be shown."""
    topic = TOPIC.match(path.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0])
    return names.topic_title(int(topic[1])) if topic and int(topic[1]) < 2**31 else None


def discreet(path: str, names: Memory) -> str:
    """The address of a topic without the words of its title, when that may not be shown."""
    if not path.startswith("/t/") or title_at(path, names) is not None:
        return path
    return NAMED.sub(r"/t/sujet\1/\2", path, count=1)


def without_punctuation(address: str) -> str:
    """«(voir https://exemple.fr).» links to https://exemple.fr; a closing bracket counts when it was opened."""
    while address and (address[-1] in TRAILING or (address[-1] == ")" and address.count(")") > address.count("("))):
        address = address[:-1]
    return address
