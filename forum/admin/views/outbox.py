"""The outbox: which mails wait, left, or could not leave. Their words stay between sender and reader."""

from flask import Response, flash, request, url_for

from forum.admin import forms
from forum.admin.actions.outbox import queue_again
from forum.admin.blueprint import bp
from forum.admin.queries import outbox as queries
from forum.core.headers import no_store
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.mail import OutboxMail
from forum.core.mail.delivery import compose
from forum.core.paging import page_number
from forum.core.rules import require
from forum.core.viewer import login_required, me


@bp.get("/courriels")
@login_required
def outbox():
    require("administer", OutboxMail)
    state = request.args.get("etat", "")
    page = queries.mails(state, page_number())
    files, counts = queries.are_files(), queries.counts()
    return render("admin/outbox.html", page=page, state=state, counts=counts, files=files, act=forms.Act())


@bp.get("/courriels/<int:mail_id>")
@login_required
def mail(mail_id: int):
    require("administer", OutboxMail)
    row = queries.get_mail(mail_id)
    require("read", row, _("Seule la personne qui reçoit ce courriel peut le lire."))
    return no_store(render("admin/mail.html", mail=row))


@bp.get("/courriels/<int:mail_id>.eml")
@login_required
def mail_file(mail_id: int):
    require("administer", OutboxMail)
    row = queries.get_mail(mail_id)
    require("read", row, _("Seule la personne qui reçoit ce courriel peut le lire."))
    headers = {"Content-Disposition": f'attachment; filename="courriel-{row.id}.eml"'}
    return no_store(Response(compose(row).as_bytes(), mimetype="message/rfc822", headers=headers))


@bp.post("/courriels/<int:mail_id>/renvoyer")
@login_required
def send_again(mail_id: int):
    require("administer", OutboxMail)
    row = queries.get_mail(mail_id)
    if queue_again(row, me()):
        flash(_("Le courriel part de nouveau."), "ok")
    else:
        flash(_("Ce courriel est déjà parti."), "info")
    return done(url_for("admin.outbox"))
