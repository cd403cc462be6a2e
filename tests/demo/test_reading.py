"""The data of the demonstration is read as its README says."""

from datetime import UTC, date, datetime, timedelta

import pytest

from forum.core.clock import PARIS
from forum.demo.calendar import HELD, MEETINGS, Calendar, in_words
from forum.demo.reading import discussions, parse, table, with_names

DAYS = [date(2026, 11, 22) + timedelta(days=n) for n in range(0, 728, 41)]
NEAR = Calendar.near(date(2026, 11, 22))

TOPIC = """+++
title = "Avant le {{day:2021-12-08}}"
category = "forum"
author = "agnes"
tags = ["essai"]
days_ago = 9
hour = "09:25"
solved = 2
+++
--- agnes
Bonjour,

--- n’est pas un titre.
--- samir +2d 18:05
Le {{date:2021-12-08}}.
"""


@pytest.mark.parametrize("today", DAYS)
def test_the_dates_move_by_whole_years_of_364_days_and_leave_the_first_meeting_held(today):
    calendar = Calendar.near(today)
    assert calendar.shift.days % 364 == 0
    assert calendar.moved(HELD) < today
    assert [calendar.moved(day).weekday() for day in (HELD, *MEETINGS)] == [2] * 5


@pytest.mark.parametrize("today", [day for day in DAYS if not (6, 1) <= (day.month, day.day) <= (10, 10)])
def test_out_of_summer_a_meeting_is_ahead(today):
    assert any(Calendar.near(today).moved(day) > today for day in MEETINGS)


@pytest.mark.parametrize("today", DAYS)
def test_messages_are_written_on_working_days_before_today_in_their_order(today):
    calendar = Calendar.near(today)
    for discussion in discussions(calendar):
        at = None
        for message in discussion.messages:
            previous, at = at, calendar.moment(message.days_ago, message.hour, at)
            there = at.astimezone(PARIS)
            assert there.weekday() < 5 and there.date() < today
            assert previous is None or at > previous


@pytest.mark.parametrize("today", DAYS)
def test_the_minutes_come_after_the_meeting(today):
    calendar = Calendar.near(today)
    minutes = next(one for one in discussions(calendar) if one.title.startswith("Compte rendu de la réunion"))
    first = minutes.messages[0]
    assert calendar.moment(first.days_ago, first.hour).date() >= calendar.moved(HELD)


def test_a_topic_is_read_whole():
    topic = parse(TOPIC, NEAR)
    assert topic.title == "Avant le 2\u00a0décembre"
    assert [(one.author, one.days_ago, one.hour) for one in topic.messages] == [
        ("agnes", 9, "09:25"),
        ("samir", 7, "18:05"),
    ]
    assert topic.messages[0].body == "Bonjour,\n\n--- n’est pas un titre."
    assert topic.messages[1].body == "Le mercredi 2\u00a0décembre 2026."
    assert topic.facts == {"solved": 2}


def test_names_and_quotes_are_those_of_the_database():
    body = with_names(
        '[quote="message:3"]oui[/quote] @{agnes}', {"agnes": "agnes.roumens"}.__getitem__, lambda number: number + 40
    )
    assert body == '[quote="message:43"]oui[/quote] @agnes.roumens'


def test_an_hour_is_that_of_paris():
    assert NEAR.moment(2, "09:25") == datetime(2026, 11, 20, 8, 25, tzinfo=UTC)


def test_the_first_of_a_month_is_said_as_members_say_it():
    assert in_words(date(2027, 3, 1), whole=True) == "lundi 1er\u00a0mars 2027"
    assert in_words(date(2027, 3, 11), whole=False) == "11\u00a0mars"


def test_everybody_named_in_the_data_is_in_it():
    people = {person["key"] for person in table("people")}
    for discussion in discussions(NEAR):
        assert {message.author for message in discussion.messages} <= people
        for message in discussion.messages:
            with_names(message.body, {key: key for key in people}.__getitem__, lambda number: number)
