"""Every door, every role: what stands in a closed room, or belongs to one person, comes out by none."""

import pytest

from tests.doors import crawl
from tests.doors.allowed import allowed, unheard
from tests.doors.state import changes, rows
from tests.doors.table import DOORS
from tests.doors.words import ASKED, PLACED
from tests.doors.world import ROLES, build


@pytest.fixture
def world(app):
    return build()


@pytest.fixture
def as_role(world, client, log_in):
    """``as_role(role)``: a client of whoever holds the role."""
    return lambda role: client if role == "visitor" else log_in(world.people[role])


def test_every_route_is_in_the_table(house):
    assert {rule.endpoint for rule in house.url_map.iter_rules()} == DOORS.keys()


@pytest.mark.parametrize("role", ROLES)
def test_nothing_private_comes_out(app, world, as_role, role):
    client = as_role(role)
    answers = [*crawl.read_all(client, app, world), *crawl.send_all(client, app, world)]
    assert not [str(answer) for answer in answers if answer.status >= 500]
    assert not [str(answer) for answer in answers if answer.leaks - allowed(role, answer.endpoint)]


@pytest.mark.parametrize("role", ["visitor", "pending", "member", "administrator"])
def test_what_is_private_answers_as_what_does_not_exist(app, world, as_role, role):
    """Status, headers and page are those of a key that nobody has; and what was sent changes nothing."""
    client = as_role(role)
    before = rows()
    pairs = list(crawl.twins(client, app, world))
    assert not [f"{private} ≠ {absent}" for private, absent in pairs if not crawl.are_alike(private, absent)]
    assert not changes(before, rows())


@pytest.mark.parametrize("role", ROLES)
def test_a_word_of_a_closed_room_is_found_as_often_as_a_word_nobody_wrote(world, as_role, role):
    """Not even counted."""
    client = as_role(role)
    private, absent = (crawl.ask(client, "", "GET", f"/recherche?q={word}", "page") for word in (ASKED, "zzzyzzyx"))
    assert private.status == 200
    assert crawl.neutral(private).replace(ASKED, "…") == crawl.neutral(absent).replace("zzzyzzyx", "…")


def test_the_crawl_hears_every_canary_where_it_may_sing(app, world, as_role):
    """Else a silent crawl would prove nothing."""
    heard = set()
    for role in ("insider", "colleague", "neighbour", "administrator"):
        heard |= set().union(*(answer.leaks for answer in crawl.read_all(as_role(role), app, world, ways=("page",))))
    assert unheard(PLACED - heard) == set()
