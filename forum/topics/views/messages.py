"""The messages of a page, ready for the template: every address and word worked out once, here."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from forum.core.i18n import ago, clocktime, longdate
from forum.topics.queries import Message
from forum.topics.rules.post import can_delete, can_edit, can_restore, can_see_revisions

RULES = {"edit": can_edit, "delete": can_delete, "restore": can_restore, "revisions": can_see_revisions}


@dataclass(slots=True)
class Shown:
    """One message on the page."""

    id: int
    number: int
    kind: str  # message, notice, deleted
    post: Message
    html: Markup
    name: str
    profile: str  # the address of who wrote it; none for someone erased
    initials: str
    hue: int
    signature: str
    is_staff: bool
    href: str
    iso: str
    day: str
    ago: str
    edited: str
    acts: set[str]  # what the viewer may do to it beyond reading and answering


def shown(viewer: Any, posts: list[Message]) -> list[Shown]:
    """Those of the messages that ``viewer`` sees; a deleted one leaves its place to its author and the support team."""
    return [_shown(viewer, post) for post in posts if not post.is_deleted or viewer.is_organiser or _is_own(viewer, post)]


def _shown(viewer: Any, post: Message) -> Shown:
    author, topic = post.author, post.topic
    return Shown(
        post.id,
        post.number,
        "deleted" if post.deleted_at else post.kind,
        post,
        Markup(post.html),
        author.display_name,
        "" if author.state == "erased" else f"/u/{author.username}",
        author.initials,
        author.hue,
        author.signature,
        author.is_staff,
        f"{topic.url}/{post.number}#m{post.number}",
        post.created_at.isoformat(timespec="seconds"),
        f"{longdate(post.created_at)}, {clocktime(post.created_at)}",
        ago(post.created_at),
        ago(post.edited_at) if post.edited_at else "",
        _acts(viewer, post),
    )


def _acts(viewer: Any, post: Message) -> set[str]:
    """The rules are asked about one's own messages, and by the support team: others may do none of this."""
    if not viewer.is_member or not (viewer.is_organiser or _is_own(viewer, post)):
        return set()
    return {act for act, allows in RULES.items() if allows(viewer, post)}  # type: ignore[arg-type]


def _is_own(viewer: Any, post: Message) -> bool:
    return viewer.is_authenticated and post.author_id == viewer.id
