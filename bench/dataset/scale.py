"""How large the data set is."""

from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True)
class Scale:
    """Counts of rows. The numbers of the long topic and of the members stay when the forum grows."""

    topics: int = 2_000
    posts: int = 20  # in each topic
    long_topic: int = 5_000  # posts
    members: int = 500
    establishments: int = 60
    tracked: int = 2_000  # topics that one member tracks
    notifications: int = 20  # for each member

    def grown(self, times: int) -> "Scale":
        return replace(self, topics=self.topics * times)

    def __str__(self) -> str:
        posts = self.topics * self.posts + self.long_topic
        return f"{self.topics + 1:,} topics, {posts:,} posts, {self.members} members"

    @property
    def key(self) -> str:
        return "-".join(map(str, asdict(self).values()))
