"""A member's own address of the calendar: made, shown once, renewed, revoked; and what calendars read there."""

from datetime import timedelta

from flask import Response, abort, current_app, flash, render_template, url_for

from forum.calendar import actions, queries
from forum.calendar import entries as offers
from forum.calendar.answers import as_calendar
from forum.calendar.blueprint import bp
from forum.calendar.ical import feed as written
from forum.calendar.misses import note_miss
from forum.calendar.models import Feed
from forum.calendar.tallies import note_use
from forum.core.clock import today
from forum.core.forms import Form
from forum.core.headers import no_store
from forum.core.htmx import done, render
from forum.core.i18n import _, speaking
from forum.core.limits import limit
from forum.core.rules import require
from forum.core.settings import SITE_NAME
from forum.core.viewer import login_required, me

BEFORE, AFTER = timedelta(days=400), timedelta(days=800)  # what a calendar is told of


@bp.get("/reunions/abonnement")
@login_required
def subscription() -> Response:
    require("open", Feed)
    return render("calendar/subscription.html", form=Form(), feed=queries.feed_of(me()))


@bp.post("/reunions/abonnement")
@login_required
def create_subscription() -> Response:
    """The address is told here and never again."""
    require("open", Feed)
    limit("calendar.feed", me().id, (20, 3600))
    token = actions.open_feed(me())
    path = url_for("calendar.feed", token=token)
    https = current_app.config["BASE_URL"] + path
    addresses = {"https": https, "webcal": "webcal://" + https.partition("://")[2]}
    page = render_template("calendar/subscribed.html", form=Form(), addresses=addresses)
    return no_store(Response(page))


@bp.post("/reunions/abonnement/revocation")
@login_required
def create_revocation() -> Response:
    require("open", Feed)
    actions.revoke_feed(me())
    flash(_("L’adresse ne mène plus nulle part. Retirez aussi l’abonnement de vos agendas."), "ok")
    return done(url_for("calendar.subscription"))


@bp.get("/agenda/<token>.ics")
def feed(token: str) -> Response:
    """The dates of whoever holds the secret, with the rights of its owner at this very moment."""
    known = queries.feed_by_token(token)
    if known is None:
        note_miss()
        abort(404)
    note_use(known)
    with speaking(known.user.locale):
        found = offers.entries(known.user, today() - BEFORE, today() + AFTER)
        text = written(found, name=SITE_NAME.value)
    return as_calendar(text)
