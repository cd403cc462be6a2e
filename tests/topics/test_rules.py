"""Who may, asked without the loaders that would answer 404 before: the API and other rooms ask the rules alone."""

import pytest

from forum.core.clock import now
from forum.core.rules import can
from forum.groups.queries import forget_groups
from forum.topics.models import Post
from tests.makers import make_administrator, make_category, make_group, make_organiser, make_post, make_topic, make_user

TOPIC = ("see", "reply", "solve", "rename", "close", "pin", "move", "route", "delete", "restore")
POST = ("see", "edit", "see_revisions", "delete", "restore")


def allowed(user, post) -> set[str]:
    forget_groups()  # a test makes rooms after it has asked
    verbs = {verb for verb in TOPIC if can(user, verb, post.topic)}
    return verbs | {f"{verb} message" for verb in POST if can(user, verb, post)}


@pytest.fixture
def request_post(db):
    return make_post(make_topic(category=make_category(kind="request")))


@pytest.mark.parametrize("make", [make_user, make_organiser, make_administrator])
def test_nobody_outside_the_group_may_anything_in_its_room(db, make):
    post = make_post(make_topic(category=make_category(kind="request", group=make_group())))
    assert allowed(make(), post) == set()


def test_not_even_the_author_once_out_of_the_group(db):
    topic = make_topic(category=make_category(kind="request", group=make_group()))
    assert allowed(topic.author, db.session.query(Post).one()) == set()


def test_a_member_reads_and_answers(db, request_post):
    assert allowed(make_user(), request_post) == {"see", "reply", "see message"}


def test_authors_have_their_own_in_hand(db, request_post):
    own = {"see", "reply", "see message", "edit message", "see_revisions message", "delete message"}
    assert allowed(request_post.author, request_post) == own
    assert allowed(request_post.topic.author, request_post) == {"see", "reply", "solve", "rename", "see message"}


def test_the_support_team_keeps_order(db, request_post):
    everything = {*TOPIC, *(f"{verb} message" for verb in POST)}
    assert allowed(make_organiser(), request_post) == everything - {"restore", "restore message"}


@pytest.mark.parametrize(
    "facts", [{"state": "pending"}, {"state": "left"}, {"suspended_until": now().replace(year=2100)}]
)
def test_who_is_no_member_reads_what_is_public_and_no_more(db, request_post, facts):
    request_post.author.state = facts.get("state", "active")
    request_post.author.suspended_until = facts.get("suspended_until")
    assert allowed(request_post.author, request_post) == set()
    public = make_post(make_topic(category=make_category(open_to="visiteurs")), author=request_post.author)
    assert allowed(request_post.author, public) == {"see", "see message"}


def test_a_notice_belongs_to_nobody(db, request_post):
    request_post.kind = "notice"
    assert allowed(request_post.author, request_post) == {"see", "reply", "see message"}
