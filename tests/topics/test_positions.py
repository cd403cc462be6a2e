"""How far one has read: kept as the highest message seen, never lowered, never by the GET itself."""

import pytest
from sqlalchemy import event

from forum.core import tallies
from forum.topics.actions.tag import set_tags
from forum.topics.models import TopicReader
from tests.makers import make_category, make_group, make_post, make_topic, make_user


@pytest.fixture
def topic():
    topic = make_topic()
    for _n in range(4):
        make_post(topic)
    return topic


def place_of(db, member, topic) -> int | None:
    row = db.session.get(TopicReader, (member.id, topic.id))
    return row and row.last_read


def test_the_message_seen_is_stored_at_once_and_only_rises(log_in, db, topic):
    member = make_user()
    reader = log_in(member)
    assert reader.post(f"/t/{topic.id}/position", data={"number": 4}).status_code == 204
    assert place_of(db, member, topic) == 4
    reader.post(f"/t/{topic.id}/position", data={"number": 2})
    assert place_of(db, member, topic) == 4


def test_nobody_has_read_further_than_the_last_message(log_in, db, topic):
    member = make_user()
    log_in(member).post(f"/t/{topic.id}/position", data={"number": 99999})
    assert place_of(db, member, topic) == 5


@pytest.mark.parametrize("number", ["", "-3", "x", "0"])
def test_a_number_that_is_none_is_not_noted(log_in, db, topic, number):
    member = make_user()
    assert log_in(member).post(f"/t/{topic.id}/position", data={"number": number}).status_code == 204
    assert place_of(db, member, topic) is None


def test_reading_writes_nothing_until_the_batch(app, log_in, db, topic):
    member = make_user()
    reader = log_in(member)
    written = []

    def note(_connection, _cursor, statement, *_more):
        if statement.split(None, 1)[0] in ("INSERT", "UPDATE", "DELETE"):
            written.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    reader.get(topic.url)
    reader.get(f"{topic.url}/3")
    event.remove(db.engine, "before_cursor_execute", note)
    assert not written
    tallies.flush()
    db.session.expire_all()
    assert place_of(db, member, topic) == 3
    db.session.refresh(topic)
    assert topic.views == 2


def test_positions_of_a_topic_that_is_gone_lose_no_other(app, log_in, db, topic):
    member, gone = make_user(), make_topic()
    db.session.commit()
    tallies.count("topics.read", member.id, {(topic.id, 1): 2})
    tallies.count("topics.read", member.id, {(99999, 1): 4, (topic.id, 1): 3})
    tallies.count("topics.read", 88888, {(gone.id, 1): 1})
    tallies.flush()
    assert place_of(db, member, topic) == 3
    assert tallies.pending("topics.read", member.id) is None


def test_without_javascript_an_image_at_the_end_says_the_page_was_read(log_in, db, topic):
    member = make_user()
    reader = log_in(member)
    assert f"/t/{topic.id}/lu/5" in reader.get(topic.url).text
    assert reader.get(f"/t/{topic.id}/lu/5").mimetype == "image/gif"
    tallies.flush()
    assert place_of(db, member, topic) == 5


def test_visitors_leave_no_position(client):
    topic = make_topic(category=make_category(open_to="visiteurs"))
    assert client.get(topic.url).status_code == 200
    assert client.post(f"/t/{topic.id}/position", data={"number": 1}).status_code == 303
    assert "topics.read" not in tallies._pending


def test_everything_is_marked_as_read_where_one_asks(log_in, db, topic):
    member = make_user(previous_visit_at=topic.created_at.replace(year=2020))
    elsewhere = make_topic()
    hidden = make_topic(category=make_category(group=make_group()))
    reader = log_in(member)
    reader.post("/tout-lire", data={"category": topic.category.slug})
    assert place_of(db, member, topic) == 5
    assert place_of(db, member, elsewhere) is None
    reader.post("/tout-lire")
    assert place_of(db, member, elsewhere) == 1
    assert place_of(db, member, hidden) is None


def test_what_carries_a_keyword_is_marked_as_read_alone(log_in, db, topic):
    member = make_user(previous_visit_at=topic.created_at.replace(year=2020))
    elsewhere = make_topic()
    set_tags(topic, ["accueil"])
    reader = log_in(member)
    assert 'name="tag" value="accueil"' in reader.get("/mots-cles/accueil").text
    assert reader.post("/tout-lire", data={"tag": "accueil"}).location == "/mots-cles/accueil"
    assert place_of(db, member, topic) == 5
    assert place_of(db, member, elsewhere) is None
    assert reader.post("/tout-lire", data={"tag": "rien-de-tel"}).status_code == 404
