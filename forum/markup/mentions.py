"""@prenom.nom and @groupe, shown with the real name. Not in code, in links, nor in mail addresses."""

import re
import unicodedata
from typing import Any
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

MENTION = r"(?<![\w@/.+-])@([^\W_][\w-]{0,60}(?:\.[\w-]{1,60}){0,4})"
LAST_PART = re.compile(r"[.-][^.-]*$")


class Mention(InlineProcessor):
    md: Any  # Writing, of markdown.py

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m, data):  # noqa: N802
        name = m[1]
        for _ in range(3):  # «@coop.Merci» and «@coop-» mean @coop
            known = self.find(plain_name(name))
            if known is not None:
                return known, m.start(0), m.start(1) + len(name)
            name = LAST_PART.sub("", name)
        return None, m.start(0), m.end(0)

    def find(self, name: str) -> Element | None:
        known = self.md.names.person(name) or self.md.names.group(name)
        if known is None:
            return None
        shown, url = known
        link = Element("a", {"class": "mention", "href": url, "data-name": name})  # data-name: for the harvest
        link.text = AtomicString(shown)
        return link


def plain_name(name: str) -> str:
    """As usernames are written: small letters, no accents."""
    letters = unicodedata.normalize("NFKD", name.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
