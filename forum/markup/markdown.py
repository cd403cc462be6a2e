"""Python-Markdown set up for people who write mails: no raw HTML, line breaks kept, our links, mentions and cards."""

# The type stubs describe an older Python-Markdown.
# pyright: reportAttributeAccessIssue=false, reportArgumentType=false, reportOptionalMemberAccess=false

from bisect import bisect_left
from collections import defaultdict
from xml.etree.ElementTree import Element, tostring

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import (
    ESCAPE_RE,
    IMAGE_LINK_RE,
    LINK_RE,
    BacktickInlineProcessor,
    DelimiterProcessor,
    EscapeInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import build_treeprocessors
from markdown.util import AtomicString, Registry

from forum.markup.cards import Finish
from forum.markup.guard import BACKTICK_RUN
from forum.markup.harvest import Found, Harvest
from forum.markup.layout import Layout
from forum.markup.links import BARE, MAIL, BareLink, Image, Link, MailLink
from forum.markup.mentions import MENTION, Mention
from forum.markup.outline import Outline
from forum.markup.resolver import Memory, Nobody

BACKTICKS = r"(?<!\\)(?:((?:\\{2})+)(?=`)|`+)"  # escaped backslashes, or a whole run


class Writing(Markdown):
    """Markdown of the house. `names` answers for the text being cooked; `found` is what that text speaks of."""

    names: Memory
    found: Found

    def __init__(self):
        super().__init__(extensions=[TableExtension(use_align_attribute=True)], output_format="html")
        self.ESCAPED_CHARS += ["@", "~", "<", "|"]
        self.serializer = strict_html
        self.names = Memory(Nobody())
        self.found = Found()

    def build_parser(self) -> Markdown:
        self.preprocessors = Registry[Preprocessor]()  # whitespace is the guard's; HTML blocks are text
        self.postprocessors = Registry[Postprocessor]()
        self.parser = Layout(self)
        self.parser.blockprocessors.register(ParagraphProcessor(self.parser), "paragraph", 10)
        self.inlinePatterns = inline_patterns(self)
        self.treeprocessors = build_treeprocessors(self)
        self.treeprocessors.deregister("prettify")  # newlines between tags: a fifth of the gates' work
        self.treeprocessors.register(Finish(self), "finish", 15)  # after inline (20)
        self.treeprocessors.register(Harvest(self), "harvest", 12)
        self.treeprocessors.register(Outline(self), "outline", 10)
        return self

    def cook(self, text: str, names: Memory) -> tuple[str, Found]:
        """HTML not yet sanitised, and what the text speaks of."""
        self.names, self.found = names, Found()
        self.parser.state.clear()  # a text refused half-way leaves its state behind
        self.reset()
        return self.convert(text), self.found


def strict_html(root: Element) -> str:
    """Every & < > of the tree escaped; the library lets through what looks like an entity."""
    return tostring(root, encoding="unicode", method="html")


class Code(BacktickInlineProcessor):
    """Code between two runs of as many backticks; all runs of a text are found in one pass, not once for each."""

    text = ""
    runs: dict[int, list[int]] = {}

    def handleMatch(self, m, data):  # noqa: N802
        if m.group(1):
            return super().handleMatch(m, data)
        end = self.closing(len(m.group()), m.end(), data)
        if end is None:
            return None, None, None
        code = Element(self.tag)
        code.text = AtomicString(data[m.end() : end].strip())
        return code, m.start(), end + len(m.group())

    def closing(self, size: int, after: int, data: str) -> int | None:
        """Where the next run of that size begins."""
        if self.text is not data:
            self.text, self.runs = data, defaultdict(list)
            for run in BACKTICK_RUN.finditer(data, after):
                self.runs[len(run.group())].append(run.start())
        starts = self.runs[size]
        place = bisect_left(starts, after)
        return starts[place] if place < len(starts) else None


def inline_patterns(md: Writing) -> Registry:
    """In the order tried. References, raw HTML and entities of the library are left out: stalls, and no one's need."""
    patterns = Registry()
    patterns.register(Code(BACKTICKS), "backtick", 190)
    patterns.register(EscapeInlineProcessor(ESCAPE_RE, md), "escape", 180)
    patterns.register(Image(IMAGE_LINK_RE, md), "image", 170)
    patterns.register(Link(LINK_RE, md), "link", 160)
    patterns.register(BareLink(BARE, md), "bare", 120)
    patterns.register(MailLink(MAIL, md), "mail", 110)
    patterns.register(Mention(MENTION, md), "mention", 100)
    patterns.register(DelimiterProcessor("*", "strong,em", md), "emphasis", 60)
    md.delimiters.add("_", "strong,em", smart=True)
    md.delimiters.add("~", "del", double=True)
    patterns.register(SubstituteTagInlineProcessor(r"\n", "br"), "newline", 50)
    return patterns
