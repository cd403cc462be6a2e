"""A topic, twenty messages a page; and where its reader is in it."""

from flask import Response, abort, flash, jsonify, redirect, request
from werkzeug.exceptions import NotFound

from forum.categories.queries import visible
from forum.core.conditional import remembered
from forum.core.htmx import done, is_fragment, render
from forum.core.i18n import _, ago
from forum.core.rules import require
from forum.core.tallies import count
from forum.core.urls import whole
from forum.core.viewer import login_required, me
from forum.topics.blueprint import bp
from forum.topics.models import LEVELS
from forum.topics.order.addresses import number_now
from forum.topics.pages import Pages, Part, part_of
from forum.topics.positions import note_read, noted, set_level, store_all
from forum.topics.queries import Opened, open_topic, page_of
from forum.topics.queries.days import marks, number_on
from forum.topics.queries.find import get_heir
from forum.topics.rules import topic as rules
from forum.topics.slugs import numbering_of
from forum.topics.tallies import VIEWS
from forum.topics.views import lists  # noqa: F401  (their addresses are on the same blueprint)
from forum.topics.views.moved import elsewhere, in_force
from forum.topics.views.sheets import nearby_of, own_messages, sheet_of

MAY = {
    "reply": rules.can_reply,
    "solve": rules.can_solve,
    "rename": rules.can_rename,
    "close": rules.can_keep_order,
    "route": rules.can_route,
    "delete": rules.can_delete,
    "restore": rules.can_restore,
    "unarchive": rules.can_unarchive,
    "hide": rules.can_hide,
    "show": rules.can_show,
}
DOT = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


@bp.get("/t/<slug>/<int:topic_id>")
@bp.get("/t/<slug>/<int:topic_id>/<int:number>")
def show(slug: str, topic_id: int, number: int = 1) -> Response:
    try:
        opened = open_topic(me(), topic_id)
    except NotFound:
        return elsewhere(slug, topic_id, number)
    number = request.args.get("citer", type=whole) or request.args.get("repondre", type=whole) or number
    if slug != opened.topic.slug:
        return in_force(opened, slug, number)
    if not is_fragment():  # a part that comes while one scrolls is read when it is seen (positions.js)
        count(VIEWS, topic_id, 1)
        note_read(me(), topic_id, numbering_of(slug), min(number, opened.topic.last_number))
    return topic_page(opened, number)


@bp.get("/t/<int:topic_id>/aller")
def jump(topic_id: int) -> Response:
    """To the message of this number, or to the first one of this day."""
    topic = get_heir(me(), topic_id)
    number = request.args.get("message", 0, type=whole)
    if number and topic.id != topic_id:
        number = number_now(topic, topic_id, number) or 1
    number = number or number_on(topic, request.args.get("jour", ""))
    number = min(max(number, 1), topic.last_number)
    return redirect(f"{topic.url}/{number}#m{number}")  # type: ignore[return-value]


@bp.get("/t/<int:topic_id>/dates")
def dates(topic_id: int) -> Response:
    """The days along the timeline, which it tells while one moves to messages that are not on the page."""
    return jsonify([(number, ago(at)) for number, at in marks(open_topic(me(), topic_id).topic)])


@bp.post("/t/<int:topic_id>/position")
@login_required
def position(topic_id: int) -> tuple[str, int]:
    """The highest message seen on screen, sent by positions.js; of a topic that went into another, there."""
    topic = get_heir(me(), topic_id)
    require("see", topic)
    number = request.form.get("number", 0, type=whole)
    numbering = request.args.get("n", topic.numbering, type=whole)  # as the page was numbered
    if me().is_member and number > 0:
        store_all({me().id: {(topic_id, numbering): number}})
    return "", 204


@bp.post("/t/<int:topic_id>/suivi", endpoint="set_level")
@login_required
def choose_level(topic_id: int) -> Response:
    """How closely one follows the topic, or the one that it went into."""
    topic = get_heir(me(), topic_id)
    require("see", topic)
    level = request.form.get("level", "")
    if level not in LEVELS or not me().is_member:
        abort(400)
    set_level(me(), topic.id, level)
    flash(_("Votre suivi de ce sujet est changé."), "ok")
    return done(topic.url)


@bp.get("/t/<int:topic_id>/lu/<int:number>")
@login_required
def seen(topic_id: int, number: int) -> Response:
    """Where JavaScript is off, an invisible image at the end of the messages says that the page was shown."""
    topic = get_heir(me(), topic_id)
    numbering = request.args.get("n", topic.numbering, type=whole)
    note_read(me(), topic_id, numbering, min(number, topic.last_number))
    return Response(DOT, mimetype="image/gif", headers={"Cache-Control": "no-store"})


def topic_page(opened: Opened, number: int) -> Response:
    """The page of a topic that holds the message ``number``."""
    viewer, topic = me(), opened.topic
    number = min(max(number, 1), topic.last_number)
    pages = Pages(topic.url, page_of(number), page_of(topic.last_number))
    part = _part(opened)
    goes_on = pages.number < pages.count or part is not None

    def make() -> Response:
        may = {verb: allows(viewer, topic) for verb, allows in MAY.items()}
        sheet = sheet_of(viewer, opened, pages, may, part)
        return render(
            "topics/show.html",
            fragment="topics/_part.html",
            opened=opened,
            topic=topic,
            sheet=sheet,
            messages=own_messages(viewer, opened, sheet),
            pages=pages,
            number=number,
            numbering=numbering_of(topic.slug),
            last_read=max(opened.last_read, noted(viewer).get(topic.id, 0)),
            may=may,
            nearby="" if goes_on else nearby_of(viewer, opened),
        )

    return remembered((opened.stamp, goes_on or opened.lists, visible(viewer)), make)


def _part(opened: Opened) -> Part | None:
    """What is asked for paper: « ?imprimer » is the first part."""
    if "imprimer" not in request.args:
        return None
    return part_of(opened.topic.url, opened.topic.last_number, request.args.get("imprimer", type=whole))
