"""Topics with their posts, and the search index over them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, text

from bench.dataset.messages import Author, Text
from bench.dataset.people import Places
from bench.dataset.scale import Scale
from bench.dataset.words import Writer
from forum import markup
from forum.core.db import db, is_sqlite
from forum.search.analyser import stems
from forum.search.models import SearchDocument
from forum.topics.models import Post, Tag, Topic, TopicTag
from forum.topics.slugs import slug_of

LONG = 1  # the key of the topic with 5,000 posts, which visitors see
TAGS = 40
BATCH = 2_000  # posts written at once


def write(scale: Scale, places: Places, today: datetime) -> None:
    """Store everything that members wrote over two years, the newest topic last."""
    writer = Writer(seed=7)
    author = Author(writer)
    topics = [_topic(n, scale, places, today, writer) for n in range(1, scale.topics + 2)]
    db.session.execute(insert(Topic), topics)
    _tag(topics)
    batch: list[tuple[dict, Text, dict]] = []
    post_id = 0
    for topic in topics:
        for post in _posts(topic, scale, author):
            post_id += 1
            batch.append((post[0] | {"id": post_id}, post[1], topic))
            if len(batch) == BATCH:
                _store(batch)
                batch.clear()
    _store(batch)


def _topic(n: int, scale: Scale, places: Places, today: datetime, writer: Writer) -> dict:
    age = timedelta(days=730) * (1 - n / (scale.topics + 1)) + timedelta(hours=6)
    count = scale.long_topic if n == LONG else scale.posts
    title = writer.title()
    people = [_author(n, number, scale) for number in (1, *range(max(2, count - 3), count + 1))]
    return {
        "id": n,
        "title": title,
        "slug": slug_of(title),
        "category_id": places.opened if n == LONG else places.all[n % len(places.all)],
        "author_id": people[0],
        "created_at": today - age,
        "last_number": count,
        "last_posted_at": today - age + timedelta(minutes=count),
        "last_author_id": people[-1],
        "replies": count - 1,
        "views": n % 300,
        "participants": list(dict.fromkeys(people)),
        "solution_number": 3 if n % 4 == 0 else None,
        "pinned_at": today - age if n == 2 else None,
    }


def _author(topic: int, number: int, scale: Scale) -> int:
    return (topic * 7 + number * number * 3) % scale.members + 1


def _posts(topic: dict, scale: Scale, author: Author) -> Iterator[tuple[dict, Text]]:
    for number in range(1, topic["last_number"] + 1):
        written = author.message()
        yield (
            {
                "topic_id": topic["id"],
                "number": number,
                "author_id": _author(topic["id"], number, scale),
                "body": written.body,
                "html": written.html,
                "text": written.plain,
                "recipe": markup.RECIPE,
                "created_at": topic["created_at"] + timedelta(minutes=number),
            },
            written,
        )


def _tag(topics: list[dict]) -> None:
    db.session.execute(insert(Tag), [{"id": n, "slug": f"theme-{n}", "name": f"thème {n}"} for n in range(1, TAGS + 1)])
    links = [{"topic_id": topic["id"], "tag_id": topic["id"] % TAGS + 1} for topic in topics if topic["id"] % 2]
    db.session.execute(insert(TopicTag), links)


def _store(batch: list[tuple[dict, Text, dict]]) -> None:
    if batch:
        db.session.execute(insert(Post), [post for post, _written, _topic in batch])
        db.session.execute(insert(SearchDocument), [_document(post, topic) for post, _written, topic in batch])
        db.session.execute(text(_WORDS["sqlite" if is_sqlite() else "postgresql"]), [_words(*one) for one in batch])


_WORDS = {
    "sqlite": "INSERT INTO search_words (rowid, title, body) VALUES (:id, :title, :body)",
    "postgresql": """
        INSERT INTO search_words (rowid, vector) VALUES (
            :id, setweight(to_tsvector('simple', :title), 'A') || setweight(to_tsvector('simple', :body), 'B'))
    """,
}


def _document(post: dict, topic: dict) -> dict[str, Any]:
    return {
        "id": post["id"],
        "kind": "post",
        "subject_id": post["id"],
        "category_id": topic["category_id"],
        "topic_id": topic["id"],
        "author_id": post["author_id"],
        "at": post["created_at"],
    }


def _words(post: dict, written: Text, topic: dict) -> dict[str, Any]:
    title = " ".join(stems(topic["title"])) if post["number"] == 1 else ""
    return {"id": post["id"], "title": title, "body": written.stems}
