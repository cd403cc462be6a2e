"""What is remembered of pages is never out of date when order is kept: each act shows at once in all that shows it."""

import pytest

from forum.core.clock import today
from forum.core.db import db as database
from forum.topics.actions.aside import archive, unarchive
from forum.topics.actions.close import close, plan_closing
from forum.topics.models import Post
from forum.topics.order.merge import merge
from forum.topics.order.split import split, split_into
from forum.topics.order.timers import end_of
from tests.makers import make_category, make_organiser, make_post, make_topic, make_user
from tests.topics.test_fresh import forget_all, shown

ACTS = {
    "split": lambda one, other, last, by: split(one, by, [last], "Un autre sujet", one.category),
    "into another": lambda one, other, last, by: split_into(one, by, [last], other),
    "merged": lambda one, other, last, by: merge(other, one, by),
    "closed later": lambda one, other, last, by: plan_closing(one, by, end_of(today())),
    "closed for a time": lambda one, other, last, by: close(one, by, until=end_of(today())),
    "archived": lambda one, other, last, by: archive(one, by),
    "unarchived": lambda one, other, last, by: (archive(one, by), unarchive(one, by)),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("reader", ["visitor", "member"])
def test_each_act_shows_at_once(client, log_in, act, reader):
    forget_all()
    browser = client if reader == "visitor" else log_in(make_user())
    category = make_category(open_to="visiteurs")
    one, other = make_topic(category=category), make_topic(category=category)
    make_post(one)
    last = make_post(one, body="Le dernier message").id
    lists = ["/", "/recents", f"/c/{category.slug}"]
    before = [shown(browser, path) for path in (*lists, one.url, other.url)]
    ACTS[act](one, other, last, make_organiser())
    database.session.commit()
    paths = [*lists, one.url, *([] if act == "merged" else [other.url])]
    after = [shown(browser, path) for path in paths]
    forget_all()
    assert after == [shown(browser, path) for path in paths]
    assert after[3] != before[3]
    place = database.session.get_one(Post, last).topic
    assert "Le dernier message" in shown(browser, place.url)
