"""Thanks, bookmarks and polls cost a page the same few queries, however many; and none where there are none."""

import pytest
from sqlalchemy import event

from forum.polls.actions import Question, vote
from forum.topics import actions
from forum.topics.actions.ask import ask
from forum.topics.views import sheets
from tests.makers import make_category, make_post, make_topic, make_user


@pytest.fixture
def count(db):
    """``count(browser, address)``: the statements of the page, drawn from nothing and drawn again."""

    def counted(browser, address: str) -> tuple[int, int]:
        db.session.commit()
        sheets._shelf.clear()
        return _asked(db, browser, address), _asked(db, browser, address)

    return counted


def _asked(db, browser, address: str) -> int:
    sent: list[str] = []
    note = lambda _c, _cursor, statement, *_: sent.append(statement)  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert browser.get(address).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(sent)


def test_marks_cost_the_same_however_many(client, log_in, count):
    reader = make_user()
    member = log_in(reader)
    topic = make_topic(category=make_category(open_to="visiteurs"))
    posts = [make_post(topic) for _ in range(9)]
    without = {who: count(browser, topic.url) for who, browser in (("visitor", client), ("member", member))}
    counts = []
    for few in (posts[:1], posts[1:]):
        for post in few:
            for person in (reader, make_user(), make_user()):
                actions.thank(post, person)
            actions.keep_post(post, reader)
            poll = ask(post, Question("Quel jour ?", ("Mardi", "Jeudi")))
            vote(poll, reader, [poll.options[0].id])
        counts.append((count(client, topic.url), count(member, topic.url)))
    assert counts[0] == counts[1]
    assert counts[0][0][0] <= without["visitor"][0] + 3  # who thanks, the polls, their options
    assert counts[0][1][0] <= without["member"][0] + 5  # also one's votes and bookmarks


def test_thanks_and_bookmarks_of_others_cost_a_kept_page_nothing(log_in, count):
    reader = log_in(make_user())
    topic = make_topic()
    post = make_post(topic)
    without = count(reader, topic.url)
    actions.thank(post, make_user())
    actions.keep_post(post, make_user())
    assert count(reader, topic.url)[1] == without[1]
