"""The messages of a page, ready for the template: every address and word worked out once, here."""

from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup

from forum.accounts.people import Person
from forum.core.i18n import ago, clocktime, locale_name, longdate
from forum.topics.queries import Message, OpenTopic
from forum.topics.rules.post import can_ask, can_delete, can_edit, can_restore, can_see_revisions, can_share
from forum.topics.views.marks import Kept, Thanked, place_of_poll, said_by

RULES = {
    "edit": can_edit,
    "delete": can_delete,
    "restore": can_restore,
    "revisions": can_see_revisions,
    "ask": can_ask,
    "share": can_share,
}


class Shown(NamedTuple):
    """One message on the page, in plain values: messages that say the same are drawn once (core.drawing)."""

    id: int
    number: int
    kind: str  # message, notice, deleted
    html: Markup
    name: str
    profile: str  # the address of who wrote it; none for someone erased
    initials: str
    hue: int
    signature: str
    is_staff: bool
    topic: str  # its address
    iso: str
    day: str
    ago: str
    edited: str
    is_answer: bool  # the one that was marked
    may_reply: bool
    has_more: bool  # forms of this viewer, or the outcome of the topic: such a message is drawn anew
    acts: frozenset[str]  # what the viewer may do to it beyond reading and answering
    thanks: Thanked | None  # nobody thanks for a notice
    keep: Kept | None  # for members
    is_wiki: bool  # written by many
    poll: Markup | None  # the place of a poll, which each reader sees otherwise
    post: Message | None  # where the template needs more than the above


def shown(
    viewer: Any,
    topic: OpenTopic,
    posts: list[Message],
    may: dict[str, bool],
    has_outcome: bool,
    thanks: dict[int, list[Person]],
) -> list[Shown]:
    """Those of the messages that ``viewer`` sees; a deleted one leaves its place to its author and the support team."""
    address, answer = topic.url, topic.solution_number
    visible = [post for post in posts if not post.deleted_at or viewer.is_organiser or _is_own(viewer, post)]
    return [
        _shown(viewer, post, address, answer, may, has_outcome and post.number == 1, thanks.get(post.id, []))
        for post in visible
    ]


def _shown(
    viewer: Any,
    post: Message,
    address: str,
    answer: int | None,
    may: dict[str, bool],
    has_outcome: bool,
    thanked: list[Person],
) -> Shown:
    author, acts = post.author, _acts(viewer, post)
    kind = "deleted" if post.deleted_at else post.kind
    has_more = bool(acts) or has_outcome or (may["solve"] and post.number > 1)
    return Shown(
        post.id,
        post.number,
        kind,
        Markup(post.html),  # noqa: S704 (cooked: bleach and nh3 had the last word)
        author.display_name,
        "" if author.state == "erased" else f"/u/{author.username}",
        author.initials,
        author.hue,
        author.signature,
        author.is_staff,
        address,
        *_written(locale_name(), post.created_at),
        ago(post.created_at),
        ago(post.edited_at) if post.edited_at else "",
        post.number == answer,
        may["reply"],
        has_more,
        acts,
        thanks_of(viewer, post, thanked) if kind == "message" else None,
        Kept(post.id, post.number) if kind == "message" and viewer.is_member else None,
        post.is_wiki,
        place_of_poll(post.poll_id) if post.poll_id and kind == "message" else None,
        post if has_more or kind != "message" else None,
    )


def thanks_of(viewer: Any, post: Any, people: list[Person]) -> Thanked:
    """Nobody thanks themselves."""
    may = viewer.is_member and post.author_id != viewer.id
    return Thanked(post.id, post.number, post.thanks, said_by(people, post.thanks), may)


@lru_cache(maxsize=4096)
def _written(_locale: str, at: datetime) -> tuple[str, str]:
    """The moment for machines, and in words."""
    return f"{at:%Y-%m-%dT%H:%MZ}", f"{longdate(at)}, {clocktime(at)}"


def _acts(viewer: Any, post: Message) -> frozenset[str]:
    """The rules are asked about one's own messages, by the support team, and of what is written by many: about the rest
    others may do none of this."""
    if not viewer.is_member or not (viewer.is_organiser or post.is_wiki or _is_own(viewer, post)):
        return frozenset()
    return frozenset(act for act, allows in RULES.items() if allows(viewer, post))  # type: ignore[arg-type]


def _is_own(viewer: Any, post: Message) -> bool:
    return viewer.is_authenticated and post.author_id == viewer.id
