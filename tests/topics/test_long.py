"""Long topics: twenty messages a page, parts that scripts ask for, ways to a message and to a day."""

import re
from datetime import timedelta

import pytest

from forum.core import tallies
from forum.core.clock import now
from forum.topics.models import TopicReader
from forum.topics.queries import days as days_of
from tests.makers import make_category, make_group, make_post, make_topic, make_user


@pytest.fixture
def topic():
    """Forty-five messages, one a day."""
    start = now() - timedelta(days=60)
    topic = make_topic(created_at=start)
    for day in range(1, 45):
        make_post(topic, created_at=start + timedelta(days=day))
    return topic


def numbers(page) -> list[int]:
    return [int(number) for number in re.findall(r' id="m(\d+)"', page.text)]


def day(topic, number):
    return (topic.created_at + timedelta(days=number - 1)).date().isoformat()


def test_a_page_leads_to_those_before_and_after(log_in, topic):
    page = log_in(make_user()).get(f"{topic.url}/30")
    assert numbers(page) == list(range(21, 41))
    assert f'rel="prev" href="{topic.url}"' in page.text
    assert f'rel="next" href="{topic.url}/41"' in page.text


def test_a_part_is_the_same_messages_without_the_page(log_in, topic):
    reader = log_in(make_user())
    part = reader.fragment(f"{topic.url}/41")
    assert numbers(part) == list(range(41, 46))
    assert 'data-last="45"' in part.text
    assert "<html" not in part.text
    assert "data-nearby" in part.text or "À lire ensuite" not in reader.get(f"{topic.url}/41").text


def test_a_part_that_was_fetched_is_not_read_yet(log_in, db, topic):
    member = make_user()
    log_in(member).fragment(f"{topic.url}/41")
    tallies.flush()
    assert db.session.get(TopicReader, (member.id, topic.id)) is None
    db.session.refresh(topic)
    assert topic.views == 0


@pytest.mark.parametrize(("asked", "number"), [("30", 30), ("0", 1), ("-4", 1), ("999", 45), ("x", 1), ("", 1)])
def test_a_message_is_reached_by_its_number(log_in, topic, asked, number):
    answer = log_in(make_user()).get(f"/t/{topic.id}/aller", query_string={"message": asked})
    assert answer.location == f"{topic.url}/{number}#m{number}"


def test_a_day_is_reached_at_its_first_message(log_in, topic):
    reader = log_in(make_user())
    for number in (1, 2, 20, 21, 44, 45):
        answer = reader.get(f"/t/{topic.id}/aller", query_string={"jour": day(topic, number)})
        reached = int(answer.location.rpartition("#m")[2])
        assert reached in (number, number + 1)  # a message of the evening in UTC is of the next day in Paris
    before, after = (reader.get(f"/t/{topic.id}/aller", query_string={"jour": d}) for d in ("2001-01-01", "2190-01-01"))
    assert before.location.endswith("#m1")
    assert after.location.endswith("#m45")


@pytest.mark.parametrize("asked", ["", "hier", "2022-13-45", "2022-1-4"])
def test_what_is_no_day_leads_to_the_beginning(log_in, topic, asked):
    answer = log_in(make_user()).get(f"/t/{topic.id}/aller", query_string={"jour": asked})
    assert answer.location.endswith("#m1")


def test_nobody_jumps_into_what_they_do_not_see(log_in):
    hidden = make_topic(category=make_category(group=make_group()))
    assert log_in(make_user()).get(f"/t/{hidden.id}/aller?message=1").status_code == 404


def test_the_page_offers_to_jump_where_there_are_pages(log_in, topic):
    reader = log_in(make_user())
    assert 'name="jour"' in reader.get(topic.url).text
    assert 'name="jour"' not in reader.get(make_topic().url).text


def test_the_timeline_knows_its_days(log_in, topic):
    days = log_in(make_user()).get(f"/t/{topic.id}/dates").json
    assert [number for number, _words in days] == list(range(1, 46))
    assert len({words for _number, words in days}) > 40
    assert log_in(make_user()).get("/t/987654/dates").status_code == 404


def test_a_long_timeline_knows_some_of_its_days(log_in, topic, monkeypatch):
    monkeypatch.setattr(days_of, "MARKS", 10)
    days = log_in(make_user()).get(f"/t/{topic.id}/dates").json
    assert [number for number, _words in days] == [*range(1, 45, 4), 45]
