"""Decisions and actions are numbered for ever when their minutes are published."""

from datetime import datetime

from forum.meetings.actions import minutes as acts
from forum.meetings.blocks import load
from forum.meetings.models import Action, Decision
from forum.meetings.queries.minutes import latest
from tests.makers import make_category, make_organiser, make_series, make_user
from tests.meetings.minutes import action, decision, held_meeting, information, published

DAY = datetime(2021, 10, 6, 10)


def codes(db, kind) -> list[str]:
    return sorted(db.session.scalars(db.select(kind.code)))


def test_numbers_carry_the_day_of_the_meeting_and_the_order(db):
    meeting = held_meeting(starts=DAY)
    published(decision("Oui"), information("Entre deux"), decision("Non"), action("Écrire"), meeting=meeting)
    assert codes(db, Decision) == ["D-2021-10-06-1", "D-2021-10-06-2"]
    assert codes(db, Action) == ["A-2021-10-06-1"]


def test_another_series_puts_its_short_name_before(db):
    series = make_series(short_name="COPIL", is_first=False)
    published(decision("Oui"), action("Écrire"), meeting=held_meeting(starts=DAY, series=series))
    assert codes(db, Decision) == ["D-COPIL-2021-10-06-1"]
    assert codes(db, Action) == ["A-COPIL-2021-10-06-1"]


def test_two_meetings_of_one_day_share_the_count(db):
    series = make_series(is_first=True)
    for _meeting in range(2):
        published(decision("Oui"), meeting=held_meeting(starts=DAY, series=series))
    assert codes(db, Decision) == ["D-2021-10-06-1", "D-2021-10-06-2"]


def test_a_number_is_never_given_twice(db):
    author = make_organiser()
    minutes = published(decision("Un"), decision("Deux"), meeting=held_meeting(starts=DAY), author=author)
    first, _second = load(latest(minutes).blocks)
    acts.save(minutes, author, [first], minutes.number, "Deux n’a pas été décidé")
    acts.save(minutes, author, [first, decision("Trois")], minutes.number, "Trois manquait")
    rows = {row.code: row for row in db.session.scalars(db.select(Decision))}
    assert [rows[code].text for code in sorted(rows)] == ["Un", "Deux", "Trois"]
    assert rows["D-2021-10-06-2"].state == "withdrawn" and rows["D-2021-10-06-3"].state == "in_force"


def test_an_amendment_keeps_what_became_of_an_action_meanwhile(db):
    author, owner = make_organiser(), make_user(first_name="Nadia", last_name="Ferrand")
    minutes = published(action("Écrire", owner="Nadia Ferrand", due="2021-11-30"), author=author)
    row = db.session.scalars(db.select(Action)).one()
    assert row.owner_id == owner.id
    row.state, row.due = "doing", datetime(2021, 12, 15).date()
    (block,) = load(latest(minutes).blocks)
    changed = action("Écrire à tous", block.id, owner=block.owner, due=block.due)
    acts.save(minutes, author, [changed], minutes.number, "Précision")
    assert (row.text, row.state, row.due.isoformat()) == ("Écrire à tous", "doing", "2021-12-15")


def test_the_message_of_the_topic_says_what_was_decided_and_follows_amendments(db):
    author = make_organiser()
    meeting = held_meeting(starts=DAY, series=make_series(is_first=True, category=make_category()))
    minutes = published(information("On a parlé."), decision("Oui"), meeting=meeting, author=author)
    from forum.topics.models import Post

    post = db.session.get(Post, minutes.post_id)
    assert post.topic_id == meeting.topic_id and "D-2021-10-06-1" in post.body and "On a parlé." in post.body
    blocks = [information("On a bien parlé."), *load(latest(minutes).blocks)[1:]]
    acts.save(minutes, author, blocks, minutes.number, "Un mot")
    assert "On a bien parlé." in post.body


def test_what_comes_back_into_the_minutes_is_in_force_and_open_again(db):
    author = make_organiser()
    first, second, third = decision("Un", key="aaa"), decision("Deux", key="bbb"), action("Écrire", key="ccc")
    minutes = published(first, second, third, author=author)
    acts.save(minutes, author, [first], minutes.number, "Retirées")
    assert (Decision.query.filter_by(block="bbb").one().state, Action.query.one().state) == ("withdrawn", "dropped")
    acts.save(minutes, author, [first, second, third], minutes.number, "Remises")
    assert [(row.code[-1], row.state) for row in Decision.query.order_by(Decision.number)] == [
        ("1", "in_force"),
        ("2", "in_force"),
    ]
    assert (Action.query.one().state, Action.query.one().comment) == ("open", "")
