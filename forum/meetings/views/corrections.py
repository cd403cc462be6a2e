"""Corrections of published minutes: proposed by members; accepted as an amendment, or declined with a word."""

from flask import Response, flash, request

from forum.core.htmx import done, render
from forum.core.i18n import gettext as _
from forum.core.limits import limit
from forum.core.rules import can, require
from forum.core.viewer import login_required, me
from forum.meetings.actions import minutes as acts
from forum.meetings.actions.minutes import correcting
from forum.meetings.blocks import Block
from forum.meetings.blueprint import bp
from forum.meetings.forms.correction import AcceptForm, CorrectionForm, DeclineForm
from forum.meetings.models import MinutesCorrection
from forum.meetings.queries import minutes as queries
from forum.meetings.queries.corrections import get_correction
from forum.meetings.queries.find import get_meeting
from forum.topics.views.kept import keeps_text


@bp.route("/reunions/<int:meeting_id>/compte-rendu/correction", methods=["GET", "POST"])
@keeps_text
@login_required
def new_correction(meeting_id: int) -> Response:
    meeting = get_meeting(me(), meeting_id)
    minutes = queries.get_minutes(me(), meeting)
    require("correct", minutes, _("Une correction se propose une fois le compte rendu publié."))
    form = CorrectionForm(queries.blocks_of(minutes, minutes.published_number or 0))
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render("meetings/correction_new.html", status=status, form=form, meeting=meeting)
    limit("meetings.correct", me().id, (20, 3600))
    correcting.propose(minutes, me(), form.block.data or "", form.text.data or "")
    flash(_("Merci : l’équipe d’appui lira votre correction, et vous saurez ce qu’elle devient."), "ok")
    flash(f"{me().id}-correction-{meeting.id}", "saved")
    return done(f"{meeting.url}/compte-rendu#corrections")


@bp.route("/reunions/corrections/<int:correction_id>", methods=["GET", "POST"])
@keeps_text
@login_required
def correction(correction_id: int) -> Response:
    """What was proposed and what became of it; the support team settles it here."""
    found = get_correction(me(), correction_id)
    if request.method == "GET":
        return _shown(found, *_forms(found))
    require("settle", found, _("Cette correction a déjà reçu sa suite."))
    return _declined(found) if request.form.get("do") == "decline" else _accepted(found)


def _accepted(found: MinutesCorrection) -> Response:
    form = AcceptForm()
    try:
        if form.validate_on_submit():
            words = form.text.data or "", form.reason.data or "", form.base_number
            correcting.accept(found, me(), *words)
            flash(_("Le compte rendu est corrigé, et la personne est prévenue."), "ok")
            return done(f"{found.minutes.meeting.url}/compte-rendu")
    except correcting.NoChange:
        form.text.errors = [_("Le passage n’a pas changé : corrigez-le, ou déclinez avec un mot.")]
    except acts.CannotCookBlock as refused:
        form.text.errors = [refused.message]
    except acts.StaleMinutes:
        form.base.data = str(found.minutes.number)
        return _shown(found, form, _plain(DeclineForm), 409)
    except correcting.AlreadySettled:
        return _too_late(found)
    return _shown(found, form, _plain(DeclineForm), 422)


def _declined(found: MinutesCorrection) -> Response:
    form = DeclineForm()
    if not form.validate_on_submit():
        return _shown(found, _forms(found)[0], form, 422)
    try:
        correcting.decline(found, me(), form.word.data or "")
    except correcting.AlreadySettled:
        return _too_late(found)
    flash(_("Le texte reste ainsi, et la personne est prévenue de votre mot."), "ok")
    return done(f"{found.minutes.meeting.url}/compte-rendu")


def _too_late(found: MinutesCorrection) -> Response:
    flash(_("Quelqu’un vient de donner suite à cette correction."), "warn")
    return _shown(found, *_forms(found), 409)


def _forms(found: MinutesCorrection) -> tuple[AcceptForm, DeclineForm]:
    """As they begin: the passage as it reads now, and a reason that names who noticed."""
    block, name = passage(found), found.proposed_by.display_name
    data = {"base": str(found.minutes.number), "text": block.text if block else found.text}
    data["reason"] = _("Correction proposée par %(name)s", name=name)
    return AcceptForm(formdata=None, data=data), _plain(DeclineForm)


def _plain(form: type[DeclineForm]) -> DeclineForm:
    return form(formdata=None)


def passage(found: MinutesCorrection) -> Block | None:
    """The block it is about, as it reads now; None when it is about none, or the block went since."""
    blocks = queries.blocks_of(found.minutes, found.minutes.number)
    return next((block for block in blocks if block.id == found.block_id), None)


def _shown(found: MinutesCorrection, accepting: AcceptForm, declining: DeclineForm, status: int = 200) -> Response:
    page = {"correction": found, "meeting": found.minutes.meeting, "passage": passage(found), "status": status}
    page |= {"accepting": accepting, "declining": declining, "settles": can(me(), "settle", found)}
    return render("meetings/correction.html", **page)
