"""Keeping order in a topic: closed, pinned, moved, renamed, deleted."""

from datetime import datetime
from typing import Any

from flask import Response, flash, request
from wtforms import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]  the stubs are older

from forum.categories.models import Category
from forum.categories.queries import visible
from forum.core.db import db
from forum.core.htmx import done, render
from forum.core.i18n import gettext as _
from forum.core.rules import can, require
from forum.core.viewer import login_required, me
from forum.topics import actions
from forum.topics.actions.close import plan_closing
from forum.topics.blueprint import bp
from forum.topics.forms import MoveForm, QuestionForm, TitleForm, split_tags
from forum.topics.models import Post, Topic
from forum.topics.order.forms import ClosureForm, PinForm
from forum.topics.order.timers import end_of
from forum.topics.queries.find import first_post, get_topic
from forum.topics.queries.tags import suggestions, tags_of
from forum.topics.views import aside, splitting  # noqa: F401  (their addresses are on the same blueprint)


@bp.route("/t/<int:topic_id>/fermeture", methods=["GET", "POST"])
@login_required
def create_closure(topic_id: int) -> Response:
    """Ask until when, then close the topic, now or on its day."""
    topic = get_topic(me(), topic_id)
    require("close", topic)
    form = ClosureForm()
    if not topic.is_open:
        del form.last_day
    if form.validate_on_submit():
        return _told(topic, _close(topic, end_of(form.last_day and form.last_day.data), end_of(form.until.data)))
    return render("topics/close.html", status=422 if form.errors else 200, topic=topic, form=form)


def _close(topic: Topic, at: datetime | None, until: datetime | None) -> str:
    if at:
        plan_closing(topic, me(), at, until)
        return _("C’est noté : le sujet se fermera tout seul.")
    actions.close(topic, me(), until)
    return _("Le sujet est fermé aux réponses.")


@bp.post("/t/<int:topic_id>/fermeture/fin")
@login_required
def delete_closure(topic_id: int) -> Response:
    topic = get_topic(me(), topic_id)
    require("close", topic)
    actions.reopen(topic, me())
    return _told(topic, _("Le sujet est rouvert aux réponses."))


@bp.route("/t/<int:topic_id>/epingle", methods=["GET", "POST"])
@login_required
def create_pin(topic_id: int) -> Response:
    """Ask where, then hold the topic at the top."""
    topic = get_topic(me(), topic_id)
    require("pin", topic)
    form = PinForm()
    if form.validate_on_submit():
        actions.pin(topic, me(), bool(form.everywhere.data), end_of(form.until.data))
        return _told(topic, _("Le sujet est épinglé."))
    return render("topics/pin.html", status=422 if form.errors else 200, topic=topic, form=form)


@bp.post("/t/<int:topic_id>/epingle/fin")
@login_required
def delete_pin(topic_id: int) -> Response:
    topic = get_topic(me(), topic_id)
    require("pin", topic)
    actions.unpin(topic, me())
    return _told(topic, _("Le sujet n’est plus épinglé."))


@bp.route("/t/<int:topic_id>/categorie", methods=["GET", "POST"])
@login_required
def move(topic_id: int) -> Response:
    """Ask which category, then bring the topic there, under its rights."""
    topic = get_topic(me(), topic_id)
    require("move", topic)
    form = MoveForm()
    places = [place for place in visible(me()) if place.rights.create and place.id != topic.category_id]
    form.category.choices = [SelectChoice(str(place.id), place.name) for place in places]
    if form.validate_on_submit():
        actions.move(topic, me(), db.session.get_one(Category, int(form.category.data)))
        return _told(topic, _("Le sujet est déplacé, avec ses documents."))
    return render("topics/move.html", status=422 if form.errors else 200, topic=topic, form=form)


@bp.route("/t/<int:topic_id>/titre", methods=["GET", "POST"])
@login_required
def rename(topic_id: int) -> Response:
    """Another title, other keywords; the message stays as it is."""
    topic = get_topic(me(), topic_id)
    require("rename", topic)
    form = TitleForm()
    if form.validate_on_submit():
        _rename(first_post(topic), title=form.title.data, tags=split_tags(form.tags.data))
        return _told(topic, _("Le titre et les mots-clés sont enregistrés."))
    if request.method == "GET":
        form.title.data, form.tags.data = topic.title, ", ".join(tag.name for tag in tags_of(topic))
    context = {"topic": topic, "form": form, "suggestions": suggestions(me())}
    return render("topics/rename.html", status=422 if form.errors else 200, **context)


def _rename(post: Post, **facts: Any) -> None:
    """Whoever edits the message at this very moment is no obstacle: its text stays what they made of it."""
    try:
        actions.edit_post(post, me(), post.body, post.version, **facts)
    except actions.StaleEdit:
        db.session.refresh(post, with_for_update=True)
        actions.edit_post(post, me(), post.body, post.version, **facts)


@bp.route("/t/<int:topic_id>/suppression", methods=["GET", "POST"])
@login_required
def delete_topic(topic_id: int) -> Response:
    """Ask, then delete the topic."""
    topic = get_topic(me(), topic_id)
    require("delete", topic, _("Un sujet qui a reçu des réponses ne peut être supprimé que par l’équipe d’appui."))
    form = QuestionForm()
    if form.validate_on_submit():
        actions.delete_topic(topic, me())
        flash(_("Le sujet est supprimé. L’équipe d’appui peut le rétablir pendant 30 jours."), "ok")
        return done(topic.url if can(me(), "see", topic) else f"/c/{topic.category.slug}")
    return render("topics/delete_topic.html", topic=topic, form=form)


@bp.post("/t/<int:topic_id>/retablissement")
@login_required
def restore_topic(topic_id: int) -> Response:
    topic = get_topic(me(), topic_id)
    require("restore", topic)
    actions.restore_topic(topic, me())
    return _told(topic, _("Le sujet est rétabli."))


def _told(topic: Topic, sentence: str) -> Response:
    flash(sentence, "ok")
    return done(topic.url)
