"""Saying thank you for a message, and keeping it among one's bookmarks."""

from collections.abc import Callable
from datetime import datetime, time

from flask import Response, flash, request

from forum.accounts.models import User
from forum.calendar.times import instant_of, wall_of
from forum.core.htmx import done, render
from forum.core.i18n import gettext as _
from forum.core.limits import limit
from forum.core.paging import page_number
from forum.core.rules import can, require
from forum.core.viewer import login_required, me
from forum.markup import excerpt
from forum.topics import actions
from forum.topics.blueprint import bp
from forum.topics.forms import BookmarkForm, one_line
from forum.topics.models import Post
from forum.topics.queries.bookmarks import bookmark_of, bookmarks, get_bookmark
from forum.topics.queries.find import get_post
from forum.topics.queries.thanks import who_thanked
from forum.topics.views.marks import Kept
from forum.topics.views.messages import thanks_of

PACE = (60, 60)  # marks in a minute
MORNING = time(8)  # when reminders arrive


@bp.get("/messages/<int:post_id>/merci")
def thanks(post_id: int) -> Response:
    """Everybody who said thank you for the message."""
    post = get_post(me(), post_id)
    return render("topics/thanks.html", post=post, topic=post.topic, people=who_thanked(post))


@bp.post("/messages/<int:post_id>/merci")
@login_required
def create_thanks(post_id: int) -> Response:
    return _thank(post_id, is_mine=True)


@bp.post("/messages/<int:post_id>/merci/fin")
@login_required
def delete_thanks(post_id: int) -> Response:
    return _thank(post_id, is_mine=False)


def _thank(post_id: int, *, is_mine: bool) -> Response:
    post = get_post(me(), post_id)
    require("thank", post, _("On remercie les autres : ce message est le vôtre, ou il a été supprimé."))
    limit("topics.mark", me().id, PACE)
    (actions.thank if is_mine else actions.take_back_thanks)(post, me())
    it = thanks_of(me(), post, who_thanked(post))._replace(is_mine=is_mine)
    return done(post.url, fragment="topics/_mark.html", macro="thanks", it=it)


@bp.post("/messages/<int:post_id>/plusieurs-mains")
@login_required
def create_sharing(post_id: int) -> Response:
    """Let all who may answer write the message."""
    return _share(post_id, actions.share, _("Les membres qui répondent ici peuvent maintenant modifier ce message."))


@bp.post("/messages/<int:post_id>/plusieurs-mains/fin")
@login_required
def delete_sharing(post_id: int) -> Response:
    return _share(post_id, actions.reserve, _("Ce message n’est plus écrit à plusieurs mains."))


def _share(post_id: int, act: Callable[[Post, User], None], told: str) -> Response:
    post = get_post(me(), post_id)
    require("share", post, _("La personne qui a écrit le message en décide, ou l’équipe d’appui."))
    act(post, me())
    flash(told, "ok")
    return done(post.url)


@bp.post("/messages/<int:post_id>/signet")
@login_required
def create_bookmark(post_id: int) -> Response:
    post = get_post(me(), post_id)
    require("bookmark", post)
    limit("topics.mark", me().id, PACE)
    actions.keep_post(post, me())
    return done(post.url, fragment="topics/_mark.html", macro="keep", it=Kept(post.id, post.number, is_mine=True))


@bp.post("/messages/<int:post_id>/signet/fin")
@login_required
def delete_bookmark(post_id: int) -> Response:
    """Also of a message that one may read no more: the bookmark is one's own."""
    post = own.post if (own := bookmark_of(me(), post_id)) else get_post(me(), post_id)
    actions.let_go(post.id, me())
    back = "/signets" if "liste" in request.form or not can(me(), "see", post) else post.url
    if back == "/signets":
        flash(_("Le signet est retiré."), "ok")
    return done(back, fragment="topics/_mark.html", macro="keep", it=Kept(post.id, post.number))


@bp.get("/signets", endpoint="bookmarks")
@login_required
def bookmarks_page() -> Response:
    """The messages one keeps. Of one that is read no more, only one's own note is left."""
    words, only = one_line(request.args.get("q", "")[:100]) or "", request.args.get("voir", "")
    page = bookmarks(me(), words, only, page_number())
    seen = {kept.post_id for kept in page.rows if can(me(), "see", kept.post)}
    return render("topics/bookmarks.html", page=page, seen=seen, words=words, only=only, said=_said)


def _said(post: Post) -> str:
    return excerpt(post.text, 160)


@bp.route("/signets/<int:post_id>", methods=["GET", "POST"])
@login_required
def edit_bookmark(post_id: int) -> Response:
    """A note for oneself, and a day to be reminded."""
    kept = get_bookmark(me(), post_id)
    form = BookmarkForm()
    if form.validate_on_submit():
        day = form.day.data
        at = instant_of(datetime.combine(day, MORNING)) if day else None
        actions.note_bookmark(kept, form.note.data or "", at)
        flash(_("Votre signet est enregistré."), "ok")
        return done("/signets")
    if request.method == "GET":
        form.note.data = kept.note
        form.day.data = wall_of(kept.remind_at).date() if kept.remind_at else None
    is_seen = can(me(), "see", kept.post)
    return render("topics/bookmark.html", status=422 if form.errors else 200, kept=kept, form=form, is_seen=is_seen)
