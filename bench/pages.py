"""The pages measured, and their budgets (QUALITY: « now » must hold, « goal » is where we go), in units of L."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from urllib.parse import quote

from flask import Flask
from sqlalchemy import select

from bench.browser import Browser, Request, form_token, sign_in
from bench.dataset.meetings import NEXT
from bench.dataset.reading import READER, TRACKER
from bench.dataset.topics import LONG
from bench.dataset.trainings import SLUG as TRAINING
from bench.dataset.words import COMMON, RARE, Writer
from forum.core.db import db
from forum.topics.models import Topic

POSTERS = range(100, 200)  # members who reply in turn: each may write twenty messages in five minutes
OPENED = "actualites"  # the category that visitors see


@dataclass(frozen=True)
class Case:
    """A page seen by someone. ``request`` gives the next request: each reply is another one."""

    name: str
    viewer: str
    now: float
    goal: float
    request: Callable[[], Request]
    status: int = 200


def cases(app: Flask, site: Browser) -> list[Case]:
    """All of them, on the data set that ``app`` is connected to."""
    with app.app_context():
        slug = db.session.scalar(select(Topic.slug).where(Topic.id == LONG))
        last = db.session.scalar(select(Topic.last_number).where(Topic.id == LONG))
    first, end = f"/t/{slug}/{LONG}", f"/t/{slug}/{LONG}/{last}"
    cookie = sign_in(app, READER)
    return [*_visitor(first, end, site), *_member(first, end, cookie), *_waiting(site, last, cookie), *_demanding(app)]


def _visitor(first: str, end: str, site: Browser) -> list[Case]:
    """Pages made anew: each address has a query that nobody has asked yet; then one that was made before."""
    cases = [
        _anew("topic, first page", first),
        _anew("topic, last of 250 pages", end),
        _anew("topic list", f"/c/{OPENED}"),
        _anew("home", "/"),
        _anew("calendar", "/reunions"),
        _anew("meeting", f"/reunions/{NEXT}"),
        _anew("trainings", "/formations"),
        _anew("training", f"/formations/{TRAINING}"),
        _page("topic, asked again", first, 2.5, 1.5),
    ]
    if tag := site.ask(Request(first)).headers.get("etag"):
        known = Request(first, headers={"If-None-Match": tag})
        cases.append(Case("topic, unchanged (304)", "visitor", 2.5, 0.5, lambda: known, status=304))
    return cases


def _anew(name: str, path: str) -> Case:
    turns = count()
    return Case(name, "visitor", 2.5, 1.5, lambda: Request(f"{path}?vu={next(turns)}"))


def _member(first: str, end: str, cookie: str) -> list[Case]:
    return [
        _page("topic, first page", first, 5, 3, cookie),
        _page("topic, last of 250 pages", end, 5, 3, cookie),
        _page("topic list", f"/c/{OPENED}", 5, 3, cookie),
        _page("all topics", "/recents", 5, 3, cookie),
        _page("home", "/", 6, 4, cookie),
        _page("calendar", "/reunions", 6, 4, cookie),
        _page("meeting", f"/reunions/{NEXT}", 6, 4, cookie),
        _page("training", f"/formations/{TRAINING}", 5, 3, cookie),
        _page("search, rare word", f"/recherche?q={quote(RARE)}", 5, 3, cookie),
        _page("search, common word", f"/recherche?q={quote(COMMON)}", 15, 10, cookie),
    ]


def _waiting(site: Browser, last: int | None, cookie: str) -> list[Case]:
    """An open page that asks whether there is anything new. (gunicorn alone, answering nothing, costs 0.28 L.)"""
    question = Request(f"/en-direct?sujet={LONG}&apres={last}", cookie)
    tag = site.ask(question).headers.get("etag")
    if not tag:
        return []
    known = Request(question.path, cookie, headers={"If-None-Match": tag})
    return [Case("polling, nothing new (304)", "member", 0.75, 0.3, lambda: known, status=304)]


def _demanding(app: Flask) -> list[Case]:
    """The member who tracks 2,000 topics, and those who write."""
    unread = _page("unread, 2,000 tracked", "/non-lus", 6, 4, sign_in(app, TRACKER))
    return [unread, Case("reply, 5 told by mail", "member", 20, 15, replies(app), status=303)]


def _page(name: str, path: str, now: float, goal: float, cookie: str = "") -> Case:
    request = Request(path, cookie)
    return Case(name, "member" if cookie else "visitor", now, goal, lambda: request)


def replies(app: Flask) -> Callable[[], Request]:
    """Answers of some hundred words, each of another member in another topic, so that each tells the same number."""
    cookies = [sign_in(app, user_id) for user_id in POSTERS]
    with app.app_context():
        open_to_all = Topic.category.has(slug="forum")
        topics = db.session.scalars(select(Topic.id).where(Topic.id != LONG, open_to_all).order_by(Topic.id)).all()
    writer, token, turns = Writer(seed=11), form_token(app), count()

    def reply() -> Request:
        turn = next(turns)
        body = "\n\n".join(writer.paragraph() for _ in range(3)) + "\n\n- un point\n- **un autre**\n\nBonne journée"
        form = {"body": body, "key": f"bench-{turn}", "csrf_token": token}
        return Request(f"/t/{topics[turn % len(topics)]}/messages", cookies[turn % len(cookies)], form)

    return reply


def only(cases: list[Case], word: str) -> list[Case]:
    return [case for case in cases if word in f"{case.name} {case.viewer}"]


def times(cases: list[Case], factor: float) -> list[Case]:
    """The same with wider budgets: PostgreSQL may cost half as much again."""
    return [replace(case, now=case.now * factor, goal=case.goal * factor) for case in cases]
