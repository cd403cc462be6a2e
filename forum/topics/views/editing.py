"""Changing a message, and reading what it said before."""

from flask import Response, request

from forum.core.htmx import done, render
from forum.core.i18n import gettext as _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.topics import actions, revisions
from forum.topics.blueprint import bp
from forum.topics.drafts.filling import let_go, put_aside, take_up
from forum.topics.forms import EditForm, FirstEditForm, split_tags
from forum.topics.models import Post
from forum.topics.queries.find import get_post
from forum.topics.queries.tags import suggestions, tags_of
from forum.topics.views.kept import keeps_text
from forum.topics.views.sending import accepted, is_sent, preview_of, status_of


@bp.route("/messages/<int:post_id>/modifier", methods=["GET", "POST"])
@keeps_text
@login_required
def edit_post(post_id: int) -> Response:
    """Change a message; of the first one, the title and the keywords too."""
    post = get_post(me(), post_id)
    require("edit", post, _("Ce message est d’une autre personne, ou a été supprimé. Écrivez à l’équipe d’appui."))
    form = FirstEditForm() if post.is_first else EditForm()
    try:
        if is_sent(form) and accepted(form, lambda: _edit(post, form)):
            let_go(form, f"message-{post.id}")
            return done(post.url)
    except actions.StaleEdit:
        return _conflict(post, form)
    if kept := put_aside(form, f"message-{post.id}"):
        return kept
    if request.method == "GET":
        _fill(form, post)
    context = {"preview": preview_of(form), "suggestions": suggestions(me()) if post.is_first else ()}
    return render("topics/edit.html", status=status_of(form), post=post, topic=post.topic, form=form, **context)


def _fill(form: EditForm, post: Post) -> None:
    """What the message says; or what was typed before and not saved, based on what it said then."""
    form.version.data = str(post.version)
    if isinstance(form, FirstEditForm):
        form.title.data = post.topic.title
        form.tags.data = ", ".join(tag.name for tag in tags_of(post.topic))
    if not take_up(form, f"message-{post.id}"):
        form.body.data = post.body


def _edit(post: Post, form: EditForm) -> Post:
    more = {"title": form.title.data, "tags": split_tags(form.tags.data)} if isinstance(form, FirstEditForm) else {}
    reason = form.reason.data or ""
    return actions.edit_post(post, me(), form.body.data or "", form.base_version, reason, **more)


def _conflict(post: Post, form: EditForm) -> Response:
    """Both texts, side by side; sent again from here, the edit is based on what the message says now."""
    form.version.data = str(post.version)
    latest = revisions.latest(post)
    changes = revisions.words(post.body, form.body.data or "")
    context = {"post": post, "topic": post.topic, "form": form, "latest": latest, "changes": changes}
    return render("topics/conflict.html", status=409, **context)


@bp.get("/messages/<int:post_id>/versions", endpoint="revisions")
@login_required
def revisions_page(post_id: int) -> Response:
    """What the message said before, and what changed each time."""
    post = get_post(me(), post_id)
    require("see_revisions", post, _("Les versions d’un message se montrent à qui l’a écrit et à l’équipe d’appui."))
    return render("topics/revisions.html", post=post, topic=post.topic, steps=revisions.steps(post))
