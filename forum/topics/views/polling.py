"""The poll that hangs on a message: asked by its author, answered below it, closed."""

from typing import Any

from flask import Response, abort, current_app, flash, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from wtforms import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]  the stubs are older

from forum.core.htmx import done, is_fragment, render
from forum.core.i18n import gettext as _
from forum.core.limits import limit
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.groups.queries import groups_of
from forum.polls import actions as polls
from forum.polls.forms import PollForm
from forum.polls.models import Poll
from forum.polls.queries import Seen, seen_by, voters_of
from forum.polls.words import words
from forum.topics.actions.ask import ask, withdraw
from forum.topics.blueprint import bp
from forum.topics.forms import QuestionForm
from forum.topics.models import Post
from forum.topics.queries.find import get_post
from forum.topics.rules.post import closes_polls

PACE = (60, 60)  # votes in a minute


@bp.route("/messages/<int:post_id>/sondage", methods=["GET", "POST"])
@login_required
def poll(post_id: int) -> Response:
    """Put a question below one's own message; change it as long as nobody has voted."""
    post = get_post(me(), post_id)
    require("ask", post, _("On ajoute un sondage à son propre message."))
    form = _form(post)
    is_fixed = bool(post.poll and post.poll.voters)
    if not is_fixed and form.validate_on_submit():
        try:
            ask(post, form.asked)
        except polls.Voted:
            return _refuse(post, _voted())
        flash(_("Votre sondage est sous votre message."), "ok")
        return done(post.url)
    if request.method == "GET" and post.poll:
        form.fill(post.poll)
    context = {"post": post, "topic": post.topic, "form": form, "is_fixed": is_fixed}
    return render("topics/poll.html", status=422 if form.errors else 200, **context)


def _form(post: Post) -> PollForm:
    form = PollForm()
    named = [group for group in groups_of(post.author) if not group.is_automatic]
    form.groups.choices = [SelectChoice(group.id, group.name) for group in named]
    return form


@bp.post("/messages/<int:post_id>/sondage/suppression")
@login_required
def delete_poll(post_id: int) -> Response:
    """As long as nobody has voted."""
    post, asked = _asked(post_id)
    require("ask", post)
    try:
        withdraw(post, asked)
    except polls.Voted:
        return _refuse(post, _voted())
    flash(_("Le sondage est retiré."), "ok")
    return done(post.url)


@bp.post("/messages/<int:post_id>/vote")
@login_required
def create_vote(post_id: int) -> Response:
    """Vote, or vote otherwise."""
    post, asked = _asked(post_id)
    require("vote", post, _("Ce sondage s’adresse à d’autres personnes."))
    limit("polls.vote", me().id, PACE)
    chosen = [int(key) for key in request.form.getlist("option") if key.isdecimal() and len(key) < 10]
    try:
        polls.vote(asked, me(), chosen)
    except polls.Closed:
        return _refuse(post, _("Ce sondage est terminé : votre vote n’a pas été compté."))
    except polls.OneOnly:
        return _refuse(post, _("Choisissez une réponse, puis votez."))
    if not is_fragment():
        flash(_("Votre vote est enregistré."), "ok")
    seen = seen_by(me(), [asked.id])[asked.id]
    return done(post.url, fragment="polls/_poll.html", **_named(seen, me(), post))


@bp.route("/messages/<int:post_id>/sondage/fermeture", methods=["GET", "POST"])
@login_required
def close_poll(post_id: int) -> Response:
    """Ask, then take no more votes."""
    post, asked = _asked(post_id)
    require("close_poll", post, _("La personne qui a écrit le message ferme le sondage, ou l’équipe d’appui."))
    form = QuestionForm()
    if form.validate_on_submit():
        polls.close_poll(asked)
        flash(_("Le sondage est fermé. Ses résultats restent sous le message."), "ok")
        return done(post.url)
    return render("topics/close_poll.html", post=post, topic=post.topic, form=form)


@bp.get("/messages/<int:post_id>/sondage/votes")
@login_required
def votes(post_id: int) -> Response:
    """Who chose what, where votes are named and the results are for this reader; else there is no such page."""
    post, asked = _asked(post_id)
    seen = seen_by(me(), [asked.id])[asked.id]
    if seen.is_secret or not seen.shows:
        abort(404)
    return render("topics/votes.html", post=post, topic=post.topic, poll=seen, people=voters_of(asked))


def _asked(post_id: int) -> tuple[Post, Poll]:
    post = get_post(me(), post_id)
    if post.poll is None or post.is_deleted:
        abort(404)
    return post, post.poll


def _refuse(post: Post, why: str) -> Response:
    """Said above the message; the page asks again, so that a script does not show it as done."""
    if is_fragment():
        abort(409)
    flash(why, "warn")
    return done(post.url)


def _voted() -> str:
    return _("Quelqu’un a déjà voté : la question et ses réponses ne changent plus. Vous pouvez fermer le sondage.")


def drawn(viewer: Any, posts: dict[int, Any]) -> dict[int, Markup]:
    """The polls of a page as ``viewer`` sees them: poll → its HTML. ``posts``: poll → the message it hangs on."""
    template = current_app.jinja_env.get_template("polls/_poll.html")
    html = {key: template.render(_named(seen, viewer, posts[key])) for key, seen in seen_by(viewer, posts).items()}
    return {key: Markup(text) for key, text in html.items()}  # noqa: S704 (our own template)


def _named(seen: Seen, viewer: Any, post: Any) -> dict[str, Any]:
    """All that the template is told."""
    return {
        "it": seen,
        "post_id": post.id,
        "token": generate_csrf() if viewer.is_member else "",
        "may_close": closes_polls(viewer, post),
        "words": words(seen),
    }
