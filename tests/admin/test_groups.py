"""Groups, and who is in them."""

import pytest

from forum.audit.queries import entries
from forum.groups.actions import ensure_automatic
from forum.groups.queries import by_slug, members_of
from tests.makers import make_group, make_user


@pytest.fixture
def boss(log_in):
    return log_in(make_user(role="administrator"))


def test_a_group_is_made_named_and_filled(boss):
    assert boss.post("/admin/groupes/nouveau", data={"name": "Comité de pilotage"}).status_code == 303
    group, person = (
        by_slug("comite-de-pilotage"),
        make_user(first_name="Rose", last_name="Palmier", username="rose.palmier"),
    )
    for typed in ("Rose Palmier (rose.palmier)", person.email):
        assert boss.post(f"/admin/groupes/{group.id}/membres", data={"who": typed}).status_code == 303
    assert members_of(group) == [person]
    boss.post(f"/admin/groupes/{group.id}", data={"name": "COPIL", "description": "Pilotage"})
    assert (by_slug("comite-de-pilotage").name, group.description) == ("COPIL", "Pilotage")
    assert boss.post(f"/admin/groupes/{group.id}/membres/{person.id}/retirer").status_code == 303
    assert members_of(group) == []
    assert [entry.verb for entry in entries().rows] == ["MemberRemoved", "GroupChanged", "MemberAdded", "GroupCreated"]


def test_two_names_that_fold_into_one_address_get_two(boss):
    for name in ("Comité", "Comite"):
        boss.post("/admin/groupes/nouveau", data={"name": name})
    assert by_slug("comite").name == "Comité"
    assert by_slug("comite-2").name == "Comite"


def test_a_name_is_taken_once(boss):
    make_group(name="COPIL")
    assert boss.post("/admin/groupes/nouveau", data={"name": "copil", "description": "Gardée"}).status_code == 422
    assert "Gardée" in boss.post("/admin/groupes/nouveau", data={"name": "", "description": "Gardée"}).text


@pytest.mark.parametrize("typed", ["", "personne.inconnue", "attente@exemple.fr"])
def test_only_members_of_the_network_enter_a_group(boss, typed):
    make_user(email="attente@exemple.fr", state="pending")
    group = make_group()
    answer = boss.post(f"/admin/groupes/{group.id}/membres", data={"who": typed})
    assert answer.status_code == 422
    assert 'id="who-error"' in answer.text
    assert members_of(group) == []


def test_automatic_groups_are_not_filled_by_hand(boss):
    group, user = ensure_automatic()["administrateurs"], make_user()
    assert boss.post(f"/admin/groupes/{group.id}/membres", data={"who": user.username}).status_code == 404
    boss.post(f"/admin/groupes/{group.id}", data={"name": "Rois", "description": ""})
    assert by_slug("administrateurs").name != "Rois"
