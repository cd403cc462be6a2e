"""What is new for a page that is open; nothing is written for it, and having asked is no visit."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request, session

from forum.categories.queries import visible_ids
from forum.core.db import read
from forum.core.i18n import ngettext
from forum.core.viewer import Visitor, me, unnoticed
from forum.live.questions import OPEN_PATH, PATH, Question, read_question
from forum.live.signs import asks_of, asks_of_visitors, sign_of
from forum.notifications.queries import unread_count
from forum.notifications.words import bell
from forum.topics.queries.newer import count_newer, replies_after

bp = Blueprint("live", __name__)


@bp.get(PATH)
@unnoticed
def news() -> Response:
    """The bell, and what the page asks about: ``topic`` (none when it may not be seen any more), ``list``."""
    viewer = me()
    if not viewer.is_authenticated:
        return Response(status=401)  # the page stops asking
    question = read_question(request.args)
    row = read(*asks_of(session["_user_id"], question)).first()  # before what it is the sign of
    return _signed({"bell": bell(unread_count(viewer))} | _news(viewer, question), question, row)


@bp.get(OPEN_PATH)
@unnoticed
def open_news() -> Response:
    """The same for pages of visitors, whoever has signed in meanwhile in another tab: what visitors may know."""
    question = read_question(request.args)
    row = read(*asks_of_visitors(question)).first()
    return _signed(_news(Visitor(), question), question, row)


def _signed(news: dict[str, Any], question: Question, row: Any) -> Response:
    """A sign that changes would tell of replies in a topic out of reach: its answers have none."""
    answer = jsonify(news)
    if row and not (question.topic and news["topic"] is None):
        answer.set_etag(sign_of(question, row, current_app), weak=True)
    return answer


def _news(viewer: Any, question: Question) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if question.topic:
        told["topic"] = _replies(viewer, question)
    if question.order:
        told["list"] = _topics(viewer, question)
    return told


def _replies(viewer: Any, question: Question) -> dict[str, Any] | None:
    found = replies_after(viewer, question.topic, question.after)
    if found is None:
        return None
    last, first, count = found
    words = ngettext("%(num)s nouvelle réponse", "%(num)s nouvelles réponses", count) if count else ""
    return {"last": last, "first": first, "words": words}


def _topics(viewer: Any, question: Question) -> str:
    if question.category and question.category not in visible_ids(viewer):
        return ""
    count = count_newer(viewer, question.order, question.since, question.category, question.tag, question.state)
    if not count:
        return ""
    return ngettext("%(num)s sujet nouveau ou mis à jour", "%(num)s sujets nouveaux ou mis à jour", count)
