"""Messages can be found by their words, by those of their files, and by the title of their topic."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import bindparam, select

from forum.accounts.queries import names
from forum.categories.queries import visible
from forum.core.db import db, read
from forum.core.events import listen
from forum.core.i18n import gettext, lazy
from forum.search import index
from forum.search.offers import Document, Flag, Hit, InFile, Source, offer, offer_flag, offer_tags
from forum.topics import events
from forum.topics.actions.writing import FILE
from forum.topics.models import Post, PostUpload, Topic
from forum.topics.order.events import PostsMoved
from forum.topics.queries.tags import suggestions
from forum.topics.slugs import slug_of
from forum.uploads import texts
from forum.uploads.events import TextRead

KIND = "post"
_COLUMNS = (
    Post.id,
    Post.number,
    Post.text,
    Post.author_id,
    Post.created_at,
    Topic.id.label("topic_id"),
    Topic.title,
    Topic.slug,
    Topic.category_id,
    Topic.last_number,
    Topic.solution_number,
)
_SHOWN = (Post.kind == "message", Post.deleted_at.is_(None), Topic.deleted_at.is_(None))

# Conditions on the index's documents; each makes its list of topics once.
SOLVED = "d.topic_id IN (SELECT t.id FROM topics t WHERE t.solution_number IS NOT NULL)"
TAGGED = "d.topic_id IN (SELECT x.topic_id FROM topic_tags x JOIN tags g ON g.id = x.tag_id WHERE g.slug = :tag)"
UNREAD = """d.topic_id IN (
    SELECT t.id FROM topics t LEFT JOIN topic_readers r ON r.topic_id = t.id AND r.user_id = :viewer
    WHERE t.last_number > COALESCE(r.last_read, 0))"""

_FOUND = select(*_COLUMNS).join(Topic).where(Post.id.in_(bindparam("ids", expanding=True)), *_SHOWN)  # built once


def document(post: Post) -> Document:
    """A message; the title belongs to the first one, so that a word of the title finds the topic at its beginning."""
    carried = carried_by(post.id) if FILE.search(post.body) else []
    return Document(
        kind=KIND,
        subject_id=post.id,
        title=post.topic.title if post.is_first else "",
        body=post.text,
        at=post.created_at,
        category_id=post.topic.category_id,
        topic_id=post.topic_id,
        author_id=post.author_id,
        files=texts.to_index(carried),
        has_file=bool(carried),
    )


def carried_by(post_id: int) -> list[int]:
    return list(db.session.scalars(select(PostUpload.upload_id).where(PostUpload.post_id == post_id)))


def documents() -> Iterator[Document]:
    rows = db.session.execute(
        select(*_COLUMNS).join(Topic).where(*_SHOWN).order_by(Post.id).execution_options(yield_per=500)
    )
    carrying = set(db.session.scalars(select(PostUpload.post_id)))
    for row in rows:
        title = row.title if row.number == 1 else ""
        carried = carried_by(row.id) if row.id in carrying else []
        facts = row.created_at, row.category_id, row.topic_id, row.author_id
        yield Document(KIND, row.id, title, row.text, *facts, texts.to_index(carried), bool(carried))


def hits(viewer: Any, ids: Iterable[int]) -> dict[int, Hit]:
    """What results show of the messages ``ids``; once more only those in categories the viewer sees."""
    categories = {category.id: category for category in visible(viewer)}
    rows = list(read(_FOUND, {"ids": list(ids)}))
    people = names({row.author_id for row in rows})
    return {row.id: _hit(row, people, categories[row.category_id]) for row in rows if row.category_id in categories}


def _hit(row: Any, people: dict, category: Any) -> Hit:
    address = f"/t/{row.slug}/{row.topic_id}"
    return Hit(
        kind=KIND,
        subject_id=row.id,
        url=address if row.number == 1 else f"{address}/{row.number}#m{row.number}",
        title=row.title,
        text=row.text,
        at=row.created_at,
        author=people.get(row.author_id),
        category=category,
        note=gettext("Message %(number)s sur %(count)s", number=row.number, count=row.last_number),
        is_solved=row.solution_number is not None,
    )


def files(ids: list[int]) -> dict[int, list[InFile]]:
    """The files of the messages ``ids``, with their words."""
    carried = select(PostUpload.post_id, PostUpload.upload_id).where(PostUpload.post_id.in_(ids))
    pairs = db.session.execute(carried.order_by(PostUpload.upload_id)).all()
    found: dict[int, list[InFile]] = defaultdict(list)
    words = texts.words_of({upload_id for _post, upload_id in pairs})
    for post_id, upload_id in pairs:
        found[post_id].append(InFile(*words[upload_id]))
    return found


def carries(ids: list[int]) -> set[int]:
    """Those of the files ``ids`` that hang on a message which can be found."""
    shown = select(PostUpload.upload_id).join(Post, Post.id == PostUpload.post_id).join(Topic)
    return set(db.session.scalars(shown.where(PostUpload.upload_id.in_(ids), *_SHOWN)))


def init() -> None:
    offer(Source(KIND, documents, hits, files))
    offer_flag(Flag("est:resolu", lazy("Demandes résolues seulement"), SOLVED))
    offer_flag(Flag("est:non-lu", lazy("Sujets que je n’ai pas lus en entier"), UNREAD, for_members=True))
    offer_tags(TAGGED, lambda viewer: [slug_of(name) for name in suggestions(viewer)])
    texts.offer_carrier(carries)


@listen(events.PostCreated)
def index_new_post(event: events.PostCreated) -> None:
    """Make the message findable from now on; the first one came in with its topic."""
    if event.post.kind == "message" and not event.post.is_first:
        index.add(document(event.post))


@listen(events.PostEdited)
@listen(events.PostRecooked)
@listen(events.PostRestored)
def index_post(event: Any) -> None:
    """Make the message findable, as it now reads."""
    if event.post.kind == "message" and not (event.post.is_deleted or event.post.topic.is_deleted):
        index.put(document(event.post))


@listen(TextRead)
def index_carriers(event: TextRead) -> None:
    """The messages that carry the file are found by its words."""
    carrying = select(Post).join(PostUpload, PostUpload.post_id == Post.id).join(Topic)
    for post in db.session.scalars(carrying.where(PostUpload.upload_id == event.upload.id, *_SHOWN)):
        index.put(document(post))


@listen(events.TopicCreated)
@listen(events.TopicRenamed)
def index_first_post(event: Any) -> None:
    """The title is found through the first message."""
    first = select(Post).where(Post.topic_id == event.topic.id, Post.number == 1)
    if (post := db.session.scalar(first)) and not post.is_deleted:
        index.put(document(post))


@listen(events.PostDeleted)
def forget_post(event: Any) -> None:
    """What is deleted is not found."""
    index.remove(KIND, event.post.id)


@listen(events.TopicDeleted)
def forget_topic(event: Any) -> None:
    """Nothing of a deleted topic is found."""
    index.remove_topic(event.topic.id)


@listen(events.TopicRestored)
def index_topic(event: Any) -> None:
    """All of a restored topic is found again."""
    shown = select(Post).where(Post.topic_id == event.topic.id, Post.kind == "message", Post.deleted_at.is_(None))
    for post in db.session.scalars(shown):
        index.put(document(post))


@listen(PostsMoved)
def index_moved(event: PostsMoved) -> None:
    """They are found where they are now, and only by its readers."""
    shown = select(Post).where(Post.id.in_(event.posts), Post.kind == "message", Post.deleted_at.is_(None))
    for post in db.session.scalars(shown):
        index.put(document(post))


@listen(events.TopicMoved)
def move_topic(event: Any) -> None:
    """Only the readers of the new category find it."""
    index.move_topic(event.topic.id, event.topic.category_id)
