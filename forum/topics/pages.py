"""The pages of a topic, twenty messages each."""

from dataclasses import dataclass

from forum.topics.queries import PAGE


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
