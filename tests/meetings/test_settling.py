"""What becomes of proposals: accepted, declined, merged, deferred; and of the votes that were given."""

from datetime import UTC, datetime, timedelta

import pytest

from forum.core.db import db as database
from forum.meetings.actions import agenda as actions
from forum.meetings.models import AgendaItem, ItemVote
from forum.meetings.queries.agenda import accepted
from forum.meetings.queries.proposals import supporters, votes_left
from tests.makers import make_meeting, make_organiser, make_user

pytestmark = pytest.mark.usefixtures("at_work")


@pytest.fixture
def meeting():
    until = datetime(2022, 2, 9, 17, 0, tzinfo=UTC)
    return make_meeting(
        starts=datetime(2022, 2, 16, 10), ends=datetime(2022, 2, 16, 16, 30), title="Février", proposals_until=until
    )


@pytest.fixture
def april(meeting):
    return make_meeting(series=meeting.series, starts=datetime(2022, 4, 6, 10), title="Avril")


def proposals(meeting, count: int) -> list[AgendaItem]:
    return [actions.propose(meeting, make_user(), f"Proposition {number}", "Parce que") for number in range(count)]


def test_merging_makes_one_vote_of_a_person_s_two(meeting):
    first, second = proposals(meeting, 2)
    both, one = make_user(), make_user()
    actions.vote(first, both)
    actions.vote(second, both)
    actions.vote(first, one)
    actions.merge(first, second, make_organiser())
    assert supporters(second) == {both.id, one.id}
    assert supporters(first) == set()
    assert votes_left(meeting, both) == 2
    assert (first.state, first.merged_into_id) == ("merged", second.id)


def test_what_was_merged_follows_when_its_target_is_merged(meeting):
    first, second, third = proposals(meeting, 3)
    by = make_organiser()
    actions.merge(first, second, by)
    actions.merge(second, third, by)
    database.session.expire_all()
    assert first.merged_into_id == third.id


def test_an_item_merges_with_neither_itself_nor_another_meeting_s_nor_what_is_settled(meeting, april):
    first, second = proposals(meeting, 2)
    [elsewhere], by = proposals(april, 1), make_organiser()
    for into in (first, elsewhere):
        with pytest.raises(actions.AlreadySettled):
            actions.merge(first, into, by)
    actions.decline(second, by, "Non")
    with pytest.raises(actions.AlreadySettled):
        actions.merge(first, second, by)
    assert first.is_proposed


def test_deferring_takes_the_votes_along_and_more_than_three_stay(meeting, april):
    voter, by = make_user(), make_organiser()
    for item in proposals(april, 3):
        actions.vote(item, voter)
    [item] = proposals(meeting, 1)
    actions.vote(item, voter)
    twin = actions.defer(item, by, "L’intervenante n’est pas libre")
    assert (item.state, twin.state, twin.meeting_id, twin.deferred_from_id) == (
        "deferred", "proposed", april.id, item.id,
    )  # fmt: skip
    assert (twin.title, twin.why, twin.proposed_by_id) == (item.title, item.why, item.proposed_by_id)
    assert supporters(twin) == {voter.id}
    assert votes_left(meeting, voter) == 3
    assert votes_left(april, voter) == 0
    [other] = proposals(april, 1)
    with pytest.raises(actions.NoVoteLeft):
        actions.vote(other, voter)
    actions.take_back(twin, voter)
    assert votes_left(april, voter) == 0  # three are given


def test_the_last_meeting_of_a_series_defers_nothing(meeting, log_in):
    [item] = proposals(meeting, 1)
    make_meeting(series=meeting.series, starts=datetime(2022, 4, 6, 10), state="draft")
    make_meeting(series=meeting.series, starts=datetime(2022, 4, 7, 10), state="cancelled")
    make_meeting(starts=datetime(2022, 4, 8, 10))  # of another series
    with pytest.raises(actions.NoNextMeeting):
        actions.defer(item, make_organiser())
    page = log_in(make_organiser()).get(f"/reunions/points/{item.id}/report")
    assert "Aucune réunion ne suit" in page.text


def test_the_support_team_settles_by_its_pages(meeting, april, log_in):
    first, second, third, fourth = proposals(meeting, 4)
    organiser = log_in(make_organiser())

    def post(item, verb: str, **data: str) -> int:
        return organiser.post(f"/reunions/points/{item.id}/{verb}", data=data).status_code

    for item, verb in ((first, "refus"), (second, "regroupement"), (third, "report")):
        assert organiser.get(f"/reunions/points/{item.id}/{verb}").status_code == 200
    assert post(first, "refus") == 422  # a word is owed
    assert post(first, "refus", word="Traité en octobre") == 303
    assert post(fourth, "acceptation") == 303
    assert post(second, "regroupement", into="987654") == 422
    assert post(second, "regroupement", into=str(fourth.id)) == 303
    assert post(third, "report") == 303
    states = {item.id: item.state for item in database.session.query(AgendaItem).filter_by(meeting_id=meeting.id)}
    assert [states[item.id] for item in (first, second, third, fourth)] == [
        "declined", "merged", "deferred", "accepted",
    ]  # fmt: skip
    assert post(third, "acceptation") == 403  # it lives elsewhere now
    page = organiser.get(f"/reunions/{meeting.id}/ordre-du-jour/preparer").text
    assert "Traité en octobre" in page and [item.id for item in accepted(meeting)] == [fourth.id]
    assert post(first, "acceptation") == 303  # on second thoughts


def test_members_settle_nothing(meeting, april, log_in):
    [item], member = proposals(meeting, 1), log_in(make_user())
    for verb in ("acceptation", "refus", "regroupement", "report", "place"):
        assert member.post(f"/reunions/points/{item.id}/{verb}", data={"word": "Non"}).status_code == 403, verb
    assert database.session.get(AgendaItem, item.id).is_proposed


def test_two_who_settle_at_once_do_not_undo_each_other(meeting):
    [item], by = proposals(meeting, 1), make_organiser()
    actions.merge(item, proposals(meeting, 1)[0], by)
    late = (
        lambda: actions.accept(item, by),
        lambda: actions.decline(item, by, "Non"),
        lambda: actions.vote(item, by),
    )
    for act in late:
        with pytest.raises(actions.AlreadySettled):
            act()
    assert item.state == "merged"


def test_what_others_were_merged_into_is_not_withdrawn(meeting, log_in):
    first, second = proposals(meeting, 2)
    actions.merge(first, second, make_organiser())
    with pytest.raises(actions.HoldsOthers):
        actions.withdraw(second)
    author = log_in(second.proposed_by)
    author.post(f"/reunions/points/{second.id}/retrait")
    assert "D’autres propositions sont réunies" in author.get(meeting.url).text
    assert database.session.get(AgendaItem, second.id) is not None


def test_what_came_from_the_meeting_before_may_be_withdrawn_there(meeting, april):
    [item] = proposals(meeting, 1)
    actions.vote(item, make_user())
    actions.withdraw(actions.defer(item, make_organiser()))
    assert database.session.query(AgendaItem).count() == 1
    assert database.session.query(ItemVote).count() == 0


def test_a_proposal_deferred_twice_keeps_its_votes(meeting, april):
    june = make_meeting(series=meeting.series, starts=april.starts + timedelta(days=63))
    [item], voter = proposals(meeting, 1), make_user()
    actions.vote(item, voter)
    last = actions.defer(actions.defer(item, make_organiser()), make_organiser())
    assert last.meeting_id == june.id
    assert supporters(last) == {voter.id}
