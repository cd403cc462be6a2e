"""After the day: the sheets of paper typed in, the day closed."""

from flask import Response, flash, url_for

from forum.core.htmx import done, render
from forum.core.i18n import _, ngettext
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.trainings.actions import attendance as actions
from forum.trainings.blueprint import bp
from forum.trainings.forms.attendance import PaperForm
from forum.trainings.queries import attendance as queries
from forum.trainings.views.attendance import TOO_EARLY, arranged


@bp.route("/formations/sessions/<int:session_id>/feuilles", methods=["GET", "POST"])
@login_required
def paper(session_id: int) -> Response:
    """What was signed on paper, all half-days at once."""
    session = arranged(session_id)
    require("check_in", session, str(TOO_EARLY))
    lines, form = queries.lines(session), PaperForm()
    if not form.validate_on_submit():
        return render("trainings/paper.html", session=session, lines=lines, form=form)
    changes = form.changes(lines, session.slots)
    for change in changes:
        if change.is_signed:
            actions.sign(change.slot, change.registration, me(), "paper")
        else:
            actions.unsign(change.slot, change.registration, me())
    told = ngettext("%(num)d signature modifiée.", "%(num)d signatures modifiées.", len(changes))
    flash(told if changes else _("Rien n’a changé."), "ok")
    return done(url_for("trainings.paper", session_id=session.id))


@bp.post("/formations/sessions/<int:session_id>/cloture")
@login_required
def create_closure(session_id: int) -> Response:
    """The day is over: the present are settled, the absent too."""
    session = arranged(session_id)
    require("close_day", session, str(TOO_EARLY))
    try:
        actions.close_day(session, me())
    except actions.NothingSigned as refusal:
        flash(str(refusal.sentence), "warn")
        return done(url_for("trainings.check_in", session_id=session.id))
    flash(_("La journée est terminée. Vous pouvez établir les certificats."), "ok")
    return done(url_for("trainings.certificates", session_id=session.id))
