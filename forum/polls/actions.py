"""Putting a question, voting, and closing. Each of them holds the poll's row first, so that they never cross."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db, table_of
from forum.core.events import emit
from forum.polls.events import PollChanged
from forum.polls.models import Poll, PollOption, PollVote

_VOTES = table_of(PollVote)


class Closed(Exception):
    """The poll takes no more votes."""


class Voted(Exception):
    """Somebody has voted: the question and its options stay as they are."""


class OneOnly(Exception):
    """Several options, where one may choose one; none; or one of another poll."""


@dataclass(frozen=True)
class Question:
    """All that its author says of a poll."""

    question: str
    options: tuple[str, ...]
    is_multiple: bool = False
    is_secret: bool = True
    results: str = "always"
    group_ids: tuple[int, ...] = ()
    closes_at: datetime | None = None

    @property
    def facts(self) -> dict[str, Any]:
        names = ("question", "is_multiple", "is_secret", "results", "closes_at")
        return {name: getattr(self, name) for name in names} | {"group_ids": list(self.group_ids)}


def create_poll(author: User, asked: Question) -> Poll:
    poll = Poll(author_id=author.id, options=_options(asked), **asked.facts)
    db.session.add(poll)
    db.session.flush()
    emit(PollChanged(poll))
    return poll


def change_poll(poll: Poll, asked: Question) -> None:
    """Other words, other options, other rules, as long as nobody has voted; else Voted."""
    _hold(poll)
    if poll.voters:
        raise Voted
    for name, value in asked.facts.items():
        setattr(poll, name, value)
    poll.options.clear()
    db.session.flush()  # the positions are free again
    poll.options.extend(_options(asked))
    db.session.flush()
    emit(PollChanged(poll))


def close_poll(poll: Poll) -> None:
    """From now on nobody votes; again changes nothing."""
    _hold(poll)
    if poll.is_open:
        poll.closed_at = now()
        db.session.flush()
        emit(PollChanged(poll))


def delete_poll(poll: Poll) -> None:
    """As long as nobody has voted; else Voted."""
    _hold(poll)
    if poll.voters:
        raise Voted
    emit(PollChanged(poll))
    db.session.delete(poll)
    db.session.flush()


def vote(poll: Poll, voter: User, option_ids: Iterable[int]) -> None:
    """Vote for these options, instead of those chosen before; Closed or OneOnly change nothing.

    Of a poll with several choices none takes the vote back.
    """
    chosen = set(option_ids)
    _hold(poll)
    if not poll.is_open:
        raise Closed
    if chosen - {option.id for option in poll.options} or (not poll.is_multiple and len(chosen) != 1):
        raise OneOnly
    before = chosen_by(poll, voter.id)
    if chosen == before:
        return
    _count(before - chosen, -1)
    _count(chosen - before, 1)
    mine = (_VOTES.c.poll_id == poll.id, _VOTES.c.user_id == voter.id)
    db.session.execute(delete(_VOTES).where(*mine))
    db.session.add_all(
        PollVote(option_id=key, user_id=voter.id, poll_id=poll.id, only=key if poll.is_multiple else 0)
        for key in sorted(chosen)
    )
    poll.voters += bool(chosen) - bool(before)
    db.session.flush()
    emit(PollChanged(poll))


def chosen_by(poll: Poll, user_id: int) -> set[int]:
    mine = select(_VOTES.c.option_id).where(_VOTES.c.poll_id == poll.id, _VOTES.c.user_id == user_id)
    return set(db.session.scalars(mine))


def _hold(poll: Poll) -> None:
    """Whoever else changes the poll or votes waits until this is committed; the row is read afresh."""
    held = update(Poll).where(Poll.id == poll.id).values(voters=Poll.voters)
    db.session.execute(held, execution_options={"synchronize_session": False})
    db.session.refresh(poll)


def _count(option_ids: set[int], more: int) -> None:
    counted = update(PollOption).where(PollOption.id.in_(option_ids)).values(votes=PollOption.votes + more)
    db.session.execute(counted, execution_options={"synchronize_session": False})


def _options(asked: Question) -> list[PollOption]:
    return [PollOption(position=n, text=text) for n, text in enumerate(asked.options, start=1)]
