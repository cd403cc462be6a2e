"""Twenty-four at once: nobody gives a fourth vote, a double click is one vote, an item has one fate."""

from datetime import timedelta

import pytest

from forum.accounts.models import User
from forum.core.db import db
from forum.meetings.actions import agenda as actions
from forum.meetings.models import AgendaItem, ItemVote
from forum.search.queries import search
from forum.search.question import understand
from tests.at_once import DONE, in_transactions
from tests.makers import make_meeting, make_organiser, make_user

pytestmark = pytest.mark.race
THREADS = 24


def together(app, act) -> list[str]:
    return in_transactions(app, THREADS, act, actions.Refusal)


def of(item_id: int) -> AgendaItem:
    return db.session.get_one(AgendaItem, item_id)


def test_nobody_gives_a_fourth_vote(app):
    meeting, author, voter_id = make_meeting(), make_user(), make_user().id
    items = [actions.propose(meeting, author, f"{number}").id for number in range(THREADS)]
    results = together(app, lambda number: actions.vote(of(items[number]), db.session.get_one(User, voter_id)))
    assert results.count(DONE) == 3
    assert results.count("NoVoteLeft") == THREADS - 3
    assert db.session.query(ItemVote).count() == 3


def test_a_vote_sent_many_times_is_one(app):
    item_id, voter_id = actions.propose(make_meeting(), make_user(), "Une seule").id, make_user().id
    results = together(app, lambda _number: actions.vote(of(item_id), db.session.get_one(User, voter_id)))
    assert results == [DONE] * THREADS
    assert db.session.query(ItemVote).count() == 1


def test_an_item_has_one_fate_and_its_votes_go_with_it(app):
    """Half defer it while half vote: every vote that was taken is at the next meeting."""
    meeting, by_id = make_meeting(), make_organiser().id
    make_meeting(series=meeting.series, starts=meeting.starts + timedelta(days=49))
    item_id = actions.propose(meeting, make_user(), "Disputé").id
    voters = [make_user().id for _ in range(THREADS)]

    def act(number: int) -> None:
        if number % 2:
            actions.defer(of(item_id), db.session.get_one(User, by_id))
        else:
            actions.vote(of(item_id), db.session.get_one(User, voters[number]))

    results = together(app, act)
    assert results[1::2].count(DONE) == 1
    twins = db.session.query(AgendaItem).filter_by(deferred_from_id=item_id).all()
    assert len(twins) == 1
    votes = db.session.query(ItemVote).filter_by(item_id=twins[0].id).count()
    assert votes == results[0::2].count(DONE) == db.session.query(ItemVote).count()


def test_items_moved_at_once_keep_places_of_their_own(app):
    meeting = make_meeting()
    items = [actions.add_item(meeting, f"{number}").id for number in range(THREADS)]
    assert together(app, lambda number: actions.place(of(items[number]), 1)) == [DONE] * THREADS
    places = [item.position for item in db.session.query(AgendaItem)]
    assert sorted(places) == list(range(1, THREADS + 1))


def test_proposals_edited_at_once_are_all_found_as_they_read(app):
    meeting, author = make_meeting(), make_user()
    items = [actions.propose(meeting, author, f"Proposition {number}").id for number in range(THREADS)]
    words = [f"mot{chr(ord('a') + number)}" for number in range(THREADS)]
    act = lambda number: actions.edit_item(of(items[number]), 1, title=words[number])  # noqa: E731
    assert together(app, act) == [DONE] * THREADS
    with app.test_request_context():
        assert [search(author, understand(word)).page.total for word in words] == [1] * THREADS
