"""Certificates and attestations: issued, read by their person, verified by anyone who holds the paper."""

from typing import NamedTuple

from flask import Response, abort, flash, render_template, url_for

from forum.accounts.views.secret import secret_page
from forum.core import pdf
from forum.core.htmx import done, render
from forum.core.i18n import lazy, ngettext, speaking
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.trainings import codes, links
from forum.trainings.actions import certificates
from forum.trainings.blueprint import bp
from forum.trainings.models import Certificate
from forum.trainings.queries.certificates import by_address, get_certificate
from forum.trainings.queries.certificates import lines as certified
from forum.trainings.queries.certificates import page as certificate_page
from forum.trainings.views.attendance import arranged

NO_PDF = lazy("Ce serveur ne fait pas de PDF pour l’instant.")
NOT_YET = lazy("Terminez d’abord la journée : les personnes présentes y sont arrêtées.")


class Paper(NamedTuple):
    """What a certificate is drawn as: the first word of its templates, and of the file."""

    template: str
    file: str


CERTIFICATE, ATTESTATION = Paper("certificate", "certificat"), Paper("attestation", "attestation")


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
    return _read_by_key(certificate_id, CERTIFICATE)


@bp.get("/formations/certificats/<int:certificate_id>/attestation.pdf")
@login_required
def attestation_pdf(certificate_id: int) -> Response:
    return _read_by_key(certificate_id, ATTESTATION)


@bp.get("/formations/inscription/<token>/certificat.pdf")
@secret_page
def certificate_by_mail(token: str) -> Response:
    """For whoever holds the link of their registration; it dies like the link."""
    return _read_by_mail(token, CERTIFICATE)


@bp.get("/formations/inscription/<token>/attestation.pdf")
@secret_page
def attestation_by_mail(token: str) -> Response:
    return _read_by_mail(token, ATTESTATION)


@bp.get("/formations/attestation/<code>")
def attestation(code: str) -> Response:
    """Anyone who holds a paper can check that it was issued, and whether another supersedes it."""
    certificate = by_address(code)
    if certificate is None:
        return render("trainings/no_attestation.html", status=404)
    checked = {"is_whole": certificates.is_whole(certificate), "is_signed": certificates.is_signed(certificate)}
    checked |= {"current": certificates.current_of(certificate.registration)}
    return render("trainings/attestation.html", **checked, **certificate_page(certificate))


def _read_by_key(certificate_id: int, paper: Paper) -> Response:
    return _drawn(get_certificate(me(), certificate_id), paper)


def _read_by_mail(token: str, paper: Paper) -> Response:
    registration = links.read(token)
    certificate = certificates.current_of(registration) if registration else None
    return _drawn(certificate, paper) if certificate else render("trainings/dead_link.html", status=410)


def _drawn(certificate: Certificate, paper: Paper) -> Response:
    """The document; 503 where this machine draws none."""
    where = url_for("trainings.attestation", code=certificate.code, _external=True)
    wording = f"trainings/{paper.template}_{certificate.template}.html"
    with speaking("fr"):  # in the words of the law, whatever the language of who reads it
        text = render_template(wording, **certificate_page(certificate), address=where, code=codes.svg(where))
    try:
        content = pdf.draw(text, render_template("trainings/certificate.css"))
    except pdf.Unavailable:
        abort(503, NO_PDF)
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{paper.file}-{certificate.number}.pdf"'
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
