"""The minutes of a meeting: read, printed, brought from draft to publication."""

from flask import Response, flash, make_response, render_template

from forum.core import pdf
from forum.core.htmx import done, render
from forum.core.i18n import gettext as _
from forum.core.rules import can, require
from forum.core.viewer import login_required, me
from forum.meetings.actions import minutes as acts
from forum.meetings.blueprint import bp
from forum.meetings.forms.minutes import ImportForm, StepForm
from forum.meetings.models import Meeting, Minutes
from forum.meetings.printing import carried
from forum.meetings.queries import minutes as queries
from forum.meetings.queries.corrections import corrections
from forum.meetings.queries.find import get_meeting
from forum.topics.slugs import slug_of

STEPS = {
    "relecture": ("review", lambda: _("Le compte rendu est à relire par l’équipe d’appui.")),
    "approbation": ("approved", lambda: _("Le compte rendu est approuvé : il peut être publié.")),
    "reprise": ("draft", lambda: _("Le compte rendu est de nouveau un brouillon.")),
}


@bp.get("/reunions/<int:meeting_id>/compte-rendu", endpoint="minutes")
@login_required
def minutes_page(meeting_id: int) -> Response:
    """The minutes as the viewer reads them; before there are any, the ways to begin them."""
    meeting = get_meeting(me(), meeting_id)
    found = queries.find_minutes(meeting)
    if found is None and can(me(), "arrange", meeting):
        require("take_minutes", meeting, _("Une réunion annulée, ou pas encore annoncée, n’a pas de compte rendu."))
        return render("meetings/minutes_start.html", meeting=meeting, form=StepForm(), importing=ImportForm())
    minutes = queries.get_minutes(me(), meeting)
    return _page(meeting, minutes)


def _page(meeting: Meeting, minutes: Minutes, status: int = 200) -> Response:
    shown = queries.shown_to(me(), minutes)
    form = StepForm(formdata=None, base=str(minutes.number))
    page, proposed = queries.page(meeting, minutes, shown), corrections(minutes, me())
    return render("meetings/minutes.html", status=status, form=form, corrections=proposed, **page)


@bp.post("/reunions/<int:meeting_id>/compte-rendu")
@login_required
def create_minutes(meeting_id: int) -> Response:
    """Begin them, from the agenda."""
    meeting = get_meeting(me(), meeting_id)
    require("take_minutes", meeting)
    acts.start(meeting, me())
    return done(f"{meeting.url}/compte-rendu/modifier")


@bp.post("/reunions/<int:meeting_id>/compte-rendu/<any(relecture,approbation,reprise):step>")
@login_required
def settle_minutes(meeting_id: int, step: str) -> Response:
    """Have them read again, approve them, take them up again."""
    meeting = get_meeting(me(), meeting_id)
    minutes = queries.get_minutes(me(), meeting)
    require("settle", minutes, _("Ce compte rendu est publié : corrigez-le par une modification visible."))
    state, told = STEPS[step]
    form = StepForm()
    form.validate_on_submit()
    try:
        acts.settle(minutes, me(), state, form.base_number)
    except acts.StaleMinutes:
        return _read_again(meeting, minutes)
    flash(told(), "ok")
    return done(f"{meeting.url}/compte-rendu")


@bp.post("/reunions/<int:meeting_id>/compte-rendu/publication")
@login_required
def publish_minutes(meeting_id: int) -> Response:
    """Members read them from now on."""
    meeting = get_meeting(me(), meeting_id)
    minutes = queries.get_minutes(me(), meeting)
    require("publish", minutes, _("Un compte rendu se publie une fois approuvé, et la réunion commencée."))
    form = StepForm()
    form.validate_on_submit()
    try:
        acts.publish(minutes, me(), form.base_number)
    except acts.StaleMinutes:
        return _read_again(meeting, minutes)
    flash(_("Le compte rendu est publié. Décisions et actions sont numérotées, et chaque membre est prévenu."), "ok")
    return done(f"{meeting.url}/compte-rendu")


def _read_again(meeting: Meeting, minutes: Minutes) -> Response:
    """The text changed while it was read: nobody approves what they have not seen."""
    flash(_("Le compte rendu a changé entre-temps : relisez-le ci-dessous, puis recommencez."), "warn")
    return _page(meeting, minutes, status=409)


@bp.get("/reunions/<int:meeting_id>/compte-rendu/versions", endpoint="minutes_revisions")
@login_required
def revisions_page(meeting_id: int) -> Response:
    """Every save for the support team; for readers, what was corrected since the publication."""
    meeting = get_meeting(me(), meeting_id)
    minutes = queries.get_minutes(me(), meeting)
    steps = queries.steps(minutes, amended=not can(me(), "arrange", meeting))
    return render("meetings/minutes_revisions.html", meeting=meeting, minutes=minutes, steps=steps)


@bp.get("/reunions/<int:meeting_id>/compte-rendu.pdf")
@login_required
def minutes_pdf(meeting_id: int) -> Response:
    """The same as a tagged PDF document; where it cannot be drawn, the page says so and can be printed."""
    meeting = get_meeting(me(), meeting_id)
    minutes = queries.get_minutes(me(), meeting)
    page = queries.page(meeting, minutes, queries.shown_to(me(), minutes))
    page["blocks"] = [carried(block, me()) for block in page["blocks"]]
    try:
        content = pdf.draw(
            render_template("meetings/minutes_pdf.html", **page), render_template("meetings/minutes_pdf.css")
        )
    except pdf.Unavailable:
        flash(_("Ce serveur ne sait pas faire de PDF. Imprimez cette page : elle donne le même document."), "warn")
        return done(f"{meeting.url}/compte-rendu")
    response = make_response(content)
    response.mimetype = "application/pdf"
    name = slug_of(_("Compte rendu %(title)s", title=meeting.title))
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response
