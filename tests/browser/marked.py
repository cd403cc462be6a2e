"""The pages of what hangs on a message, and what they need."""

from types import SimpleNamespace

from forum.polls.actions import Question, vote
from forum.topics import actions
from forum.topics.actions.ask import ask
from tests.browser.filling import PLAIN, of

POST = of(post_id=lambda w: w.own.id)
MARKED = {
    "member": {
        "topics.bookmarks": PLAIN,
        "topics.edit_bookmark": POST,
        "topics.thanks": POST,
        "topics.poll": POST,
        "topics.close_poll": POST,
        "topics.votes": POST,
    },
}


def leave_marks(world: SimpleNamespace) -> None:
    """The member has changed a message of their own once, keeps it, and asks a question; somebody thanks and votes."""
    text = world.own.body + "\n\nAvec une précision."
    world.edited = actions.edit_post(world.own, world.member, text, world.own.version)
    poll = ask(world.own, Question("Quel jour vous convient ?", ("Mardi", "Jeudi"), is_secret=False))
    vote(poll, world.organiser, [poll.options[0].id])
    actions.thank(world.own, world.organiser)
    actions.keep_post(world.own, world.member, note="À relire avant la réunion")
