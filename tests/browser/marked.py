"""The pages of what hangs on a message, and what they need."""

from types import SimpleNamespace

from forum.topics import actions
from tests.browser.filling import PLAIN, of

POST = of(post_id=lambda w: w.own.id)
MARKED = {
    "member": {"topics.bookmarks": PLAIN, "topics.edit_bookmark": POST, "topics.thanks": POST},
}


def leave_marks(world: SimpleNamespace) -> None:
    """The member keeps a message of their own, for which somebody thanks."""
    actions.thank(world.own, world.organiser)
    actions.keep_post(world.own, world.member, note="À relire avant la réunion")
