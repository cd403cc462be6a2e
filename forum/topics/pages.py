"""The pages of a topic, twenty messages each; on paper, parts of five hundred."""

from dataclasses import dataclass

from forum.topics.queries import PAGE, PART


@dataclass(frozen=True)
class Pages:
    """The pages of a topic, by the number of their first message."""

    address: str
    number: int
    count: int

    def url(self, page: int) -> str:
        return self.address if page <= 1 else f"{self.address}/{(page - 1) * PAGE + 1}"

    @property
    def numbers(self) -> list[int | None]:
        """The numbers worth showing, None standing for a gap: 1 … 4 5 6 … 20."""
        near = sorted({1, self.count, *range(max(1, self.number - 1), min(self.count, self.number + 1) + 1)})
        shown: list[int | None] = []
        for previous, number in zip([0, *near], near, strict=False):
            shown += [None, number] if number - previous > 1 else [number]
        return shown


@dataclass(frozen=True)
class Part:
    """A part of a topic for paper: so many messages that a browser can still print them."""

    address: str
    number: int
    count: int
    last_number: int

    def url(self, number: int) -> str:
        return f"{self.address}?imprimer={number}"

    def span(self, number: int) -> tuple[int, int]:
        """The numbers of its first and its last message."""
        return (number - 1) * PART + 1, min(number * PART, self.last_number)


def part_of(address: str, last_number: int, wanted: int | None) -> Part:
    """The part that was asked for; the nearest one there is."""
    count = (max(last_number, 1) - 1) // PART + 1
    return Part(address, min(max(wanted or 1, 1), count), count, last_number)
