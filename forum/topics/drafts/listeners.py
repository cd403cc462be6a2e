"""Drafts go where their topic goes, and with whom they belong to."""

from sqlalchemy import delete, select, update

from forum.accounts.events import AccountRefused, PersonLeft
from forum.core.db import db
from forum.core.events import listen
from forum.topics.drafts.models import Draft
from forum.topics.order.events import TopicsMerged


@listen(PersonLeft)
@listen(AccountRefused)
def forget_drafts(event: PersonLeft | AccountRefused) -> None:
    """Nobody else may read them, and their writer comes here no more."""
    db.session.execute(delete(Draft).where(Draft.owner_id == event.user.id))


@listen(TopicsMerged)
def follow_topic(event: TopicsMerged) -> None:
    """An answer begun below the topic that is no more is for the one it went into; who has one there keeps both."""
    old, new = f"reponse-{(event.before or {})['topic']}", f"reponse-{event.topic.id}"
    has_one = select(Draft.owner_id).where(Draft.place == new)
    moving = update(Draft).where(Draft.place == old, Draft.owner_id.not_in(has_one.scalar_subquery()))
    db.session.execute(moving.values(place=new), execution_options={"synchronize_session": False})
