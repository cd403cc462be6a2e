"""What is remembered of lists is never out of date: each change shows at once, as if nothing had been kept."""

import pytest

from forum.core.db import db as database
from forum.topics import actions
from forum.topics.models import Post, TopicReader
from forum.topics.queries import lists
from tests.makers import added, make_category, make_group, make_topic, make_user
from tests.topics.test_fresh import CHANGES, UNDONE, forget_all, scene, shown  # noqa: F401  (scene: a fixture)

MORE = {
    "a new topic": lambda s: make_topic(category=s.topic.category, title="Un sujet de plus"),
    "a deleted topic": lambda s: actions.delete_topic(s.topic, s.staff),
}
UNSEEN = (  # in lists
    "an edit", "an edit by another", "a deletion", "restored", "cooked again", "a function", "an establishment",
    "its name", "two made one", "a role", "gone", "thanks", "thanks taken back", "written by many",
    "written by one again", "a question", "a question closed", "a vote", "a question taken away",
)  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget_lists()


def forget_lists() -> None:
    forget_all()
    lists._shelf.clear()


@pytest.mark.parametrize("change", [*CHANGES, *UNDONE, *MORE])
@pytest.mark.parametrize("reader", ["visitor", "member"])
def test_each_change_shows_at_once(client, log_in, scene, change, reader):  # noqa: F811
    browser = client if reader == "visitor" else log_in(make_user())
    before, act = UNDONE.get(change, ("", (CHANGES | MORE).get(change)))
    if before:
        CHANGES[before](scene)
    actions.pin(make_topic(category=scene.topic.category), scene.staff)
    scene.topic.participants = [scene.topic.author_id, scene.zoe.id]
    first = shown(browser, "/recents")
    act(scene)
    database.session.commit()
    now_shown = shown(browser, "/recents")
    forget_lists()
    assert now_shown == shown(browser, "/recents")
    assert change in UNSEEN or now_shown != first


def test_an_edit_of_a_pinned_topic_shows_at_once(client, scene):  # noqa: F811
    actions.pin(scene.topic, scene.staff)
    place = f"/c/{scene.topic.category.slug}"
    first = database.session.query(Post).filter_by(topic_id=scene.topic.id, number=1).one()
    client.get(place)
    actions.edit_post(first, scene.staff, "Tout autre début.", first.version, reason="Faute")
    assert "Tout autre début." in client.get(place).text


def test_readers_share_a_list_and_not_where_they_are_in_it(log_in, scene):  # noqa: F811
    reader, other = make_user(), make_user()
    added(TopicReader(user_id=reader.id, topic_id=scene.topic.id, last_read=1, level="watching"))
    for who, marked in ((reader, True), (other, False), (reader, True)):
        assert ("1 message non lu" in log_in(who).get("/recents").text.replace("\u00a0", " ")) is marked
    assert len(lists._shelf) == 1


def test_who_sees_other_categories_shares_no_list(log_in, client, scene):  # noqa: F811
    insider = make_user()
    make_topic(category=make_category(group=make_group(insider)), title="Canari")
    assert "Canari" in log_in(insider).get("/recents").text
    assert "Canari" not in log_in(make_user()).get("/recents").text
    assert "Canari" not in client.get("/recents").text


def test_what_is_not_committed_is_kept_for_nobody(app, scene):  # noqa: F811
    with app.test_request_context("/recents", method="POST"):
        make_topic(category=scene.topic.category, title="Jamais paru")
        found = lists.find(make_user(), lists.Asked("recent"))
        assert "Jamais paru" in [row.title for row in found.rows]
        database.session.rollback()
    assert len(lists._shelf) == 0
