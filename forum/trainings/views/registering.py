"""Registering: a visitor with a link by mail, a member in two clicks, and their colleagues with them."""

from typing import Any
from uuid import uuid4

from flask import Response, flash, request, url_for
from werkzeug.exceptions import HTTPException, NotFound

from forum.accounts.forms import FUNCTIONS
from forum.accounts.queries import tidy_email
from forum.core.db import db
from forum.core.errors import Refused
from forum.core.htmx import done, render
from forum.core.i18n import _, locale_name
from forum.core.limits import address, limit
from forum.core.rules import require
from forum.core.urls import whole
from forum.core.viewer import login_required, me
from forum.directory.queries import known
from forum.topics.views.kept import refused
from forum.trainings import people
from forum.trainings.actions import admission
from forum.trainings.actions.sending import register_once
from forum.trainings.blueprint import bp
from forum.trainings.forms.asking import asking
from forum.trainings.forms.registering import (
    CLOSED,
    MOST,
    Lines,
    MemberForm,
    NeedsForm,
    Problem,
    SessionForm,
    VisitorForm,
    problems_of,
)
from forum.trainings.models import RegistrationSend, Training
from forum.trainings.queries import registrations as queries
from forum.trainings.queries.choices import choices
from forum.trainings.queries.find import get_training

FROM = ((10, 600), (40, 86_400))  # registrations by visitors from one place
TO = ((4, 3600), (10, 86_400))  # to one address
MEMBERS = (30, 300)


@bp.route("/formations/<slug>/inscription", methods=["GET", "POST"])
def register(slug: str) -> Response:
    training = get_training(me(), slug)
    require("register", training, _("Cette formation n’est pas ouverte aux inscriptions."))
    try:
        return _by_member(training) if me().is_member else _by_visitor(training)
    except HTTPException as error:
        if request.method == "POST":
            return refused(error)  # too fast, or signed out meanwhile: with what was typed
        raise


@bp.get("/formations/<slug>/inscription/<key>")
@login_required
def registered(slug: str, key: str) -> Response:
    """What became of each line, for whoever sent them; kept for a day."""
    training = get_training(me(), slug)
    send = db.session.get(RegistrationSend, key)
    if send is None or send.by_id != me().id or send.session.training_id != training.id:
        raise NotFound
    return render("trainings/registered.html", training=training, send=send)


# --- visitors --------------------------------------------------------------------------------------------------------


def _by_visitor(training: Training) -> Response:
    """The answer is the same whether the address is known or not; the mail tells its owner."""
    if "by_member" in request.form:
        raise Refused(_("Votre session est fermée. Connectez-vous dans un autre onglet, puis revenez ici."))
    form = asking(VisitorForm, queries.questions(training))(choices(training), _asked(), data=_known())
    if not form.validate_on_submit():
        return _show_visitor(training, form)
    limit("trainings.from", address(), *FROM)
    limit("trainings.to", tidy_email(form.email.data or ""), *TO)
    person = people.typed(form, form.establishment.data or "", locale_name())
    try:
        send = register_once(form.key.data, form.chosen, [person], by=None, source="visitor")
    except admission.Closed:
        form.session.errors = [CLOSED]
        return _show_visitor(training, form)
    if send.is_full:
        form.session.errors = [admission.Full.sentence]
        return _show_visitor(training, form)
    return render("trainings/check_mail.html", training=training, session=form.chosen, email=person.email)


def _known() -> dict[str, str]:
    """What the account of somebody says who is signed in and not admitted yet."""
    if not me().is_authenticated:
        return {}
    said = {name: getattr(me(), name) for name in ("first_name", "last_name", "email", "function")}
    return said | {"establishment": me().workplace}


def _show_visitor(training: Training, form: VisitorForm) -> Response:
    return _show("trainings/register_visitor.html", training, form, problems_of(form))


# --- members ---------------------------------------------------------------------------------------------------------


def _by_member(training: Training) -> Response:
    asked = queries.questions(training)
    is_there = queries.of_member(training, me().id)
    form = MemberForm(choices(training), _asked())
    mine = asking(NeedsForm, asked)(prefix="me-", meta={"csrf": False})
    lines = Lines(asked, at_first=_lines_at_first(bool(is_there)))
    if not form.is_submitted():
        form.me.data, form.establishment.data = not is_there, me().workplace
    if _is_whole(form, mine, lines) and (sent := _sent(form, mine, lines)):
        return sent
    problems = [*problems_of(form), *problems_of(mine), *lines.problems]
    more: dict[str, Any] = {"mine": mine, "lines": lines, "is_there": is_there, "most": MOST}
    return _show("trainings/register_member.html", training, form, problems, **more)


def _is_whole(form: MemberForm, mine: NeedsForm, lines: Lines) -> bool:
    """Was it sent to be registered (not to get another line), and is everything there?"""
    if not form.is_submitted() or {"add", "remove"} & set(request.form):
        return False
    parts = [form.validate(), not form.me.data or mine.validate(), lines.validate()]
    if not form.me.data and not lines.filled:
        form.me.errors = [_("Choisissez au moins une personne : vous-même, ou quelqu’un d’autre.")]
        return False
    if lines.filled and not form.establishment.data:  # the share of an establishment is counted by it
        form.establishment.errors = [_("Indiquez l’établissement de vos collègues.")]
        return False
    return all(parts)


def _sent(form: MemberForm, mine: NeedsForm, lines: Lines) -> Response | None:
    """Everybody is registered in one go; None when the session closed meanwhile."""
    limit("trainings.register", me().id, MEMBERS)
    place = form.establishment.data or ""
    who = [people.typed(line, place) for line in lines.filled]
    if form.me.data:
        who.insert(0, people.myself(me(), mine))
    try:
        send = register_once(form.key.data, form.chosen, who, by=me(), source="colleague", whole=bool(form.whole.data))
    except admission.Closed:
        form.session.errors = [CLOSED]
        return None
    if form.me.data and len(who) == 1 and send.lines[0]["outcome"] not in ("duplicate", "full"):
        flash(send.lines[0]["sentence"], "ok" if send.lines[0]["outcome"] == "confirmed" else "warn")
        return done(url_for("trainings.mine"))
    return done(url_for("trainings.registered", slug=form.chosen.training.slug, key=send.key))


# --- both ------------------------------------------------------------------------------------------------------------


def _show(page: str, training: Training, form: SessionForm, problems: list[Problem], **more: Any) -> Response:
    form.key.data = form.key.data or uuid4().hex
    is_gone = not form.is_submitted() and _asked() is not None and _asked() not in form.sessions
    about: dict[str, Any] = {
        "training": training,
        "is_gone": is_gone,
        "form": form,
        "problems": problems,
        "functions": FUNCTIONS,
    }
    return render(page, status=422 if problems else 200, places=[row.label for row in known()], **about, **more)


def _asked() -> int | None:
    """The session whose button was pressed."""
    return request.args.get("session", type=whole)


def _lines_at_first(is_there: bool) -> int:
    wanted = request.args.get("collegues", type=whole) or 0
    return max(wanted, 1 if is_there else 0)
