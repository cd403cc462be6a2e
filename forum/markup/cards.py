"""Finishing the tree: files as cards, tables that scroll on a phone, no link inside a link."""

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from forum.markup.links import UPLOAD
from forum.markup.resolver import Upload

NBSP = "\u00a0"


class Finish(Treeprocessor):
    md: Any  # Writing, of markdown.py

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for at, child in enumerate(list(parent)):
                if child.tag == "table":
                    parent[at] = framed(child)
            if any(child.tag == "p" for child in parent):
                parent[:] = [block for child in parent for block in self.with_cards(child)]
        for link in root.iter("a"):
            flatten(link)

    def with_cards(self, paragraph: Element) -> list[Element]:
        """The paragraph cut where a line holds nothing but a link to a file; such lines become cards."""
        if paragraph.tag != "p" or not any(UPLOAD.match(link.get("href", "")) for link in paragraph.iter("a")):
            return [paragraph]
        blocks: list[Element] = []
        for text, nodes in lines_of(paragraph):
            upload = self.lone_upload(text, nodes)
            if upload:
                if not (blocks and blocks[-1].tag == "ul"):
                    blocks.append(Element("ul", {"class": "files rows"}))
                blocks[-1].append(card(nodes[0], upload))
            else:
                if blocks and blocks[-1].tag == "p":
                    SubElement(blocks[-1], "br").tail = text
                else:
                    blocks.append(Element("p"))
                    blocks[-1].text = text
                blocks[-1].extend(nodes)
        return blocks

    def lone_upload(self, text: str, nodes: list[Element]) -> Upload | None:
        if text.strip() or len(nodes) != 1 or (nodes[0].tail or "").strip() or nodes[0].tag != "a" or len(nodes[0]):
            return None
        token = UPLOAD.match(nodes[0].get("href", ""))
        return self.md.names.upload(token[1]) if token else None


def lines_of(paragraph: Element) -> list[tuple[str, list[Element]]]:
    """(text, elements after it) for each line of the paragraph."""
    lines: list[tuple[str, list[Element]]] = [(paragraph.text or "", [])]
    for node in paragraph:
        if node.tag == "br":
            lines.append(((node.tail or "").lstrip("\n"), []))
        else:
            lines[-1][1].append(node)
    return lines


def card(link: Element, upload: Upload) -> Element:
    item = Element("li", {"class": "file image" if upload.is_image else "file"})
    box = SubElement(item, "div")
    named = SubElement(box, "a", href=upload.url)
    named.text = AtomicString("".join(link.itertext()).strip() or upload.name)
    SubElement(box, "small").text = AtomicString(f"{upload.kind}, {size_of(upload.size)}")
    return item


def size_of(size: int) -> str:
    """1 800 000 → «1,8 Mo»"""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}{NBSP}Ko"
    return f"{size / 1_000_000:.1f}".replace(".", ",").removesuffix(",0") + f"{NBSP}Mo"


def framed(table: Element) -> Element:
    """The table in a frame that scrolls, reachable by keyboard.

    A group, not a region: a page of twenty posts would otherwise have as many landmarks as tables.
    """
    heads = [" ".join("".join(cell.itertext()).split()) for cell in table.iter("th")]
    label = f"Tableau{NBSP}: {', '.join(filter(None, heads))}"
    if len(label) > 90:
        label = label[:89].rstrip(" ,") + "…"
    frame = Element("div", {"class": "table", "role": "group", "tabindex": "0", "aria-label": label})
    frame.tail, table.tail = table.tail, None
    frame.append(table)
    for cell in table.iter():
        if cell.tag == "th":
            cell.set("scope", "col")
        if side := cell.attrib.pop("align", None):
            cell.set("class", side)
    return frame


def flatten(link: Element) -> None:
    for inner in link.iter("a"):
        if inner is not link:
            inner.tag = "span"
            inner.attrib.clear()
