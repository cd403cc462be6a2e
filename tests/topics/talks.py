"""Topics that were talked in hour by hour, their readers, and what has to be true of them whatever is done."""

from datetime import timedelta

from forum.core.clock import now
from forum.search.models import SearchDocument
from forum.topics.models import Post, Topic, TopicReader
from tests.makers import (
    added,
    make_post,
    make_topic,
    make_user,
)


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
