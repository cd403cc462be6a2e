"""What is kept of dates is never out of date: each change shows at once, as if nothing had been kept."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from forum.accounts.models import User
from forum.calendar.entries import next_day
from forum.core.db import db as database
from forum.core.viewer import Visitor
from forum.meetings.actions.meeting import cancel_meeting, remove_draft, schedule
from forum.meetings.actions.series import change_series
from forum.meetings.models import Meeting
from tests.makers import make_category, make_meeting, make_organiser, make_series, make_topic, make_user
from tests.topics.test_fresh import forget_all, shown


@dataclass
class Diary:
    """A meeting tomorrow, one in a week that is a draft; visitors see both dates once they are told."""

    soon: Meeting
    draft: Meeting
    staff: User
    address: str  # of a topic, which has the next date in its frame


@pytest.fixture
def diary(app, clock) -> Diary:
    forget_all()
    series = make_series(is_public=True)
    soon = make_meeting(series=series, starts=datetime(2031, 3, 6, 10))
    draft = make_meeting(series=series, starts=datetime(2031, 3, 12, 10), state="draft")
    return Diary(soon, draft, make_organiser(), make_topic(category=make_category(open_to="visiteurs")).url)


def rewrite(meeting: Meeting, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(meeting, name, value)


def move(diary: Diary) -> None:
    by = timedelta(days=3)
    facts = {name: getattr(diary.soon, name) + by for name in ("starts", "ends", "starts_at", "ends_at")}
    rewrite(diary.soon, **facts)


CHANGES = {
    "moved": move,
    "renamed": lambda d: rewrite(d.soon, title="Un autre titre"),
    "elsewhere": lambda d: rewrite(d.soon, place="Albi"),
    "told": lambda d: schedule(d.draft, d.staff),
    "cancelled": lambda d: cancel_meeting(d.soon, d.staff, "Neige"),
    "removed": lambda d: database.session.delete(d.soon),
    "another name of the series": lambda d: change_series(d.soon.series, d.staff, name="Un autre nom"),
    "for members alone": lambda d: rewrite(d.soon.series, is_public=False),
}
PAGES = {
    "the home": (lambda d: "/", set(CHANGES) - {"another name of the series"}),
    "the month": (lambda d: "/reunions", set(CHANGES) - {"another name of the series"}),
    "the list": (lambda d: "/reunions?vue=liste", set(CHANGES) - {"another name of the series"}),
    "the year": (lambda d: "/reunions?vue=annee", set(CHANGES) - {"another name of the series"}),
    "the date": (lambda d: d.soon.url, set(CHANGES) - {"told", "removed", "for members alone"}),
    "the frame of a topic": (lambda d: d.address, {"moved", "cancelled", "removed", "for members alone"}),
}


@pytest.mark.parametrize(
    ("page", "change"), [(page, one) for page, (_at, seen) in PAGES.items() for one in sorted(seen)]
)
def test_each_change_shows_visitors_at_once(client, diary, page, change):
    address = PAGES[page][0](diary)
    first = shown(client, address)
    assert shown(client, address) == first
    CHANGES[change](diary)
    database.session.commit()
    now_shown = shown(client, address)
    forget_all()
    assert now_shown == shown(client, address)
    assert now_shown != first


@pytest.mark.parametrize("change", ["removed", "for members alone"])
def test_a_date_that_visitors_may_not_see_any_more_is_gone_at_once(client, diary, change):
    address = diary.soon.url
    tag = client.get(address).headers["ETag"]
    CHANGES[change](diary)
    assert client.get(address).status_code == 404
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 404


def test_a_draft_is_nobodys_until_it_is_told(client, log_in, diary):
    address = diary.draft.url
    assert log_in(diary.staff).get(address).status_code == 200
    assert client.get(address).status_code == 404
    schedule(diary.draft, diary.staff)
    assert client.get(address).status_code == 200


def middle(client, address: str) -> str:
    """What is inside <main>."""
    return shown(client, address).partition("<main")[2].partition("</main>")[0].replace("\u00a0", " ")


def test_what_visitors_read_changes_with_the_language(client, diary):
    for address in ("/", "/reunions", diary.soon.url):
        french = middle(client, address)
        client.set_cookie("langue", "en")
        english = middle(client, address)
        client.delete_cookie("langue")
        assert english != french == middle(client, address)


def test_what_visitors_read_changes_with_the_day(client, diary, clock):
    month, date_page = middle(client, "/reunions"), middle(client, diary.soon.url)
    clock.forward(days=1)
    assert middle(client, "/reunions") != month
    clock.set(datetime(2032, 3, 5, 9, tzinfo=UTC))
    assert middle(client, diary.soon.url).count("6 mars 2031") == date_page.count("6 mars 2031") + 1


def test_a_date_that_passes_is_not_the_next_one_any_more(client, log_in, diary, clock):
    schedule(diary.draft, diary.staff)
    readers = [client, log_in(diary.staff)]
    assert all("<small>6\u00a0mars</small>" in shown(reader, diary.address) for reader in readers)
    clock.set(diary.soon.ends_at)
    for address in (diary.address, "/", "/reunions"):
        assert all("<small>12\u00a0mars</small>" in shown(reader, f"{address}?plus-tard") for reader in readers)


def test_members_and_visitors_have_each_their_next_date(app, client, log_in, diary):
    """The day of a private meeting is nothing that a visitor hears of, whoever asked first."""
    place = make_category()
    make_meeting(series=make_series(category=place, is_public=False), starts=datetime(2031, 3, 5, 12))
    database.session.commit()
    member = make_user()
    database.session.commit()
    for _ in range(2):
        for viewer, day in ((member, date(2031, 3, 5)), (Visitor(), date(2031, 3, 6))):
            with app.test_request_context("/"):
                assert next_day(viewer) == day


def test_what_is_not_committed_is_not_kept(app, diary):
    database.session.commit()
    with app.test_request_context("/", method="POST"):
        move(diary)
        database.session.flush()
        assert next_day(Visitor()) == date(2031, 3, 9)
        database.session.rollback()
    with app.test_request_context("/"):
        assert next_day(Visitor()) == date(2031, 3, 6)


def test_a_page_of_dates_asked_again_reads_rights_and_one_stamp(client, diary):
    from sqlalchemy import event

    sent: list[str] = []
    for address in ("/", "/reunions", diary.soon.url):
        client.get(address)
        event.listen(database.engine, "before_cursor_execute", note := lambda _c, _k, sql, *_: sent.append(sql))
        del sent[:]
        assert client.get(f"{address}?encore").status_code == 200
        event.remove(database.engine, "before_cursor_execute", note)
        assert len(sent) == 2, sent


def test_a_draft_that_is_removed_leaves_nothing(client, diary):
    schedule(diary.draft, diary.staff)
    assert client.get(diary.draft.url).status_code == 200
    diary.draft.state = "draft"
    title, _removed = diary.draft.title, remove_draft(diary.draft, diary.staff)
    assert title not in client.get("/reunions").text
