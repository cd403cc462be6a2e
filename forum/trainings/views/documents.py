"""Files on the page of a training."""

from flask import Response, flash

from forum.core.forms import Form
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.trainings.actions import documents as actions
from forum.trainings.blueprint import bp
from forum.trainings.forms.question import DocumentForm
from forum.trainings.models import Training
from forum.trainings.queries.find import get_training
from forum.trainings.queries.page import get_document
from forum.uploads.actions import store
from forum.uploads.errors import Unacceptable
from forum.uploads.pace import count_file


@bp.route("/formations/<slug>/documents/nouveau", methods=["GET", "POST"])
@login_required
def new_document(slug: str) -> Response:
    training, form = get_training(me(), slug), DocumentForm()
    require("arrange", training)
    if form.validate_on_submit() and _added(training, form):
        flash(_("Document ajouté."), "ok")
        return done(training.url)
    status = 422 if form.is_submitted() else 200
    return render("trainings/document.html", status=status, form=form, training=training)


@bp.route("/formations/documents/<int:document_id>/retrait", methods=["GET", "POST"])
@login_required
def remove_document(document_id: int) -> Response:
    document, form = get_document(me(), document_id), Form()
    training = document.training
    require("arrange", training)
    if not form.validate_on_submit():
        return render("trainings/document_remove.html", form=form, document=document)
    actions.remove_document(document, me())
    flash(_("Document retiré de la page."), "ok")
    return done(training.url)


def _added(training: Training, form: DocumentForm) -> bool:
    count_file()
    try:
        upload = store(form.file.data, me())
    except Unacceptable as refusal:
        form.file.errors = [refusal.message]
        return False
    actions.add_document(training, upload, me(), form.title.data or "")
    return True
