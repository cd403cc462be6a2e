"""What people leave on messages of the closed room, and what one keeps of a message that was moved there."""

from typing import Any

from forum.core.clock import now
from forum.polls.actions import Question, vote
from forum.topics import actions
from forum.topics.actions.ask import ask
from tests.doors.words import phrase


def leave_marks(world: Any, post_of: Any) -> None:
    people, copil = world.people, world.copil
    actions.thank(copil.first, people["insider"])
    actions.keep_post(copil.first, people["colleague"], note=phrase("signetnote"), remind_at=now())
    question = Question(phrase("sondage"), (phrase("sondagereponse"), "Non"), is_secret=False)
    vote(poll := ask(copil.first, question), people["colleague"], [poll.options[0].id])
    for name in ("member", "organiser", "administrator"):
        actions.keep_post(post_of(copil.moved, 1), people[name])
