"""The list of notifications, the switches, and the link that stops a kind of mail."""

from flask import Blueprint, abort, flash, redirect, request, url_for

from forum.accounts.models import User
from forum.core import tallies
from forum.core.db import db
from forum.core.forms import csrf
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.paging import page_number
from forum.core.viewer import login_required, me
from forum.notifications import actions, mails, queries
from forum.notifications.kinds import KINDS, kinds_for
from forum.notifications.tallies import OPENED
from forum.topics.following import follow, followed
from forum.topics.models import LEVELS

bp = Blueprint("notifications", __name__)


@bp.get("/notifications")
@login_required
def index():
    return render("notifications/index.html", page=queries.page(me(), page_number()), kinds=KINDS, told=mails.sentence)


@bp.get("/notifications/<int:notification_id>")
@login_required
def show(notification_id: int):
    """Go to what the notification is about; that it was opened is noted with the next batch."""
    notification = queries.find(me(), notification_id) or abort(404)
    tallies.count(OPENED, notification.id, me().id)
    if notification.post:
        return redirect(notification.post.url)
    if notification.data.get("url"):  # about a meeting, a training
        return redirect(notification.data["url"])
    return redirect(url_for("admin.admissions" if notification.kind == "admission" else "home.index"))


@bp.post("/notifications/lues")
@login_required
def create_reading():
    actions.mark_read(me())
    return done(url_for("notifications.index"))


@bp.get("/preferences/notifications")
@login_required
def preferences():
    categories, tags = followed(me()) if me().is_member else ([], [])
    return render(
        "notifications/preferences.html",
        kinds=kinds_for(me()),
        switches=queries.switches(me()),
        categories=categories,
        tags=tags,
    )


@bp.post("/preferences/notifications")
@login_required
def update_preferences():
    for kind in kinds_for(me()):
        actions.switch_mail(me(), kind.name, kind.name in request.form)
    flash(_("Vos réglages sont enregistrés."), "ok")
    return done(url_for("notifications.preferences"))


@bp.post("/preferences/suivi")
@login_required
def update_levels():
    """How closely one follows each category, and the keywords one follows already."""
    categories, tags = followed(me()) if me().is_member else ([], [])
    for kind, places in (("categorie", categories), ("mot", tags)):
        for place, level in places:
            wish = request.form.get(f"{kind}-{place.id}", level)
            if wish != level and wish in LEVELS:
                follow(me(), place, wish)
    flash(_("Votre suivi est changé. Il vaut pour les sujets où quelqu’un écrit à partir de maintenant."), "ok")
    return done(url_for("notifications.preferences"))


@bp.get("/courriels/arreter/<token>")
def unsubscribe(token: str):
    """What would stop, with a button: mail scanners follow links, so opening it changes nothing."""
    _person, kind = _stopped(token)
    return render("notifications/unsubscribe.html", kind=KINDS[kind], token=token, is_done=False)


@bp.post("/courriels/arreter/<token>")
@csrf.exempt  # mail clients post here by themselves (RFC 8058); the signed token is the proof
def create_unsubscription(token: str):
    person, kind = _stopped(token)
    actions.switch_mail(person, kind, False)
    return render("notifications/unsubscribe.html", kind=KINDS[kind], token=token, is_done=True)


def _stopped(token: str) -> tuple[User, str]:
    user_id, kind = mails.read_unsubscribe(token) or abort(404)
    return db.session.get(User, user_id) or abort(404), kind
