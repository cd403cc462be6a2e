"""What members left on each other's messages: thanks, a bookmark, a question put to all."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from forum.accounts.models import User
from forum.core.clock import frozen
from forum.core.db import db
from forum.polls.actions import Question, vote
from forum.topics import actions
from forum.topics.actions.ask import ask
from forum.topics.models import Post, Topic

BOOKLET, TABLES = "Livret d’accueil", "Préparer les ateliers"
GRATEFUL = {1: ("sylvie", "frederic", "nathalie", "hanane", "cecile"), 4: ("frederic",), 12: ("agnes", "nathalie")}
CHOSEN = {"pascale": 0, "ines": 0, "nathalie": 0, "amina": 1, "cecile": 1, "yanis": 2}


def leave_marks(people: dict[str, User], topics: dict[str, Topic]) -> None:
    booklet, tables = (next(one for title, one in topics.items() if title.startswith(it)) for it in (BOOKLET, TABLES))
    posts = _posts(booklet)
    for number, keys in GRATEFUL.items():
        for person, at in _one_after_the_other(people, keys, posts[number]):
            with at:
                actions.thank(posts[number], person)
    actions.keep_post(posts[1], people["nathalie"], note="À montrer en réunion d’équipe")
    _ask(_posts(tables)[1], people)


def _ask(post: Post, people: dict[str, User]) -> None:
    tables = ("La table territoriale", "La table partenariale", "La table collaborative")
    with frozen(post.created_at):
        poll = ask(post, Question("À quelle table serez-vous ?", tables, is_secret=False))
    for key, (person, at) in zip(CHOSEN, _one_after_the_other(people, CHOSEN, post), strict=True):
        with at:
            vote(poll, person, [poll.options[CHOSEN[key]].id])


def _one_after_the_other(people: dict[str, User], keys: Iterable[str], post: Post) -> Iterator[Any]:
    """Each some hours after the one before."""
    for number, key in enumerate(keys, start=1):
        yield people[key], frozen(post.created_at + timedelta(hours=3 * number))


def _posts(topic: Topic) -> dict[int, Post]:
    return {post.number: post for post in db.session.scalars(select(Post).where(Post.topic_id == topic.id))}
