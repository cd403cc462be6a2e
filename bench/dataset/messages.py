"""Messages ready to be stored: cooked by the site's own recipe, with the stems that the search index keeps."""

from dataclasses import dataclass

from bench.dataset.words import RARE, Writer
from forum import markup
from forum.search.analyser import stems

PARAGRAPHS = 1_500  # cooked once each, then put together: cooking every message alone would take minutes
RARELY = 5_000  # one message in so many holds the rare word


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of writing, in the four forms that the tables keep."""

    body: str
    html: str
    plain: str
    stems: str


def cooked(body: str) -> Text:
    result = markup.cook(body)
    return Text(body, result.html, result.text, " ".join(stems(result.text)))


class Author:
    """Writes messages of one to four paragraphs out of a stock."""

    def __init__(self, writer: Writer) -> None:
        self.chance = writer.chance
        self.stock = [cooked(writer.paragraph()) for _ in range(PARAGRAPHS)]
        self.rare = cooked(f"Le mot {RARE} ne vient pas souvent.")
        self.written = 0

    def message(self) -> Text:
        parts = self.chance.sample(self.stock, self.chance.choice((1, 1, 2, 2, 3, 4)))
        self.written += 1
        if self.written % RARELY == 0:
            parts.append(self.rare)
        return Text(
            "\n\n".join(part.body for part in parts),
            "\n".join(part.html for part in parts),
            "\n".join(part.plain for part in parts),
            " ".join(part.stems for part in parts),
        )
