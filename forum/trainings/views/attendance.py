"""The day itself: the sheets that are signed, and checking people in on a phone."""

from typing import Any

from flask import Response, abort, flash, render_template, request, url_for

from forum.core import pdf
from forum.core.clock import now
from forum.core.htmx import done, is_fragment, render
from forum.core.i18n import _, clocktime, lazy
from forum.core.rules import can, require
from forum.core.urls import whole
from forum.core.viewer import login_required, me
from forum.trainings import codes
from forum.trainings.actions import attendance as actions
from forum.trainings.blueprint import bp
from forum.trainings.models import Registration, Slot, TrainingSession
from forum.trainings.queries import attendance as queries
from forum.trainings.queries.find import get_session

TOO_EARLY = lazy("Le pointage s’ouvre le jour de la session.")


@bp.get("/formations/sessions/<int:session_id>/emargement")
@login_required
def sheet(session_id: int) -> Response:
    """One sheet a half-day, to be printed from the page."""
    session = arranged(session_id)
    return render("trainings/sheet.html", **_sheet(session))


@bp.get("/formations/sessions/<int:session_id>/emargement.pdf")
@login_required
def sheet_pdf(session_id: int) -> Response:
    session = arranged(session_id)
    try:
        content = pdf.draw(
            render_template("trainings/sheet_pdf.html", **_sheet(session)), render_template("trainings/sheet_pdf.css")
        )
    except pdf.Unavailable:
        flash(_("Ce serveur ne fait pas de PDF. Imprimez cette page."), "warn")
        return done(url_for("trainings.sheet", session_id=session.id))
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="emargement-{session.day.isoformat()}.pdf"'
    return answer


@bp.get("/formations/sessions/<int:session_id>/pointage")
@login_required
def check_in(session_id: int) -> Response:
    """Those who are expected, for one half-day; the one in progress unless another is asked for."""
    session = arranged(session_id)
    require("check_in", session, str(TOO_EARLY))
    words, slot = request.args.get("q", "").strip()[:200], _slot(session, request.args.get("demi-journee", type=whole))
    lines = queries.lines(session, words)
    everybody = queries.lines(session)
    here = sum(slot.id in line.signed for line in everybody)
    page = {"session": session, "slot": slot, "lines": lines, "words": words, "is_on": now() < session.ends_at}
    return render("trainings/check_in.html", here=here, expected=len(everybody), **page)


@bp.post("/formations/sessions/<int:session_id>/pointage/<int:registration_id>")
@login_required
def create_signature(session_id: int, registration_id: int) -> Response:
    """One tap; sent again it changes nothing, and the last one counts."""
    session = arranged(session_id)
    require("check_in", session, str(TOO_EARLY))
    registration = _registrant(session, registration_id)
    slot = _slot(session, request.form.get("slot", type=whole))
    try:
        if request.form.get("seen"):
            actions.sign(slot, registration, me())
        else:
            actions.unsign(slot, registration, me())
    except actions.NotExpected as refusal:
        abort(422, str(refusal.sentence))
    if is_fragment() or request.form.get("script") == "1":
        return Response(request.form.get("seen", ""), mimetype="text/plain")
    where: dict[str, Any] = {"demi-journee": slot.id, "q": request.form.get("q") or None}
    return done(url_for("trainings.check_in", session_id=session.id, _anchor=f"p{registration.id}", **where))


@bp.get("/formations/pointage/<code>")
def code_page(code: str) -> Response:
    """What a QR code leads to: for the support team the person to check in, for anyone else the code to be shown."""
    registration = queries.by_code(code)
    if registration is None or registration.state not in actions.EXPECTED:
        return render("trainings/dead_code.html", status=404)
    session = registration.session
    if not can(me(), "arrange", session):
        return render("trainings/code.html", session=session, drawn=codes.drawn(registration))
    require("check_in", session, str(TOO_EARLY))
    return _at_the_door(registration)


@bp.post("/formations/pointage/<code>")
@login_required
def create_check_in(code: str) -> Response:
    """The person at the door is there; a second scan says since when."""
    registration = queries.by_code(code) or abort(404)
    session = registration.session
    require("arrange", session)
    require("check_in", session, str(TOO_EARLY))
    slot = _slot(session, request.form.get("slot", type=whole))
    try:
        signature, is_first = actions.sign(slot, registration, me(), "scan")
    except actions.NotExpected as refusal:
        flash(str(refusal.sentence), "warn")
        return done(url_for("trainings.check_in", session_id=session.id))
    words = _("%(name)s : présence notée.") if is_first else _("%(name)s : déjà pointé à %(time)s.")
    flash(words % {"name": registration.display_name, "time": clocktime(signature.at)}, "ok" if is_first else "warn")
    where: dict[str, Any] = {"demi-journee": slot.id}
    return done(url_for("trainings.check_in", session_id=session.id, **where))


def _at_the_door(registration: Registration) -> Response:
    session = registration.session
    slot = queries.slot_now(session)
    seen = queries.signature(slot, registration)
    page = {"session": session, "registration": registration, "slot": slot, "seen": seen}
    return render("trainings/door.html", **page)


def _sheet(session: TrainingSession) -> dict:
    people = [line.registration for line in queries.lines(session)]
    return {"session": session, "people": people, "spare": queries.SPARE, "drawn_at": now()}


def _slot(session: TrainingSession, slot_id: int | None) -> Slot:
    if slot_id is None:
        return queries.slot_now(session)
    return next((slot for slot in session.slots if slot.id == slot_id), None) or abort(404)


def _registrant(session: TrainingSession, registration_id: int) -> Registration:
    found = next((one for one in queries.lines(session) if one.registration.id == registration_id), None)
    return found.registration if found else abort(404)


def arranged(session_id: int) -> TrainingSession:
    """The session, for those who arrange it."""
    session = get_session(me(), session_id)
    require("arrange", session)
    return session
