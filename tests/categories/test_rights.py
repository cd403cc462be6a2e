"""Who sees, opens topics and replies: PRODUCT's table, and private categories."""

from datetime import timedelta

import pytest
from werkzeug.exceptions import NotFound

from forum.categories import actions, queries
from forum.categories.setup import create_defaults
from forum.core.clock import now
from forum.core.rules import can
from forum.core.viewer import Visitor
from forum.groups.actions import add_member, ensure_automatic
from tests.makers import make_category, make_group, make_user

FIVE = ["aide", "ressources", "actualites", "reunions", "forum"]


def rights(user) -> dict[str, str]:
    """slug → the verbs open to ``user``."""
    verbs = {"see": "s", "create_topic": "c", "reply": "r"}
    return {c.slug: "".join(v for verb, v in verbs.items() if can(user, verb, c)) for c in queries.visible(user)}


@pytest.fixture
def five(app):
    return create_defaults()


def test_members_see_the_five_in_order_and_open_no_meeting_topic(five):
    assert rights(make_user()) == dict.fromkeys(FIVE, "scr") | {"reunions": "sr"}
    assert list(rights(make_user())) == FIVE


def test_organisers_do_everything_in_the_five(five):
    assert rights(make_user(role="organiser")) == rights(make_user(role="administrator")) == dict.fromkeys(FIVE, "scr")


def test_whoever_is_not_a_member_sees_nothing(five):
    assert rights(Visitor()) == rights(make_user(state="pending")) == {}
    assert rights(make_user(role="organiser", suspended_until=now() + timedelta(days=1))) == {}


def test_creating_the_defaults_again_keeps_what_an_administrator_changed(five):
    actions.change_category(five[0], name="Premiers pas")
    actions.grant(five[0], ensure_automatic()["membres"], see=True, create=False, reply=False)
    create_defaults()
    assert rights(make_user())["aide"] == "s"
    assert queries.visible(make_user())[0].name == "Premiers pas"
    assert len(queries.visible(make_user())) == 5


def test_a_private_category_is_for_its_group_alone(five):
    copil = make_group(slug="copil")
    actions.grant(make_category(slug="copil", open_to=None), copil, see=True, create=True, reply=True)
    insider = make_user()
    add_member(copil, insider)
    assert rights(insider)["copil"] == "scr"
    for outsider in (make_user(), make_user(role="organiser"), make_user(role="administrator"), Visitor()):
        assert "copil" not in rights(outsider)
        with pytest.raises(NotFound):
            queries.get_visible(outsider, "copil")
    assert queries.get_visible(insider, "copil").slug == "copil"


def test_a_visitor_never_writes_whatever_the_grid_says(app):
    category = make_category(slug="vitrine", open_to=None)
    actions.grant(category, ensure_automatic()["visiteurs"], see=True, create=True, reply=True)
    assert rights(Visitor()) == rights(make_user(state="pending")) == {"vitrine": "s"}
    assert rights(make_user()) == {"vitrine": "scr"}


def test_rights_of_groups_add_up(app):
    groups, category = ensure_automatic(), make_category(slug="mixte", open_to=None)
    actions.grant(category, groups["membres"], see=True, create=False, reply=False)
    actions.grant(category, groups["organisateurs"], see=True, create=False, reply=True)
    assert rights(make_user())["mixte"] == "s"
    assert rights(make_user(role="organiser"))["mixte"] == "sr"


def test_a_right_to_write_takes_seeing_along_and_none_removes_the_row(app):
    groups, category = ensure_automatic(), make_category(open_to=None)
    actions.grant(category, groups["membres"], see=False, create=False, reply=True)
    assert rights(make_user())[category.slug] == "sr"
    actions.grant(category, groups["membres"], see=False, create=False, reply=False)
    assert category.rights == []


def test_those_who_may_be_told_are_those_who_see(five):
    copil = make_group()
    private = make_category(open_to=None)
    actions.grant(private, copil, see=True, create=True, reply=True)
    insider, member, chief = make_user(), make_user(), make_user(role="organiser")
    add_member(copil, insider)
    waiting = make_user(state="pending")
    everybody = [user.id for user in (insider, member, chief, waiting)]
    assert queries.readers_among(private.id, everybody) == [insider]
    assert set(queries.readers_among(five[0].id, everybody)) == {insider, member, chief}


def test_one_query_answers_everything_about_a_person(five, db):
    from sqlalchemy import event

    user, asked = make_user(), []

    def note(connection, cursor, statement, *rest):
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    assert [queries.rights_of(user), queries.visible_ids(user), can(user, "reply", five[2])]
    event.remove(db.engine, "before_cursor_execute", note)
    assert len(asked) == 1
