"""Who is in which group."""

from datetime import timedelta

import pytest

from forum.accounts.events import AccountAdmitted
from forum.core.clock import now
from forum.core.events import emit
from forum.core.viewer import Visitor
from forum.groups import actions, queries
from tests.makers import make_group, make_user


@pytest.fixture
def slugs(app):
    actions.ensure_automatic()

    def of(user):
        ids = queries.group_ids_of(user)
        return {group.slug for group in queries.all_groups() if group.id in ids}

    return of


def test_automatic_groups_follow_the_account(slugs):
    assert slugs(Visitor()) == {"visiteurs"}
    assert slugs(make_user()) == {"visiteurs", "membres"}
    assert slugs(make_user(role="organiser")) == {"visiteurs", "membres", "organisateurs"}
    everything = {"visiteurs", "membres", "organisateurs", "administrateurs"}
    assert slugs(make_user(role="administrator")) == everything


def test_ensuring_the_automatic_groups_twice_makes_four(app):
    assert actions.ensure_automatic() == actions.ensure_automatic()
    assert len(queries.all_groups()) == 4


def test_a_person_put_into_a_group_is_in_it_at_once(slugs):
    user, group = make_user(), make_group(slug="copil")
    assert "copil" not in slugs(user)
    assert actions.add_member(group, user)
    assert "copil" in slugs(user)
    assert not actions.add_member(group, user)
    assert actions.remove_member(group, user)
    assert "copil" not in slugs(user)
    assert not actions.remove_member(group, user)


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "pending"},
        {"state": "left"},
        {"suspended_until": now() + timedelta(days=3650), "role": "administrator"},
    ],
)
def test_groups_rest_while_a_person_is_not_a_member(slugs, facts):
    user = make_user(**facts)
    actions.add_member(make_group(slug="copil"), user)
    assert slugs(user) == {"visiteurs"}


def test_nobody_is_put_into_an_automatic_group(app):
    group = actions.ensure_automatic()["administrateurs"]
    with pytest.raises(ValueError, match="follows from the account"):
        actions.add_member(group, make_user())


def test_members_of_an_automatic_group_are_those_it_includes(app):
    groups = actions.ensure_automatic()
    boss, member = make_user(role="administrator"), make_user()
    make_user(state="pending")
    assert set(queries.members_of(groups["membres"])) == {boss, member}
    assert queries.members_of(groups["administrateurs"]) == [boss]


def test_an_invited_person_is_in_the_groups_of_the_invitation_from_the_first_day(slugs):
    user = make_user()
    make_group(slug="copil")
    emit(AccountAdmitted(user, groups=("copil", "parti-depuis", "administrateurs")))
    assert slugs(user) == {"visiteurs", "membres", "copil"}
