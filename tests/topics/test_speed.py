"""The number of queries of the pages read most is small, and does not grow with what they show."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from forum.core.clock import now
from forum.topics.drafts.actions import save
from forum.topics.models import Tag, TopicReader, TopicTag
from forum.topics.views import sheets
from tests.makers import added, make_category, make_post, make_topic, make_user

PLACES = ("aide", "ressources", "forum")
# Of every page: the categories, and the next dates (of meetings, of trainings) once these have changed; of a member's,
# also who asks, the counts, the drafts that wait, the bell.
FRAME, MEMBERS_FRAME = 3, 7
MOST_OF_AN_ANSWER = 20


@contextmanager
def queries(db):
    """The statements that were sent to the database meanwhile, once what the test has prepared is stored."""
    db.session.commit()
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_more):
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def fill(topics: int, posts: int, member):
    """Topics with messages of as many people, keywords, some unread; the first of the topics."""
    tag = added(Tag(slug=f"mot-{topics}-{posts}", name="mot"))
    places = [make_category(open_to="visiteurs") for _slug in PLACES]
    made = []
    for n in range(topics):
        topic = make_topic(category=places[n % 3], created_at=now() - timedelta(days=n))
        added(TopicTag(topic_id=topic.id, tag_id=tag.id))
        for _n in range(posts - 1):
            make_post(topic)
        added(TopicReader(user_id=member.id, topic_id=topic.id, last_read=n % 2, level="tracking"))
        made.append(topic)
    return made[0]


@pytest.mark.parametrize("path", ["/recents", "/nouveaux", "/non-lus", "/top", "category"])
def test_a_list_takes_the_same_few_queries_whatever_its_length(db, log_in, path):
    member = make_user(previous_visit_at=now() - timedelta(days=99))
    reader = log_in(member)
    counts = []
    for size in (2, 12):
        topic = fill(size, 3, member)
        address = f"/c/{topic.category.slug}" if path == "category" else path
        db.session.commit()  # its own statements are none of the list's
        with queries(db) as sent:
            assert reader.get(address).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1], sent
    assert counts[1] <= MEMBERS_FRAME + 4, sent


def test_a_topic_takes_the_same_few_queries_whatever_its_length(db, log_in, client):
    member = make_user(previous_visit_at=now() - timedelta(days=99))
    reader = log_in(member)
    counts = []
    for posts in (2, 45):
        topic = fill(3, posts, member)
        topic.solution_number = 2
        for address in (topic.url, f"{topic.url}/{posts}"):
            sheets._shelf.clear()
            with queries(db) as sent:
                assert reader.get(address).status_code == 200
            counts.append(len(sent))
    assert max(counts) <= MEMBERS_FRAME + 6, sent
    assert counts[2] <= counts[0]
    assert counts[3] <= counts[1] + 2  # the answer is on another page: whose is it?
    sheets._shelf.clear()
    with queries(db) as sent:
        assert client.get(topic.url).status_code == 200
    assert len(sent) <= FRAME + 5, sent


def test_the_list_of_drafts_asks_as_often_however_long(db, log_in):
    person, counts = make_user(), []
    for _more in range(2):
        for topic in (make_topic() for _one in range(3)):
            save(person, f"reponse-{topic.id}", "Un", {}, 0)
            save(person, f"sujet-{topic.category_id}", "Un", {}, 0)
        client = log_in(person)
        client.get("/brouillons")
        with queries(db) as asked:
            client.get("/brouillons")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_answer_takes_the_same_few_statements_however_many_follow(db, log_in):
    counts = []
    for followers in (1, 6):
        topic, writer = make_topic(), make_user()
        for _one in range(followers):
            added(TopicReader(user_id=make_user().id, topic_id=topic.id, last_read=1, level="watching"))
        client, address = log_in(writer), f"/t/{topic.id}/messages"
        client.post(address, data={"body": "Un premier", "key": "a"})
        with queries(db) as sent:
            assert client.post(address, data={"body": "Un autre", "key": "b"}).status_code == 303
        counts.append(len(sent))
    assert counts[0] == counts[1], sent
    assert counts[0] <= MOST_OF_AN_ANSWER, sent
