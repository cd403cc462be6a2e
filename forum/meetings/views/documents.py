"""Documents on the table of a meeting."""

from collections.abc import Iterator

from flask import Response, flash
from werkzeug.exceptions import NotFound

from forum.core.forms import Form
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.meetings.actions import documents as actions
from forum.meetings.blueprint import bp
from forum.meetings.forms.document import DocumentForm
from forum.meetings.models import Meeting
from forum.meetings.queries.agenda import accepted
from forum.meetings.queries.documents import Documents, get_document, part
from forum.meetings.queries.find import get_meeting
from forum.uploads.actions import store
from forum.uploads.errors import Unacceptable
from forum.uploads.models import Upload
from forum.uploads.pace import count_file
from forum.uploads.zipped import zipped


@bp.route("/reunions/<int:meeting_id>/documents/nouveau", methods=["GET", "POST"])
@login_required
def new_document(meeting_id: int) -> Response:
    meeting = get_meeting(me(), meeting_id)
    require("arrange", meeting)
    form = DocumentForm(accepted(meeting))
    if form.validate_on_submit() and _added(meeting, form):
        flash(_("Document ajouté."), "ok")
        return done(f"{meeting.url}#documents")
    status = 422 if form.is_submitted() else 200
    return render("meetings/document.html", status=status, form=form, meeting=meeting)


@bp.get("/reunions/<int:meeting_id>/documents.zip")
@login_required
def documents_zip(meeting_id: int) -> Response:
    """All that lies on the table, in one file; what belongs to an item of the agenda in a folder of its name."""
    meeting = get_meeting(me(), meeting_id)
    require("read", meeting)
    documents = part(meeting, me())
    if not documents.all:
        raise NotFound
    return zipped(_named(documents), f"documents-{meeting.day.isoformat()}")


@bp.route("/reunions/documents/<int:document_id>/retrait", methods=["GET", "POST"])
@login_required
def remove_document(document_id: int) -> Response:
    document = get_document(me(), document_id)
    meeting = document.meeting
    require("arrange", meeting)
    form = Form()
    if not form.validate_on_submit():
        return render("meetings/document_remove.html", form=form, document=document)
    actions.remove_document(document, me())
    flash(_("Document retiré de la réunion."), "ok")
    return done(f"{meeting.url}#documents")


def _named(documents: Documents) -> Iterator[tuple[str, str, Upload]]:
    """Folder, name and file of each."""
    for one in documents.own:
        yield "", one.title or _stem(one.upload), one.upload
    for item_id, found in documents.by_item.items():
        for one in found:
            yield documents.titles[item_id], one.title or _stem(one.upload), one.upload


def _stem(upload: Upload) -> str:
    return upload.name.rpartition(".")[0]


def _added(meeting: Meeting, form: DocumentForm) -> bool:
    count_file()
    try:
        upload = store(form.file.data, me())
    except Unacceptable as refusal:
        form.file.errors = [refusal.message]
        return False
    words = form.title.data or "", form.note.data or ""
    actions.add_document(meeting, upload, me(), *words, item_id=form.item_id.data or None)
    return True
