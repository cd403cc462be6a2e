"""Splitting a topic and making one of two: nothing is lost, and whatever points at a message still does."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from forum.accounts.models import User
from forum.audit.models import AuditEntry
from forum.core.clock import now
from forum.notifications.models import Notification
from forum.search.models import SearchDocument
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
    make_post,
    make_topic,
    make_user,
)


@pytest.fixture
def staff(app):
    return make_organiser()


def told(topic) -> list[tuple[int, str]]:
    """The numbers and texts of what stands in the topic, notices by their verb."""
    posts = Post.query.filter_by(topic_id=topic.id).order_by(Post.number)
    return [(post.number, post.body or post.notice["verb"]) for post in posts]


def talk(*hours: int, category=None, **facts) -> Topic:
    """A topic whose messages were written so many hours ago."""
    first, *others = (now() - timedelta(hours=hour) for hour in hours)
    topic = make_topic(category=category, body=f"il y a {hours[0]} h", created_at=first, **facts)
    for hour, at in zip(hours[1:], others, strict=True):
        make_post(topic, body=f"il y a {hour} h", created_at=at)
    return topic


def posts_of(topic) -> list[Post]:
    return list(Post.query.filter_by(topic_id=topic.id, kind="message").order_by(Post.number))


def reads(topic, number: int, level: str = "normal", reason: str = "", user=None):
    user = user or make_user()
    added(TopicReader(user_id=user.id, topic_id=topic.id, last_read=number, level=level, reason=reason))
    return user


def place(user, topic) -> tuple:
    row = TopicReader.query.filter_by(user_id=user.id, topic_id=topic.id).one_or_none()
    return (row.last_read, row.level, row.reason) if row else ()


# --- split ------------------------------------------------------------------------------------------------------------


def test_messages_keep_their_order_and_get_numbers_of_their_own(db, staff):
    topic = talk(9, 8, 7, 6, 5)
    new = split(topic, staff, [posts_of(topic)[3].id, posts_of(topic)[1].id], "Un autre sujet", topic.category)
    db.session.commit()
    assert told(topic) == [(1, "il y a 9 h"), (2, "il y a 7 h"), (3, "il y a 5 h"), (4, "split_to")]
    assert told(new) == [(1, "il y a 8 h"), (2, "il y a 6 h"), (3, "split_from")]
    assert (topic.last_number, topic.replies, new.last_number, new.replies) == (4, 2, 3, 1)
    first, second, _notice = Post.query.filter_by(topic_id=new.id).order_by(Post.number)
    assert (new.author_id, new.created_at) == (first.author_id, first.created_at)
    assert (new.last_author_id, new.last_posted_at) == (second.author_id, second.created_at)
    assert new.participants == [first.author_id, second.author_id]


def test_the_first_message_stays(staff):
    topic = talk(2, 1)
    with pytest.raises(AlreadyDone):
        split(topic, staff, [posts_of(topic)[0].id], "Un autre sujet", topic.category)


def test_old_addresses_lead_to_the_message_whoever_moved_it_how_often(client, db, staff):
    category = make_category(open_to="visiteurs")
    topic = talk(9, 8, 7, 6, category=category, slug="livret", title="Livret")
    former = {post.id: f"/t/livret/{topic.id}/{post.number}" for post in posts_of(topic)[1:]}
    second, _third, last = posts_of(topic)[1:]
    new = split(topic, staff, [second.id], "Un autre sujet", category)
    make_post(topic)
    split_into(topic, staff, [last.id], new)
    merge(new, talk(20, category=category), staff)
    db.session.commit()
    for post_id, address in former.items():
        answer = client.get(address)
        assert answer.status_code == 301
        assert answer.headers["Location"] == db.session.get(Post, post_id).url
    page = client.get(topic.url + "/2")
    assert page.status_code == 200
    assert "il y a 7 h" in page.text


def test_an_address_of_today_means_the_message_of_today(client, db, staff):
    topic = talk(9, 8, 7, category=make_category(open_to="visiteurs"), slug="livret", title="Livret")
    split(topic, staff, [posts_of(topic)[1].id], "Un autre sujet", topic.category)
    actions.rename(topic, staff, "Trames de livret")
    db.session.commit()
    assert topic.url == f"/t/trames-de-livret--2/{topic.id}"
    assert client.get(f"/t/livret--2/{topic.id}/2").headers["Location"] == f"{topic.url}/2"


def test_readers_are_where_they_were(db, staff):
    topic = talk(9, 8, 7, 6, 5)
    half, whole = reads(topic, 3, "tracking", "replied"), reads(topic, 5, "watching", "chosen")
    posts = posts_of(topic)
    new = split(topic, staff, [posts[1].id, posts[3].id], "Un autre sujet", topic.category)
    assert place(half, topic) == (2, "tracking", "replied")
    assert place(half, new) == (1, "normal", "")
    assert place(whole, topic) == (4, "watching", "chosen"), "the notice is no news"
    assert place(whole, new) == (3, "watching", "chosen")
    assert place(posts[1].author, new)[1:] == ("watching", "created")
    assert place(posts[3].author, new)[1:] == ("tracking", "replied")


def test_what_points_at_numbers_follows(db, staff):
    topic = talk(9, 8, 7, category=make_category(kind="request"), state="open")
    posts = posts_of(topic)
    answer = make_post(topic, reply_to=3)
    lost = make_post(topic, reply_to=2)
    actions.solve(topic, posts[2], staff)
    split(topic, staff, [posts[1].id], "Un autre sujet", topic.category)
    db.session.commit()
    assert (topic.solution_number, answer.reply_to, lost.reply_to) == (2, 2, None)
    assert Post.query.filter_by(topic_id=topic.id, kind="notice").first().notice == {"verb": "solved", "number": 2}


def test_an_answer_that_leaves_its_question_answers_it_no_more(db, staff):
    topic = talk(9, 8, 7, category=make_category(kind="request"), state="open")
    answer = posts_of(topic)[1]
    actions.solve(topic, answer, staff)
    split(topic, staff, [answer.id], "Un autre sujet", topic.category)
    assert (topic.solution_number, topic.state) == (None, "in_progress")
    assert [verb for _n, verb in told(topic)][-2:] == ["unsolved", "split_to"]


def test_notifications_and_the_index_follow(db, staff):
    topic = make_topic(category=make_category())
    reads(topic, 1, "watching", "chosen", user=(watcher := make_user()))
    post = actions.reply(topic, make_user(), "Une ocarina pour le groupe")
    new = split(topic, staff, [post.id], "Un orchestre", topic.category)
    db.session.commit()
    assert [row.topic_id for row in Notification.query.filter_by(user_id=watcher.id)] == [new.id]
    found = SearchDocument.query.filter_by(kind="post", subject_id=post.id).one()
    assert (found.topic_id, found.category_id) == (new.id, new.category_id)


def test_a_page_open_since_before_marks_nothing_read(db, log_in, staff):
    topic, reader = talk(9, 8, 7, 6), make_user()
    client = log_in(reader)
    address = f"/t/{topic.id}/position?n=1"
    assert f'data-position="{address}"' in client.get(topic.url).text
    split(topic, staff, [posts_of(topic)[1].id], "Un autre sujet", topic.category)
    db.session.commit()
    client.post(address, data={"number": 3})
    assert place(reader, topic) == ()
    client.post(f"/t/{topic.id}/position?n=2", data={"number": 3})
    assert place(reader, topic)[0] == 3


# --- merge ------------------------------------------------------------------------------------------------------------


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


# --- whatever is done -------------------------------------------------------------------------------------------------

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


def stand_right(db, topics) -> None:
    """Numbers from 1 to the last; counts, times and people as the messages say; nobody beyond the end."""
    db.session.flush()
    db.session.expire_all()
    for topic in topics:
        posts = Post.query.filter_by(topic_id=topic.id).order_by(Post.number).all()
        assert [post.number for post in posts] == list(range(1, topic.last_number + 1))
        shown = [post for post in posts if post.kind == "message" and not post.is_deleted]
        assert topic.replies == len(shown) - 1
        assert (topic.last_author_id, topic.last_posted_at) == (shown[-1].author_id, shown[-1].created_at)
        for reader in TopicReader.query.filter_by(topic_id=topic.id):
            assert reader.last_read <= topic.last_number
        indexed = SearchDocument.query.filter_by(topic_id=topic.id, kind="post")
        assert {row.subject_id for row in indexed} <= {post.id for post in shown}
