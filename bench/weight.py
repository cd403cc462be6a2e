"""What the first load of a topic page weighs on the wire, and in how many requests it comes."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

import brotli

from bench.browser import Browser, Request


@dataclass(frozen=True)
class Weight:
    """Bytes on the wire, and requests."""

    html: int
    css: int
    js: int
    requests: int


# What a page may weigh.
MOST = Weight(html=15 * 1024, css=25 * 1024, js=60 * 1024, requests=10)


LOADED = {"stylesheet", "preload", "icon", "modulepreload", "manifest"}


class Links(HTMLParser):
    """The files that a browser asks for when it shows the page."""

    def __init__(self) -> None:
        super().__init__()
        self.files: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        loads = tag == "link" and facts.get("rel") in LOADED
        address = facts.get("href") if loads or tag == "use" else facts.get("src")
        if address and not address.startswith(("#", "data:")):
            self.files.add(address.split("#")[0])


def weigh(browser: Browser, page: Request) -> Weight:
    """The weight of ``page`` with an empty cache."""
    answer = browser.ask(page)
    links = Links()
    html = answer.body if answer.headers.get("content-encoding") != "br" else brotli.decompress(answer.body)
    links.feed(re.sub(r"<noscript>.*?</noscript>", "", html.decode(), flags=re.S))
    sizes = {name: len(browser.ask(Request(name, page.cookie)).body) for name in links.files}
    total = {kind: sum(size for name, size in sizes.items() if name.endswith(kind)) for kind in (".css", ".js")}
    return Weight(len(answer.body), total[".css"], total[".js"], 1 + len(sizes))
