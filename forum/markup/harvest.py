"""What the finished tree says to the rest of the house: who is mentioned, quoted, where it links."""

from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor


@dataclass
class Found:
    """Each once, in order of appearance."""

    mentions: dict[str, None] = field(default_factory=dict)
    quotes: dict[int, None] = field(default_factory=dict)
    links: dict[str, None] = field(default_factory=dict)


class Harvest(Treeprocessor):
    """A mention inside a quote was made by someone else, before: it is shown, not told again."""

    md: Any  # Writing, of markdown.py

    def run(self, root: Element) -> None:
        self.md.found = Found()
        self.gather(root, self.md.found, quoted=False)

    def gather(self, element: Element, found: Found, quoted: bool) -> None:
        if element.tag == "blockquote":
            quoted = True
            if post := element.attrib.pop("data-post", None):
                found.quotes[int(post)] = None
        elif element.tag == "a":
            name = element.attrib.pop("data-name", None)
            if name and not quoted:
                found.mentions[name] = None
            if not name:
                found.links[element.get("href", "")] = None
        for child in element:
            if element.tag != "cite":
                self.gather(child, found, quoted)
