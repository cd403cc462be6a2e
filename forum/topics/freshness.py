"""What gives pages and lists of topics new stamps (``core.stamps``): all they show, but for views and who reads."""

from typing import Any

from sqlalchemy import select

from forum.accounts.models import User
from forum.core.db import db
from forum.core.events import listen
from forum.core.stamps import EVERYWHERE, touch, watch
from forum.directory.models import Establishment
from forum.polls.events import PollChanged
from forum.topics.events import PostEdited, PostRecooked, TopicTagged
from forum.topics.models import Bookmark, Post, Tag, Topic, TopicTag

for _kind in (User, Establishment, Tag):
    watch(_kind, lambda _row: EVERYWHERE)
LISTS = ("lists", 0)  # what any list of topics shows
watch(Topic, lambda topic: ("topic", topic.id))
for _kind in (Topic, TopicTag):
    watch(_kind, lambda _row: LISTS)
watch(Bookmark, lambda bookmark: ("kept", bookmark.user_id))  # what one reader's pages show, and nobody else's
for _kind in (Post, TopicTag):
    watch(_kind, lambda row: ("topic", row.topic_id))


@listen(PostEdited)
@listen(PostRecooked)
def renew_topic_of(event: Any) -> None:
    """Part of this is written by statements that pass by the rows. A pinned topic shows its first words in lists."""
    touch("topic", event.post.topic_id)
    touch(*LISTS)


@listen(PollChanged)
def renew_page_of_poll(event: PollChanged) -> None:
    """Its words, its figures, its end: pages of visitors are kept whole."""
    for topic_id in db.session.scalars(select(Post.topic_id).where(Post.poll_id == event.poll.id)):
        touch("topic", topic_id)


@listen(TopicTagged)
def renew(event: TopicTagged) -> None:
    touch("topic", event.topic.id)
    touch(*LISTS)
