"""The year of messages, written again by the rooms' own actions, each at its time."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO

from sqlalchemy import select

from forum.accounts.models import User
from forum.categories.models import Category
from forum.core.clock import frozen
from forum.core.db import db
from forum.demo.calendar import Calendar
from forum.demo.paper import draw
from forum.demo.reading import Discussion, Message, Paper, with_names
from forum.topics import actions
from forum.topics.models import Post, Topic
from forum.uploads.actions import store
from forum.uploads.models import Upload


@dataclass(frozen=True)
class Dated:
    """A message of a discussion, its number and its instant."""

    at: datetime
    number: int
    message: Message
    discussion: Discussion


def dated(discussions: list[Discussion], calendar: Calendar) -> list[Dated]:
    """All messages of all discussions in the order in which they were written."""
    return sorted((one for each in discussions for one in _timed(each, calendar)), key=lambda one: one.at)


def _timed(discussion: Discussion, calendar: Calendar) -> Iterator[Dated]:
    at = None
    for number, message in enumerate(discussion.messages, start=1):
        at = calendar.moment(message.days_ago, message.hour, after=at)
        yield Dated(at, number, message, discussion)


def first_words(messages: list[Dated]) -> dict[str, datetime]:
    """When each person wrote for the first time, by key."""
    return {one.message.author: one.at for one in reversed(messages)}


@dataclass
class Sent:
    """A file as a form would send it."""

    filename: str | None
    stream: BinaryIO


class Writing:
    """Writes messages in order; remembers the topics it has opened."""

    def __init__(self, people: dict[str, User], categories: dict[str, Category]):
        self.people, self.categories = people, categories
        self.topics: dict[str, Topic] = {}  # by title

    def write(self, one: Dated) -> None:
        """The message; after the last of a discussion, what was done to the topic."""
        with frozen(one.at):
            self._open(one) if one.number == 1 else self._answer(one)
        if one.number == len(one.discussion.messages):
            with frozen(one.at + timedelta(minutes=5)):
                self._conclude(one)

    def _open(self, one: Dated) -> None:
        asked, author = one.discussion, self.people[one.message.author]
        body = with_names(one.message.body, self._username, lambda number: 0)
        place = self.categories[asked.category]
        topic = actions.create_topic(place, author, asked.title, body, asked.tags, self._files(one, author))
        self.topics[asked.title] = topic

    def _answer(self, one: Dated) -> None:
        topic, author = self.topics[one.discussion.title], self.people[one.message.author]
        body = with_names(one.message.body, self._username, lambda number: _post(topic, number).id)
        actions.reply(topic, author, body, uploads=self._files(one, author))

    def _conclude(self, one: Dated) -> None:
        topic, facts, staff = self.topics[one.discussion.title], one.discussion.facts, self.people["helene"]
        state, _colon, where = facts.get("state", "").partition(":")
        if solution := facts.get("solved"):
            actions.solve(topic, _post(topic, solution), topic.author)
        if state == "routed":
            actions.route(topic, staff, where, facts["reason"])
        if facts.get("pinned"):
            actions.pin(topic, staff)
        if facts.get("closed"):
            actions.close(topic, staff)

    def _files(self, one: Dated, author: User) -> list[Upload]:
        return [filed(paper, author) for paper in one.discussion.papers if paper.post == one.number]

    def _username(self, key: str) -> str:
        return self.people[key].username


def filed(paper: Paper, author: User) -> Upload:
    """The document, drawn and kept as ``author`` would send it."""
    return store(Sent(paper.name, io.BytesIO(draw(paper))), author)


def _post(topic: Topic, number: int) -> Post:
    return db.session.scalars(select(Post).where(Post.topic_id == topic.id, Post.number == number)).one()
