"""Who is told of what. Nobody is told of what they cannot see, of what they did themselves, or twice of one message."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select, update

from forum.accounts import events as accounts
from forum.accounts.models import User
from forum.accounts.queries import organisers
from forum.categories.queries import readers_among
from forum.core.db import db
from forum.core.events import listen
from forum.groups.models import Group, Membership
from forum.notifications.actions import mark_topic_read, take_back, take_back_from, tell
from forum.notifications.models import Notification
from forum.topics import events as topics
from forum.topics.models import Post, TopicReader
from forum.topics.order.events import PostsMoved


@listen(topics.PostCreated)
def tell_of_post(event: topics.PostCreated) -> None:
    """Those mentioned, those quoted, then those who follow the topic; each is told in one way."""
    post = event.post
    if post.kind != "message":
        return
    wanted = {
        "mention": mentioned(event.mentions),
        "quote": quoted(event.quotes),
        "reply" if post.number > 1 else "new_topic": followers(post),
    }
    _tell_each(post, wanted)


@listen(topics.PostEdited)
def tell_of_edit(event: topics.PostEdited) -> None:
    """Those whom an edit mentions or quotes for the first time."""
    by = event.actor if isinstance(event, topics.PostCorrected) else None
    _tell_each(event.post, {"mention": mentioned(event.mentions), "quote": quoted(event.quotes)}, by=by)


@listen(topics.TopicSolved)
def tell_of_solution(event: topics.TopicSolved) -> None:
    """Whoever wrote the answer that was chosen."""
    chooser = event.actor.id if event.actor else None
    _tell_each(event.post, {"solution": {event.post.author_id} - {chooser}}, by=event.actor)


@listen(topics.TopicsRead)
def forget_what_was_read(event: topics.TopicsRead) -> None:
    """What was seen on the page needs no bell."""
    for topic_id, number in event.positions.items():
        mark_topic_read(event.user_id, topic_id, number)


@listen(accounts.AccountAwaitsAdmission)
def tell_staff(event: accounts.AccountAwaitsAdmission) -> None:
    """Every organiser, at once; a reminder comes every morning (jobs)."""
    tell("admission", organisers(), actor=event.user)


@listen(accounts.AccountAdmitted)
def welcome(event: accounts.AccountAdmitted) -> None:
    """The person who had to wait; whoever entered at once is already there."""
    if event.by is not None:
        tell("admitted", [event.user], actor=event.by)


@listen(topics.PostDeleted)
def take_back_message(event: topics.PostDeleted) -> None:
    """What was taken away does not leave by mail."""
    take_back(Post.id == event.post.id)


@listen(topics.TopicDeleted)
@listen(topics.TopicMoved)
def take_back_topic(event: topics.TopicDeleted | topics.TopicMoved) -> None:
    """Nor what was moved: its mails were written for the readers of another category."""
    take_back(Post.topic_id == event.topic.id)


@listen(PostsMoved)
def follow_messages(event: PostsMoved) -> None:
    """What people were told stands with the messages; mails written for the readers of another category stay here."""
    about = update(Notification).where(Notification.post_id.in_(event.posts)).values(topic_id=event.target.id)
    db.session.execute(about, execution_options={"synchronize_session": False})
    if event.source.category_id != event.target.category_id:
        take_back(Post.id.in_(event.posts))


@listen(accounts.AccountSuspended)
@listen(accounts.PersonLeft)
def take_back_mails(event: accounts.AccountSuspended | accounts.PersonLeft) -> None:
    """Who is out gets no more of what was written for those inside."""
    take_back_from(event.user)


def mentioned(names: Iterable[str]) -> set[int]:
    """The people called by name, and those of the groups called."""
    if not (names := list(names)):
        return set()
    by_name = select(User.id).where(User.username.in_(names))
    by_group = select(Membership.user_id).join(Group).where(Group.slug.in_(names))
    return set(db.session.scalars(by_name)) | set(db.session.scalars(by_group))


def quoted(post_ids: Iterable[int]) -> set[int]:
    ids = list(post_ids)
    return set(db.session.scalars(select(Post.author_id).where(Post.id.in_(ids)))) if ids else set()


def followers(post: Post) -> set[int]:
    """Those who watch the topic or took part in it, and whoever is answered; never those who silenced it."""
    wanted, silenced = set(), set()
    for user_id, level, reason in db.session.execute(_LEVELS, {"topic": post.topic_id}):
        if level == "watching" or (level == "tracking" and reason in ("created", "replied")):
            wanted.add(user_id)
        elif level == "muted":
            silenced.add(user_id)
    if post.reply_to:
        answered = select(Post.author_id).where(Post.topic_id == post.topic_id, Post.number == post.reply_to)
        wanted.update(db.session.scalars(answered))
    return wanted - silenced


_LEVELS = select(TopicReader.user_id, TopicReader.level, TopicReader.reason).where(
    TopicReader.topic_id == bindparam("topic")
)


def _tell_each(post: Post, wanted: dict[str, set[int]], by: User | None = None) -> None:
    """Tell people in the first way that fits them, if they see the category."""
    author = by or post.author
    everyone = set().union(*wanted.values()) - {author.id}
    if not everyone:
        return
    people = {person.id: person for person in readers_among(post.topic.category_id, everyone)}
    for kind, ids in wanted.items():
        if chosen := [people.pop(user_id) for user_id in sorted(ids) if user_id in people]:
            tell(kind, chosen, actor=author, post=post)
