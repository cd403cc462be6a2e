"""Making one topic of two: nothing is lost, also when many do it at once."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from forum.accounts.models import User
from forum.audit.models import AuditEntry
from forum.topics import actions
from forum.topics.models import Post, Tag, Topic, TopicReader, TopicTag
from forum.topics.order.merge import merge
from forum.topics.order.split import split, split_into
from forum.topics.order.transfer import AlreadyDone
from tests.at_once import in_transactions
from tests.makers import (
    added,
    make_category,
    make_organiser,
    make_user,
)
from tests.topics.talks import place, posts_of, reads, stand_right, talk, told


@pytest.fixture
def staff(app):
    return make_organiser()


def test_two_topics_become_one_by_date(client, db, staff):
    category = make_category(open_to="visiteurs")
    old, young = talk(9, 5, 1, category=category), talk(7, 3, category=category)
    former = [(post.id, post.url) for post in (*posts_of(old)[1:], *posts_of(young))]
    merge(young, old, staff)
    db.session.commit()
    hours = [(n, f"il y a {hour} h") for n, hour in enumerate((9, 7, 5, 3, 1), 1)]
    assert told(old) == [*hours, (6, "merged")]
    assert (old.replies, old.last_number) == (4, 6)
    for post_id, address in former:
        answer = client.get(address.partition("#")[0])
        assert (answer.status_code, answer.headers["Location"]) == (301, db.session.get(Post, post_id).url)
    assert young.title not in client.get("/recents").text


def test_into_the_younger_one_its_first_message_stays_first(db, staff):
    old, young = talk(9, 5), talk(7, 3)
    merge(old, young, staff)
    assert [text for _n, text in told(young)][:4] == ["il y a 7 h", "il y a 9 h", "il y a 5 h", "il y a 3 h"]


def test_readers_of_both(db, staff):
    old, young = talk(9, 5, 1), talk(7, 3)  # together: 9 7 5 3 1
    both, one, other = (make_user() for _ in range(3))
    reads(old, 2, "tracking", "replied", user=both)
    reads(young, 2, "watching", "chosen", user=both)
    reads(old, 3, "muted", "chosen", user=one)
    reads(young, 2, "normal", "", user=other)
    merge(young, old, staff)
    assert place(both, old) == (4, "watching", "chosen")
    assert place(one, old) == (1, "muted", "chosen"), "the second message is of the other topic"
    assert place(other, old) == (0, "normal", "")


def test_keywords_views_and_the_answer_come_along(db, staff):
    category = make_category(kind="request")
    old, young = talk(9, 8, category=category, state="open"), talk(7, 6, category=category, state="open")
    old.views, young.views = 10, 5
    for topic, name in ((old, "a"), (young, "a"), (young, "b")):
        tag = Tag.query.filter_by(slug=name).one_or_none() or added(Tag(slug=name, name=name))
        added(TopicTag(topic_id=topic.id, tag_id=tag.id))
    actions.solve(young, posts_of(young)[1], staff)
    merge(young, old, staff)
    assert (old.views, old.solution_number, old.state) == (15, 4, "solved")
    assert TopicTag.query.filter_by(topic_id=old.id).count() == 2


def test_what_is_typed_below_the_emptied_topic_is_sent_to_the_other(db, log_in, staff):
    old, young = talk(9), talk(7)
    merge(young, old, staff)
    db.session.commit()
    member = log_in(make_user())
    answer = member.post(f"/t/{young.id}/messages", data={"body": "J’écrivais encore"})
    assert answer.status_code == 303
    assert told(old)[-1] == (4, "J’écrivais encore")


def test_replies_on_their_way_land(app, db, staff):
    old, young = talk(9, 5), talk(7, 3)
    people, (keeps, goes) = [staff.id, *(make_user().id for _ in range(5))], (old.id, young.id)

    def act(number: int) -> None:
        person, one = db.session.get_one(User, people[number]), db.session.get_one(Topic, goes if number % 2 else keeps)
        if number == 0:
            merge(db.session.get_one(Topic, goes), one, person)
        else:
            actions.reply(one, person, f"Réponse {number}")

    db.session.commit()
    assert in_transactions(app, 6, act, refusal=AlreadyDone) == ["done"] * 6
    stand_right(db, [old])
    assert db.session.scalar(select(func.count()).where(Post.topic_id == old.id, Post.kind == "message")) == 9


def test_two_organisers_at_once_merge_once(app, db, staff):
    old, middle, young = talk(9), talk(8), talk(7)
    targets, goes, who = (old.id, middle.id), young.id, staff.id

    def act(number: int) -> None:
        source, target = (db.session.get_one(Topic, one) for one in (goes, targets[number % 2]))
        merge(source, target, db.session.get_one(User, who))

    db.session.commit()
    results = in_transactions(app, 4, act, refusal=AlreadyDone)
    assert sorted(results) == ["AlreadyDone", "AlreadyDone", "AlreadyDone", "done"]


def test_the_log_tells_of_it(db, staff):
    topic, other = talk(9, 8), talk(7)
    new = split(topic, staff, [posts_of(topic)[1].id], "Un autre sujet", topic.category)
    merge(other, topic, staff)
    entries = AuditEntry.query.filter(AuditEntry.verb.in_(["TopicSplit", "TopicsMerged"])).order_by(AuditEntry.id)
    assert [(entry.verb, entry.subject_id, entry.actor_id) for entry in entries] == [
        ("TopicSplit", topic.id, staff.id),
        ("TopicsMerged", topic.id, staff.id),
    ]
    assert [entry.before | entry.after for entry in entries] == [
        {"topic": new.id, "posts": 1},
        {"topic": other.id, "posts": 1},
    ]


ACTS = st.tuples(st.sampled_from(["split", "into", "merge", "reply", "delete"]), *[st.integers(0, 9)] * 3)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACTS, min_size=1, max_size=7))
def test_no_message_is_lost_or_doubled_whatever_is_done(db, acts):
    staff = make_organiser()
    topics = [talk(9, 7, 5, 3), talk(8, 6, 4)]
    readers = [reads(topic, 2, "tracking", "replied") for topic in topics]
    messages = {post.id for topic in topics for post in posts_of(topic)}
    for name, here, there, which in acts:
        source, target = topics[here % len(topics)], topics[there % len(topics)]
        living = [post for post in posts_of(source)[1:] if not post.is_deleted]
        chosen = [post.id for at, post in enumerate(living) if which == 0 or at % which == 0]
        if name == "reply":
            messages.add(actions.reply(source, staff, "Une réponse").id)
        elif name == "delete" and living:
            actions.delete_post(living[which % len(living)], staff)
        elif name == "split" and chosen:
            topics.append(split(source, staff, chosen, "Un autre sujet", source.category))
        elif name == "into" and chosen and source is not target:
            split_into(source, staff, chosen, target)
        elif name == "merge" and source is not target:
            merge(source, target, staff)
            topics.remove(source)
        stand_right(db, topics)
        assert {post.id for topic in topics for post in posts_of(topic)} == messages
    assert {row.user_id for row in TopicReader.query} >= {reader.id for reader in readers}
    db.session.rollback()
