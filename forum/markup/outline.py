"""The headings of a post start at h3 and skip no rank, whatever number of # their writer likes.

The page's title is h1 and a post's author h2; screen readers announce a skipped rank as a missing part.
"""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

RANKS = ("h3", "h4", "h5", "h6")


class Outline(Treeprocessor):
    """Gives the ranks in use, in their order, to h3, h4 and so on."""

    def run(self, root: Element) -> None:
        headings = [element for element in root.iter() if element.tag in RANKS]
        ranks = dict(zip(sorted({heading.tag for heading in headings}), RANKS, strict=False))
        for heading in headings:
            heading.tag = ranks[heading.tag]
