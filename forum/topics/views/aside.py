"""Topics put aside: archived, hidden; and the list of what can be brought back."""

from datetime import timedelta
from typing import Any

from flask import Response, flash

from forum.accounts.queries import names
from forum.core.htmx import done, render
from forum.core.i18n import gettext as _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.topics.actions.aside import archive, hide, show, unarchive
from forum.topics.blueprint import bp
from forum.topics.models import Topic
from forum.topics.order.trash import out_of_sight
from forum.topics.queries.find import get_topic

KEPT = timedelta(days=30)  # as jobs.purge keeps them


@bp.post("/t/<int:topic_id>/archives")
@login_required
def create_archive(topic_id: int) -> Response:
    topic = get_topic(me(), topic_id)
    require("archive", topic)
    archive(topic, me())
    return _told(topic, _("Le sujet est archivé : on le retrouve par la recherche."))


@bp.post("/t/<int:topic_id>/archives/fin")
@login_required
def delete_archive(topic_id: int) -> Response:
    topic = get_topic(me(), topic_id)
    require("unarchive", topic)
    unarchive(topic, me())
    return _told(topic, _("Le sujet est sorti des archives."))


@bp.post("/t/<int:topic_id>/masque")
@login_required
def create_mask(topic_id: int) -> Response:
    topic = get_topic(me(), topic_id)
    require("hide", topic)
    hide(topic, me())
    return _told(topic, _("Le sujet est masqué : seule l’équipe d’appui le voit."))


@bp.post("/t/<int:topic_id>/masque/fin")
@login_required
def delete_mask(topic_id: int) -> Response:
    topic = get_topic(me(), topic_id)
    require("show", topic)
    show(topic, me())
    return _told(topic, _("Le sujet est de nouveau visible."))


@bp.get("/corbeille")
@login_required
def trash() -> Response:
    """What was deleted in the last thirty days, and what is hidden."""
    require("keep_order", Topic)
    topics = out_of_sight(me())
    people = names({topic.deleted_by_id for topic in topics if topic.deleted_by_id})
    return render("topics/trash.html", lines=[(topic, *_facts(topic, people)) for topic in topics])


def _facts(topic: Topic, people: dict[int, Any]) -> tuple[Any, Any]:
    """Who took it away, and when it is destroyed (never, if it is only hidden)."""
    end = None if topic.is_hidden or not topic.deleted_at else topic.deleted_at + KEPT
    return people.get(topic.deleted_by_id or 0), end


def _told(topic: Topic, sentence: str) -> Response:
    flash(sentence, "ok")
    return done(topic.url)
