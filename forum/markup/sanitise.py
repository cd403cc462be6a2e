"""The two gates: bleach, then nh3, which decides.

Nothing a member types reaches them as HTML: the tree escapes it all. They stand here because trees have bugs.
"""

import re
from collections.abc import Callable

import nh3

from forum.markup.links import ALLOWED, FORBIDDEN

REL = "nofollow ugc noopener"
SCHEMES = {"http", "https", "mailto", "tel"}
CLASSES = {
    "a": {"mention", "image"},
    "blockquote": {"quote"},
    "div": {"table"},
    "ul": {"files", "rows"},
    "li": {"file", "image"},
    "th": {"left", "center", "right"},
    "td": {"left", "center", "right"},
}
VALUES = {
    "div": {"role": {"group"}, "tabindex": {"0"}},
    "th": {"scope": {"col"}},
    "img": {"loading": {"lazy"}},
}
ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "div": {"aria-label"},
    "img": {"src", "alt", "width", "height"},
}
TEXT_TAGS = {"p", "br", "strong", "em", "del", "a", "code", "pre", "small", "h3", "h4", "h5", "h6", "hr", "img"}
BLOCK_TAGS = {"ul", "ol", "li", "blockquote", "cite", "div", "table", "thead", "tbody", "tr", "th", "td"}
TAGS = TEXT_TAGS | BLOCK_TAGS
NUMBER = re.compile(r"\d{1,9}$")
OUR_FILE = re.compile(r"/fichiers/[^\\\s]+$")


def is_allowed(tag: str, name: str, value: str) -> bool:
    if name == "href":
        return bool(ALLOWED.match(value)) and not FORBIDDEN.search(value)
    if name == "src":
        return bool(OUR_FILE.match(value))
    if name in ("start", "width", "height"):
        return bool(NUMBER.match(value))
    return True


def allowed_by_bleach() -> Callable[[str, str, str], bool]:
    """bleach asks one question per attribute: our tables together, each value looked at."""
    names = {tag: set(attributes) for tag, attributes in ATTRIBUTES.items()}
    for tag, values in VALUES.items():
        names.setdefault(tag, set()).update(values)
    for tag in CLASSES:
        names.setdefault(tag, set()).add("class")

    def allowed(tag: str, name: str, value: str) -> bool:
        return name in names.get(tag, ()) and is_allowed(tag, name, value)

    return allowed


class Gates:
    """Made once per thread: bleach's cleaner keeps state while it works."""

    def __init__(self):
        import bleach  # with a parser of HTML: for whoever writes, not for each start

        self.bleach = bleach.Cleaner(tags=TAGS, attributes=allowed_by_bleach(), protocols=SCHEMES, strip=True)
        self.nh3 = nh3.Cleaner(
            tags=TAGS,
            attributes=ATTRIBUTES,
            attribute_filter=lambda tag, name, value: value if is_allowed(tag, name, value) else None,
            allowed_classes=CLASSES,
            tag_attribute_values=VALUES,
            url_schemes=SCHEMES,
            link_rel=REL,
        )

    def pass_through(self, html: str) -> str:
        return self.nh3.clean(self.bleach.clean(html))
