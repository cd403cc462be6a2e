"""Addresses no more in force: of a former title, of a message that moved, of a topic that went into another."""

from flask import Response, abort, redirect

from forum.core.viewer import me
from forum.topics.order.addresses import heir_address, moved_from
from forum.topics.queries import Opened
from forum.topics.slugs import numbering_of


def in_force(opened: Opened, slug: str, number: int) -> Response:
    """To the address in force: the title changed, or the message is elsewhere, or someone typed it."""
    topic = opened.topic
    former = number > 1 and numbering_of(slug) < numbering_of(topic.slug)
    if former and (there := moved_from(me(), slug, topic.id, number)):
        return _to(there)
    return _to(f"{topic.url}/{number}" if number > 1 else topic.url)


def elsewhere(slug: str, topic_id: int, number: int) -> Response:
    """To the topic that this one went into; 404 when it did not."""
    return _to(heir_address(me(), slug, topic_id, number) or abort(404))


def _to(address: str) -> Response:
    return redirect(address, 301)  # type: ignore[return-value]
