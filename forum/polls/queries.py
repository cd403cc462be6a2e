"""Polls as one person sees them: results that are not for them yet are not read into what is drawn."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from forum.accounts.people import Person
from forum.accounts.queries import PEOPLE, PERSON
from forum.core.clock import now
from forum.core.db import db, read, table_of
from forum.groups.queries import group_ids_of
from forum.polls.models import Poll, PollOption, PollVote

_POLLS, _OPTIONS, _VOTES = table_of(Poll), table_of(PollOption), table_of(PollVote)


class Choice(NamedTuple):
    """An option; ``votes`` is None as long as the results are not for this reader."""

    id: int
    text: str
    is_mine: bool
    votes: int | None
    percent: int


class Seen(NamedTuple):
    """A poll for one reader, in plain values."""

    id: int
    question: str
    is_multiple: bool
    is_secret: bool
    results: str
    is_open: bool
    ends_at: datetime | None  # until when one can vote, or since when no more
    is_for_me: bool  # among those who may vote
    has_voted: bool
    voters: int | None
    choices: tuple[Choice, ...]

    @property
    def shows(self) -> bool:
        """Are the results for this reader?"""
        return self.voters is not None


def shows_results(poll: Any, is_open: bool, has_voted: bool) -> bool:
    """The one place that says who sees figures: everybody, whoever has voted, or nobody before the end."""
    return not is_open or poll.results == "always" or (poll.results == "voted" and has_voted)


def is_asked(viewer: Any, group_ids: Iterable[int]) -> bool:
    """Is the question put to ``viewer``? Without groups, to every member."""
    wanted = set(group_ids)
    return viewer.is_member and (not wanted or bool(wanted & group_ids_of(viewer)))


def seen_by(viewer: Any, poll_ids: Iterable[int]) -> dict[int, Seen]:
    """The polls as ``viewer`` sees them, by key: three queries at most, however many."""
    wanted = {"polls": list(poll_ids)}
    mine: set[int] = set()
    if viewer.is_authenticated:
        mine = set(read(_MINE, wanted | {"user": viewer.id}).scalars())
    options: dict[int, list[Any]] = {}
    for row in read(_OF_POLLS, wanted):
        options.setdefault(row.poll_id, []).append(row)
    return {poll.id: _seen(viewer, poll, options.get(poll.id, []), mine) for poll in read(_BY_KEY, wanted)}


_IDS = bindparam("polls", expanding=True)
_BY_KEY = select(_POLLS).where(_POLLS.c.id.in_(_IDS))
_OF_POLLS = select(_OPTIONS).where(_OPTIONS.c.poll_id.in_(_IDS)).order_by(_OPTIONS.c.position)
_MINE = select(_VOTES.c.option_id).where(_VOTES.c.poll_id.in_(_IDS), _VOTES.c.user_id == bindparam("user"))


def _seen(viewer: Any, poll: Any, options: list[Any], mine: set[int]) -> Seen:
    is_open = poll.closed_at is None and (poll.closes_at is None or poll.closes_at > now())
    has_voted = any(option.id in mine for option in options)
    shown = shows_results(poll, is_open, has_voted)
    ends = [at for at in (poll.closed_at, poll.closes_at) if at]
    return Seen(
        poll.id,
        poll.question,
        poll.is_multiple,
        poll.is_secret,
        poll.results,
        is_open,
        min(ends) if ends else None,
        is_asked(viewer, poll.group_ids),
        has_voted,
        poll.voters if shown else None,
        tuple(_choice(option, option.id in mine, poll.voters, shown) for option in options),
    )


def _choice(option: Any, is_mine: bool, voters: int, shown: bool) -> Choice:
    """Of those who voted, so many per cent: with several choices the sum is above a hundred."""
    percent = round(100 * option.votes / voters) if shown and voters else 0
    return Choice(option.id, option.text, is_mine, option.votes if shown else None, percent)


def voters_of(poll: Poll) -> dict[int, list[Person]]:
    """Option → who chose it, the first one first. Of a secret poll nothing is told, to nobody."""
    found: dict[int, list[Person]] = {}
    if poll.is_secret:
        return found
    for option_id, *person in db.session.execute(_NAMED, {"poll": poll.id}):
        found.setdefault(option_id, []).append(Person._make(person))
    return found


_NAMED = (
    select(_VOTES.c.option_id, *PERSON)
    .select_from(PEOPLE.join(_VOTES, _VOTES.c.user_id == PERSON[0]))
    .where(_VOTES.c.poll_id == bindparam("poll"))
    .order_by(_VOTES.c.option_id, _VOTES.c.created_at, _VOTES.c.user_id)
)
