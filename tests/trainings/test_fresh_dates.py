"""What is kept of the dates of trainings is never out of date: each change shows visitors at once."""

from datetime import date, timedelta
from typing import Any

import pytest

from forum.core.db import db as database
from tests.makers import make_category, make_session, make_topic
from tests.topics.test_fresh import forget_all, shown


def rewrite(row: Any, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(row, name, value)


def move(session: Any) -> None:
    by = timedelta(days=3)
    rewrite(session, **{name: getattr(session, name) + by for name in ("starts", "ends", "starts_at", "ends_at")})


CHANGES = {
    "moved": move,
    "cancelled": lambda s: rewrite(s, state="cancelled", cancelled_at=s.starts_at),
    "taken back": lambda s: rewrite(s, state="draft"),
    "its training a draft": lambda s: rewrite(s.training, state="draft"),
    "another": lambda s: make_session(s.training, day=date(2031, 3, 5)),
    "renamed": lambda s: rewrite(s.training, title="Un autre intitulé"),
}


@pytest.fixture
def session(app, clock) -> Any:
    forget_all()
    return make_session(day=date(2031, 3, 6))


@pytest.mark.parametrize("change", sorted(CHANGES))
@pytest.mark.parametrize("page", ["/", "/reunions", "/reunions?vue=liste", "a topic"])
def test_each_change_shows_visitors_at_once(client, session, page, change):
    address = make_topic(category=make_category(open_to="visiteurs")).url if page == "a topic" else page
    first = shown(client, address)
    CHANGES[change](session)
    database.session.commit()
    now_shown = shown(client, address)
    forget_all()
    assert now_shown == shown(client, address)
    assert (now_shown == first) is (page == "a topic" and change == "renamed")


def test_a_session_that_passes_is_not_the_next_date_any_more(client, session, clock):
    assert "<small>6\u00a0mars</small>" in shown(client, "/reunions")
    clock.set(session.ends_at)
    assert "<small>6\u00a0mars</small>" not in shown(client, "/reunions")


def test_the_button_to_register_is_there_while_it_is_open(client, session, clock):
    session.closes_at = session.starts_at - timedelta(hours=2)
    assert f"inscription?session={session.id}" in shown(client, "/reunions")
    clock.set(session.closes_at)
    assert f"inscription?session={session.id}" not in shown(client, "/reunions")
