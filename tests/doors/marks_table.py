"""The routes of what hangs on a message."""

from tests.doors.door import Door, Values, plain
from tests.doors.words import ASKED
from tests.doors.world import ABSENT


def of_marked(ways: tuple[Values, ...] = ({},), **form: str) -> Door:
    return Door(
        private=lambda w: [{"post_id": post.id} for post in (w.copil.first, w.copil.answer, w.copil.deleted)],
        absent={"post_id": ABSENT},
        open=lambda w: [{"post_id": post.id} for post in w.open.pointing],
        asks=ways,
        form=lambda _world: dict(form),
    )


MARKS: dict[str, Door] = {
    "topics.thanks": of_marked(),
    "topics.create_thanks": of_marked(),
    "topics.delete_thanks": of_marked(),
    "topics.create_sharing": of_marked(),
    "topics.delete_sharing": of_marked(),
    "topics.create_bookmark": of_marked(),
    "topics.delete_bookmark": of_marked(),
    "topics.edit_bookmark": of_marked(note="Une note"),
    "topics.poll": of_marked(question="Quel jour ?", options="Mardi\nJeudi", results="always", is_named=""),
    "topics.delete_poll": of_marked(),
    "topics.create_vote": of_marked(option="1"),
    "topics.close_poll": of_marked(),
    "topics.votes": of_marked(),
    "topics.bookmarks": plain({}, {"q": ASKED}, {"voir": "rappel"}),
}
