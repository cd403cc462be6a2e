"""Quoting a message whole, for those who do without JavaScript (with it, one quotes what one selects)."""

from typing import Any

from sqlalchemy import select

from forum.core.db import db
from forum.core.rules import can
from forum.markup.quotes import QUOTE, cut_quote
from forum.topics.models import Post, Topic


def quote_of(viewer: Any, topic: Topic, number: int) -> str:
    """The message as a quote to write under; empty when there is none that the viewer sees."""
    post = db.session.scalar(select(Post).where(Post.topic_id == topic.id, Post.number == number))
    if post is None or post.kind != "message" or post.is_deleted or not can(viewer, "see", post):
        return ""
    name = post.author.display_name.replace('"', "").replace("]", "")
    return f'[quote="{name}, message:{post.id}"]\n{without_quotes(post.body)}\n[/quote]\n\n'


def without_quotes(body: str) -> str:
    """The author's own words: quotes of quotes grow without end."""
    lines, own, at = body.split("\n"), [], 0
    while at < len(lines):
        if opening := QUOTE.match(lines[at]):
            _inner, at = cut_quote(lines, at, opening)
        else:
            own.append(lines[at])
            at += 1
    return "\n".join(own).strip()
