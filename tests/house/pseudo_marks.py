"""What hangs on messages, in words of no language."""

from datetime import timedelta

from forum.core.clock import now
from forum.core.db import db
from forum.polls.actions import Question, close_poll, vote
from forum.topics import actions
from forum.topics.actions.ask import ask
from forum.topics.models import Post


def leave_marks(topic, answer, people: dict) -> None:
    """Thanks of one and of many, a bookmark, and polls of every kind."""
    asker, other, organiser = people["member"], people["other"], people["organiser"]
    for person in (asker, organiser, people["administrator"]):
        actions.thank(answer, person)
    actions.keep_post(answer, asker, note="Zznote", remind_at=now() + timedelta(days=3))
    for results in ("always", "voted", "closed"):
        message = actions.reply(topic, asker, "Zzsondage zz")
        actions.thank(message, other)
        asked = Question("Zzquestion", ("Zzoui", "Zznon"), is_secret=results != "always", results=results)
        poll = ask(message, asked)
        vote(poll, other, [poll.options[0].id])
    poll = ask(actions.reply(topic, asker, "Zzfini zz"), Question("Zzquestion", ("Zzoui", "Zznon"), is_multiple=True))
    vote(poll, organiser, [option.id for option in poll.options])
    close_poll(poll)
    limited = Question("Zzquestion", ("Zzoui", "Zznon"), group_ids=(987654,), closes_at=now() + timedelta(days=3))
    ask(actions.reply(topic, asker, "Zzgroupe zz"), limited)


def places() -> dict[str, int]:
    """The topic, a message that many thank for, and one whose votes are named."""
    thanked = db.session.query(Post).filter(Post.thanks > 2).one()
    polled = db.session.query(Post).filter(Post.poll_id.is_not(None)).order_by(Post.id).first()
    return {"marked": thanked.topic_id, "thanked": thanked.id, "polled": polled.id}
