"""Members are found by name, function and establishment, from the day they are admitted to the day they leave."""

from forum.accounts import actions
from forum.accounts.models import User
from forum.admin.actions.establishments import merge
from forum.directory.actions import check
from tests.makers import make_administrator, make_establishment, make_organiser, make_user


def are_found(client, text) -> bool:
    return "<mark>" in client.get("/recherche", query_string={"q": text, "type": "person"}).text.split("<main", 1)[1]


def admitted(**facts) -> User:
    user = make_user(**{"state": "pending", "first_name": "Clarisse", "last_name": "Vidalenc"} | facts)
    actions.admit(user, by=make_organiser())
    return user


def test_someone_is_found_from_their_admission_on(log_in):
    reader, pending = make_user(), make_user(state="pending", first_name="Clarisse", last_name="Vidalenc")
    assert not are_found(log_in(reader), "vidalenc")
    actions.admit(pending, by=make_organiser())
    assert are_found(log_in(reader), "vidalenc")


def test_someone_is_found_by_what_their_profile_says_now(log_in):
    reader, user = make_user(), admitted()
    actions.update_profile(user, by=user, function="Ergothérapeute", establishment="D-ITEP Les Grillons")
    browser = log_in(reader)
    assert are_found(browser, "ergotherapeute")
    assert are_found(browser, "grillons")


def test_someone_who_left_is_found_no_more(log_in):
    reader, user = make_user(), admitted()
    actions.leave(user, by=make_organiser())
    assert not are_found(log_in(reader), "vidalenc")


def test_people_are_found_by_the_corrected_name_of_their_house(log_in):
    reader, house, other = make_user(), make_establishment(), make_establishment(name="D-ITEP La Garrigue")
    admitted(establishment_id=house.id)
    check(house, by=None, name="D-ITEP Les Tilleuls")
    assert are_found(log_in(reader), "tilleuls")
    merge(house, other, make_administrator())
    assert are_found(log_in(reader), "garrigue")
