"""The desk of a session: who is registered, who waits, whoever telephones, and a mail to everybody. For organisers."""

from typing import Any
from uuid import uuid4

from flask import Response, flash

from forum.accounts.forms import FUNCTIONS
from forum.core.htmx import done, render
from forum.core.i18n import _, ngettext
from forum.core.limits import limit
from forum.core.rules import can, require
from forum.core.viewer import login_required, me
from forum.directory.queries import known
from forum.topics.views.kept import keeps_text
from forum.trainings import people, standing
from forum.trainings.actions import admission
from forum.trainings.actions.mailing import mail_registrants, recipients
from forum.trainings.actions.sending import register_once
from forum.trainings.blueprint import bp
from forum.trainings.entry import page_of
from forum.trainings.forms.asking import asking
from forum.trainings.forms.desk import CallerForm, LetterForm
from forum.trainings.models import TrainingSession
from forum.trainings.queries import registrations as queries
from forum.trainings.queries.choices import title_of
from forum.trainings.queries.find import get_session
from forum.trainings.queries.roster import roster
from forum.trainings.queries.seats import seats

LETTERS = ((10, 3600),)


@bp.get("/formations/sessions/<int:session_id>")
def desk(session_id: int) -> Response:
    """Whoever arranges nothing is led to the date on the page of the training."""
    session = get_session(me(), session_id)
    if not can(me(), "arrange", session):
        return done(page_of(session.training.slug, session.id))
    page: dict[str, Any] = {"session": session, "roster": roster(session), "seats": seats(session)}
    return render("trainings/desk.html", title=title_of(session), standing=standing, **page)


@bp.route("/formations/sessions/<int:session_id>/inscrits/nouveau", methods=["GET", "POST"])
@keeps_text
@login_required
def new_registrant(session_id: int) -> Response:
    """Somebody who telephones; also into a session that takes no registrations by form any more."""
    session = arranged(session_id)
    form = asking(CallerForm, queries.questions(session.training))()
    if form.validate_on_submit():
        try:
            send = register_once(
                form.key.data,
                session,
                [people.typed(form, form.establishment.data or "")],
                by=me(),
                source="organiser",
                on_reserved=bool(form.on_reserved.data),
            )
        except admission.Refusal as refusal:
            form.email.errors = [str(refusal)]
        else:
            return _registered(session, send.lines[0])
    form.key.data = form.key.data or uuid4().hex
    page: dict[str, Any] = {"session": session, "form": form, "title": title_of(session), "functions": FUNCTIONS}
    status = 422 if form.errors else 200
    places = [row.label for row in known()]
    return render("trainings/new_registrant.html", status=status, seats=seats(session), places=places, **page)


def _registered(session: TrainingSession, line: dict[str, Any]) -> Response:
    is_there = line["outcome"] in ("duplicate", "full")
    tone = "bad" if is_there else "ok" if line["outcome"] == "confirmed" else "warn"
    flash(_("%(name)s : %(what)s", name=line["name"], what=line["sentence"]), tone)
    return done(session.url)


@bp.route("/formations/sessions/<int:session_id>/courriel", methods=["GET", "POST"])
@keeps_text
@login_required
def letter(session_id: int) -> Response:
    """To everybody registered, or waiting."""
    session = arranged(session_id)
    form = LetterForm()
    if form.validate_on_submit():
        whom = form.whom.data or "confirmed"
        if not recipients(session, whom):
            form.whom.errors = [_("Il n’y a personne à qui écrire.")]
        else:
            limit("trainings.letters", f"{me().id} {session.id}", *LETTERS)
            said = (form.subject.data or "", form.body.data or "", form.key.data or uuid4().hex)
            count = mail_registrants(session, me(), whom, *said)
            text = "Le courriel part à %(num)s personne.", "Le courriel part à %(num)s personnes."
            flash(ngettext(*text, count), "ok")
            return done(session.url)
    form.key.data = form.key.data or uuid4().hex
    status = 422 if form.errors else 200
    return render("trainings/letter.html", status=status, session=session, form=form, title=title_of(session))


def arranged(session_id: int) -> TrainingSession:
    """The session, for who arranges it."""
    session = get_session(me(), session_id)
    require("arrange", session)
    return session
