"""What points at messages by their number follows them: answers, the answer that was chosen, notices."""

from sqlalchemy import or_, select

from forum.core.db import db
from forum.topics.models import Post, Topic
from forum.topics.order.places import Order

Places = dict[tuple[int, int], tuple[int, int]]  # former topic and number → present topic and number


def repoint(source: Topic, target: Topic, left: Order, whole: Order) -> None:
    """Have every number in the two topics mean the message that it meant."""
    places = _places(left) | _places(whole)
    former = {post.id: post.topic_id for order in (left, whole) for post in order.posts}
    for post in _pointing(source, target):
        if post.id in former:
            _repoint(post, former[post.id], places)
    _solve(source, target, places, all_went=not left.posts)
    db.session.flush()


def _places(order: Order) -> Places:
    return {(post.topic_id, post.number): (order.topic_id, n) for n, post in enumerate(order.posts, 1)}


def _pointing(*topics: Topic) -> list[Post]:
    """The messages that answer one, and the notices."""
    pointing = or_(Post.reply_to.is_not(None), Post.kind == "notice")
    return list(db.session.scalars(select(Post).where(Post.topic_id.in_([topic.id for topic in topics]), pointing)))


def _repoint(post: Post, former: int, places: Places) -> None:
    """What went into another topic is pointed at no more."""
    if post.reply_to is not None:
        post.reply_to = _number_in(post.topic_id, places.get((former, post.reply_to)))
    if post.notice.get("number"):
        post.notice = post.notice | {"number": _number_in(post.topic_id, places.get((former, post.notice["number"])))}


def _number_in(topic_id: int, place: tuple[int, int] | None) -> int | None:
    return place[1] if place and place[0] == topic_id else None


def _solve(source: Topic, target: Topic, places: Places, all_went: bool) -> None:
    """An answer stays one next to its question; where all of the question goes, if there is none yet."""
    theirs = places.get((source.id, source.solution_number or 0))
    own = places.get((target.id, target.solution_number or 0))
    source.solution_number = _number_in(source.id, theirs)
    target.solution_number = _number_in(target.id, own)
    if all_went and theirs and not own and target.category.has_solutions:
        target.solution_number = _number_in(target.id, theirs)
        if target.category.has_states:
            target.state, target.routed_to, target.routed_reason = "solved", "", ""
