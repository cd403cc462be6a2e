"""After the day: the sheets of paper typed in, the day closed, certificates."""

from flask import Response, abort, flash, render_template, url_for

from forum.accounts.views.secret import secret_page
from forum.core import pdf
from forum.core.htmx import done, render
from forum.core.i18n import _, lazy, ngettext, speaking
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.trainings import codes, links
from forum.trainings.actions import attendance as actions
from forum.trainings.actions import certificates
from forum.trainings.blueprint import bp
from forum.trainings.forms.attendance import PaperForm
from forum.trainings.models import Certificate
from forum.trainings.queries import attendance as queries
from forum.trainings.queries.certificates import by_address, get_certificate
from forum.trainings.queries.certificates import lines as certified
from forum.trainings.queries.certificates import page as certificate_page
from forum.trainings.views.attendance import TOO_EARLY, arranged

NO_PDF = lazy("Ce serveur ne fait pas de PDF pour l’instant.")
NOT_YET = lazy("Terminez d’abord la journée : les personnes présentes y sont arrêtées.")


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


@bp.get("/formations/sessions/<int:session_id>/certificats", endpoint="certificates")
@login_required
def certificates_page(session_id: int) -> Response:
    """Who gets one, for how many hours; those that were issued."""
    session = arranged(session_id)
    require("certify", session, str(NOT_YET))
    return render("trainings/certificates.html", session=session, lines=certified(session))


@bp.post("/formations/sessions/<int:session_id>/certificats")
@login_required
def create_certificates(session_id: int) -> Response:
    """Issue them all; one that is still true stays as it is."""
    session = arranged(session_id)
    require("certify", session, str(NOT_YET))
    try:
        issued = certificates.issue_all(session, me())
    except certificates.NoProvider as refusal:
        flash(str(refusal.sentence), "warn")
        return done(url_for("trainings.certificates", session_id=session.id))
    flash(ngettext("%(num)d certificat est à jour.", "%(num)d certificats sont à jour.", len(issued)), "ok")
    return done(url_for("trainings.certificates", session_id=session.id))


@bp.get("/formations/certificats/<int:certificate_id>.pdf")
@login_required
def certificate_pdf(certificate_id: int) -> Response:
    certificate = get_certificate(me(), certificate_id)
    return certificate_file(certificate) or abort(503, NO_PDF)


@bp.get("/formations/inscription/<token>/certificat.pdf")
@secret_page
def certificate_by_mail(token: str) -> Response:
    """For whoever holds the link of their registration; it dies like the link."""
    registration = links.read(token)
    certificate = certificates.current_of(registration) if registration else None
    if certificate is None:
        return render("trainings/dead_link.html", status=410)
    return certificate_file(certificate) or abort(503, NO_PDF)


@bp.get("/formations/attestation/<code>")
def attestation(code: str) -> Response:
    """Anyone who holds the paper can check that it was issued, and whether another supersedes it."""
    certificate = by_address(code)
    if certificate is None:
        return render("trainings/no_attestation.html", status=404)
    checked = {"is_whole": certificates.is_whole(certificate), "is_signed": certificates.is_signed(certificate)}
    checked |= {"current": certificates.current_of(certificate.registration)}
    return render("trainings/attestation.html", **checked, **certificate_page(certificate))


def certificate_file(certificate: Certificate) -> Response | None:
    """The document; None where this machine draws none."""
    where = url_for("trainings.attestation", code=certificate.code, _external=True)
    wording = f"trainings/certificate_{certificate.template}"
    with speaking("fr"):  # in the words of the law, whatever the language of who reads it
        page = certificate_page(certificate) | {"address": where, "code": codes.svg(where)}
        text = render_template(f"{wording}.html", **page)
    try:
        content = pdf.draw(text, render_template("trainings/certificate.css"))
    except pdf.Unavailable:
        return None
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="certificat-{certificate.number}.pdf"'
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
