"""The message that answers, where a request stands, and messages taken away or put back."""

from flask import Response, abort, flash, request

from forum.core.htmx import done, render
from forum.core.i18n import gettext as _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.topics import actions
from forum.topics.blueprint import bp
from forum.topics.forms import QuestionForm, StateForm
from forum.topics.queries.find import get_heir, get_post, get_topic


@bp.post("/messages/<int:post_id>/reponse-retenue")
@login_required
def create_solution(post_id: int) -> Response:
    """Mark the message as the one that answers."""
    post = get_post(me(), post_id)
    require("solve", post.topic, _("La personne qui a posé la question, ou l’équipe d’appui, choisit la réponse."))
    if post.kind != "message" or post.is_deleted or post.is_first:
        abort(404)
    actions.solve(post.topic, post, me())
    flash(_("C’est noté : ce message est la réponse retenue."), "ok")
    return done(post.url)


@bp.post("/t/<int:topic_id>/reponse-retenue/fin")
@login_required
def delete_solution(topic_id: int) -> Response:
    topic = get_heir(me(), topic_id)
    if topic.id != topic_id:  # it has an answer of its own, or this one: whoever sees it decides
        return done(topic.url)
    require("solve", topic, _("La personne qui a posé la question, ou l’équipe d’appui, choisit la réponse."))
    actions.unsolve(topic, me())
    flash(_("Aucune réponse n’est plus retenue."), "ok")
    return done(topic.url)


@bp.route("/t/<int:topic_id>/etat", methods=["GET", "POST"])
@login_required
def state(topic_id: int) -> Response:
    """Say where a request stands, or who else answers it and why."""
    topic = get_topic(me(), topic_id)
    require("route", topic)
    form = StateForm()
    if form.validate_on_submit():
        actions.set_state(topic, me(), form.state.data, form.routed_to.data or "", form.reason.data or "")
        flash(_("L’état de la demande est enregistré."), "ok")
        return done(topic.url)
    if request.method == "GET":
        form.state.data, form.routed_to.data, form.reason.data = topic.state, topic.routed_to, topic.routed_reason
    return render("topics/state.html", status=422 if form.errors else 200, topic=topic, form=form)


@bp.route("/messages/<int:post_id>/suppression", methods=["GET", "POST"])
@login_required
def delete_post(post_id: int) -> Response:
    """Ask, then delete the message."""
    post = get_post(me(), post_id)
    require(
        "delete",
        post,
        _("Le premier message se supprime avec son sujet ; celui d’une autre personne, par l’équipe d’appui."),
    )
    form = QuestionForm()
    if form.validate_on_submit():
        actions.delete_post(post, me())
        flash(_("Le message est supprimé. Il peut être rétabli pendant 30 jours."), "ok")
        return done(post.url)
    return render("topics/delete_post.html", post=post, topic=post.topic, form=form)


@bp.post("/messages/<int:post_id>/retablissement")
@login_required
def restore_post(post_id: int) -> Response:
    post = get_post(me(), post_id)
    require("restore", post, _("Ce message a été supprimé par l’équipe d’appui : elle seule peut le rétablir."))
    actions.restore_post(post, me())
    flash(_("Le message est rétabli."), "ok")
    return done(post.url)
