"""Proposals and votes: who may, how many, until when; and what becomes of them."""

from datetime import UTC, datetime

import pytest

from forum.core.db import db as database
from forum.meetings.actions import agenda as actions
from forum.meetings.models import AgendaItem
from forum.meetings.queries.proposals import part, supporters, votes_left
from tests.makers import added, make_meeting, make_organiser, make_user

pytestmark = pytest.mark.usefixtures("at_work")


@pytest.fixture
def meeting():
    until = datetime(2022, 2, 9, 17, 0, tzinfo=UTC)
    return make_meeting(
        starts=datetime(2022, 2, 16, 10), ends=datetime(2022, 2, 16, 16, 30), title="Février", proposals_until=until
    )


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def proposals(meeting, count: int) -> list[AgendaItem]:
    return [actions.propose(meeting, make_user(), f"Proposition {number}", "Parce que") for number in range(count)]


# --- proposing --------------------------------------------------------------------------------------------------------


def test_a_member_proposes_with_a_reason_minutes_and_a_dimension(meeting, log_in):
    from forum.directory.models import Dimension

    dimension = added(Dimension(name="territoriale"))
    member = make_user(first_name="Nadia", last_name="Ferrand")
    data = {"title": "Qui compte quoi ?", "why": "Comparer nos pratiques.", "minutes": "20"}
    answer = log_in(member).post(
        f"/reunions/{meeting.id}/propositions/nouvelle", data=data | {"dimension": str(dimension.id)}
    )
    assert answer.status_code == 303
    item = database.session.query(AgendaItem).one()
    assert (item.state, item.minutes, item.dimension.name, item.proposed_by_id) == (
        "proposed", 20, "territoriale", member.id,
    )  # fmt: skip
    page = log_in(make_user()).get(meeting.url)
    assert "Qui compte quoi" in page.text and "Nadia Ferrand" in page.text and "Comparer nos pratiques." in page.text


@pytest.mark.parametrize("missing", ["title", "why", "minutes"])
def test_a_proposal_without_its_parts_is_refused_and_kept(meeting, log_in, missing):
    data = {"title": "Une trame commune", "why": "Chacun a la sienne.", "minutes": "20"} | {missing: ""}
    answer = log_in(make_user()).post(f"/reunions/{meeting.id}/propositions/nouvelle", data=data)
    assert answer.status_code == 422
    assert all(value in answer.text for value in data.values())
    assert database.session.query(AgendaItem).count() == 0


def test_a_proposal_sent_twice_is_one(meeting, log_in):
    data = {"title": "Une trame commune", "why": "Chacun a la sienne.", "minutes": "20"}
    member = log_in(make_user())
    for _twice in range(2):
        assert member.post(f"/reunions/{meeting.id}/propositions/nouvelle", data=data).status_code == 303
    assert database.session.query(AgendaItem).count() == 1


def test_an_edit_of_what_was_removed_meanwhile_loses_no_text(meeting):
    item = actions.propose(meeting, make_user(), "Un titre")
    key, version = item.id, item.version
    database.session.query(AgendaItem).filter_by(id=key).delete(synchronize_session=False)
    with pytest.raises(actions.AlreadySettled):
        actions.edit_item(item, version, title="Un autre")


def test_after_the_cut_off_nothing_is_proposed_and_the_text_is_kept(meeting, log_in, clock):
    clock.set(datetime(2022, 2, 9, 17, 1, tzinfo=UTC))
    data = {"title": "Trop tard", "why": "Un texte écrit longtemps", "minutes": "20"}
    member = log_in(make_user())
    answer = member.post(f"/reunions/{meeting.id}/propositions/nouvelle", data=data)
    assert answer.status_code == 403
    assert "Un texte écrit longtemps" in answer.text
    assert database.session.query(AgendaItem).count() == 0


def test_without_a_cut_off_proposals_end_when_the_meeting_begins(meeting, log_in, clock):
    meeting.proposals_until = None
    address = f"/reunions/{meeting.id}/propositions/nouvelle"
    clock.set(datetime(2022, 2, 16, 8, 59, tzinfo=UTC))
    member = make_user()
    assert log_in(member).get(address).status_code == 200
    clock.set(datetime(2022, 2, 16, 9, 0, tzinfo=UTC))
    assert log_in(member).get(address).status_code == 403


def test_ones_own_proposal_is_changed_and_withdrawn_while_it_is_only_proposed(meeting, log_in):
    author, organiser = make_user(), make_organiser()
    item = actions.propose(meeting, author, "Un titre", "Une raison")
    mine, other = log_in(author), log_in(make_user())
    edit, remove = f"/reunions/points/{item.id}/modifier", f"/reunions/points/{item.id}/retrait"
    data = {"title": "Un meilleur titre", "why": "Une raison", "minutes": "30", "version": str(item.version)}
    assert other.post(edit, data=data).status_code == 403
    assert other.post(remove).status_code == 403
    assert mine.post(edit, data=data).status_code == 303
    assert database.session.get(AgendaItem, item.id).title == "Un meilleur titre"
    actions.accept(item, organiser)
    assert mine.post(edit, data=data | {"version": "2"}).status_code == 403
    assert mine.post(remove).status_code == 403
    actions.decline(item, organiser, "Pas cette fois")
    again = actions.propose(meeting, author, "Un autre")
    actions.vote(again, organiser)
    remove = f"/reunions/points/{again.id}/retrait"
    assert mine.get(remove).status_code == 200
    assert mine.post(remove).status_code == 303
    assert database.session.query(AgendaItem).filter_by(title="Un autre").all() == []
    assert votes_left(meeting, organiser) == 3


def test_a_member_cannot_slip_in_what_is_the_support_team_s(meeting, log_in):
    author = make_user()
    data = {"title": "Un titre", "why": "Une raison", "minutes": "15"}
    more = {"state": "accepted", "kind": "break", "leader": "Moi", "position": "1", "proposed_by_id": "1"}
    log_in(author).post(f"/reunions/{meeting.id}/propositions/nouvelle", data=data | more)
    item = database.session.query(AgendaItem).one()
    log_in(author).post(f"/reunions/points/{item.id}/modifier", data=data | more | {"version": str(item.version)})
    item = database.session.query(AgendaItem).one()
    assert (item.state, item.kind, item.leader, item.position, item.proposed_by_id) == (
        "proposed", "topic", "", 0, author.id,
    )  # fmt: skip


# --- votes ------------------------------------------------------------------------------------------------------------


def test_three_votes_each_and_they_come_back(meeting, log_in):
    items, voter = proposals(meeting, 4), make_user()
    client = log_in(voter)

    def press(item, give: int):
        assert client.post(f"/reunions/points/{item.id}/voix", data={"give": str(give)}).status_code == 303
        return client.get(meeting.url)

    assert "Il vous reste 2 voix sur 3" in plain(press(items[0], 1).text)
    press(items[0], 1)  # a double click
    press(items[1], 1)
    assert "Il vous reste 0 voix sur 3" in plain(press(items[2], 1).text)
    assert "Vous avez donné toutes vos voix" in plain(press(items[3], 1).text)
    assert supporters(items[3]) == set()
    assert "Il vous reste 1 voix sur 3" in plain(press(items[0], 0).text)
    press(items[3], 1)
    assert [len(supporters(item)) for item in items] == [0, 1, 1, 1]


def test_a_vote_answers_with_the_part_of_the_page(meeting, log_in):
    [item] = proposals(meeting, 1)
    part_of_page = log_in(make_user()).fragment(f"/reunions/points/{item.id}/voix", "POST", data={"give": "1"})
    assert "<html" not in part_of_page.text
    assert 'aria-pressed="true"' in part_of_page.text
    assert 'data-said="Il vous reste 2 voix sur 3."' in plain(part_of_page.text)


def test_after_the_cut_off_no_vote_is_given_nor_taken_back(meeting, log_in, clock):
    [item], voter = proposals(meeting, 1), make_user()
    actions.vote(item, voter)
    clock.set(datetime(2022, 2, 9, 17, 0, tzinfo=UTC))
    for give in ("1", "0"):
        assert log_in(make_user()).post(f"/reunions/points/{item.id}/voix", data={"give": give}).status_code == 403
        assert log_in(voter).post(f"/reunions/points/{item.id}/voix", data={"give": give}).status_code == 403
    assert supporters(item) == {voter.id}
    assert "clos" in log_in(voter).get(meeting.url).text


def test_the_most_supported_stand_first(meeting):
    items, voters = proposals(meeting, 3), [make_user() for _ in range(3)]
    for voter in voters:
        actions.vote(items[2], voter)
    actions.vote(items[1], voters[0])
    told = part(meeting, voters[0])
    assert [one.item.id for one in told.waiting] == [items[2].id, items[1].id, items[0].id]
    assert [one.votes for one in told.waiting] == [3, 1, 0]
    assert told.left == 1
