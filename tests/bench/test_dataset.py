"""The benchmark's data set, small: its rows are those that members would have made."""

import pytest
from sqlalchemy import func, select

from bench import dataset, pages
from bench.browser import Answer
from bench.dataset.reading import READER, TRACKER
from bench.dataset.words import COMMON, RARE, Writer
from forum.accounts.models import User
from forum.categories.queries import visible
from forum.core.viewer import Visitor
from forum.search.queries import search
from forum.search.question import understand
from forum.topics.models import Post, Topic, TopicReader

SMALL = dataset.Scale(topics=12, posts=3, long_topic=45, members=210, establishments=4, tracked=12, notifications=3)


class Silent:
    """A browser that is answered nothing."""

    def ask(self, request):
        return Answer(200, {}, b"")


@pytest.fixture
def filled(db, monkeypatch):
    monkeypatch.setattr("bench.dataset.messages.PARAGRAPHS", 30)
    monkeypatch.setattr("bench.dataset.messages.RARELY", 20)
    dataset.fill(SMALL)
    return db


def test_it_holds_what_its_scale_says(filled):
    counts = [filled.session.scalar(select(func.count()).select_from(table)) for table in (Topic, Post, User)]
    assert counts == [13, 12 * 3 + 45, 210]
    tracked = select(func.count()).where(TopicReader.user_id == TRACKER, TopicReader.level == "tracking")
    assert filled.session.scalar(tracked) == 12


def test_visitors_see_one_category_and_members_five(filled):
    reader = filled.session.get(User, 150)
    assert [category.slug for category in visible(Visitor())] == ["actualites"]
    assert len(visible(reader)) == 5
    assert "copil" in [category.slug for category in visible(filled.session.get(User, READER))]


def test_both_words_are_found_in_it(filled):
    member = filled.session.get(User, 150)
    assert search(member, understand(COMMON)).page.total > 3
    assert search(member, understand(RARE)).page.total > 0


def test_every_page_measured_answers(filled, app):
    filled.session.commit()
    cases = pages.cases(app, Silent())
    client = app.test_client(use_cookies=False)
    for case in cases:
        request = case.request()
        answer = client.open(request.path, method=request.method, data=request.body, headers=request.all_headers)
        assert answer.status_code == case.status, case.name


def test_the_same_seed_writes_the_same_words():
    assert Writer(3).paragraph() == Writer(3).paragraph()
    assert Writer(3).paragraph() != Writer(4).paragraph()
