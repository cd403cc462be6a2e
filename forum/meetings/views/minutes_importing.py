"""A Word document that becomes minutes, in one step."""

from typing import TYPE_CHECKING

from flask import Response, flash

from forum.core.db import keep
from forum.core.htmx import done, render
from forum.core.i18n import gettext as _
from forum.core.i18n import ngettext
from forum.core.limits import limit
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.meetings.actions import minutes as acts
from forum.meetings.blocks import Block
from forum.meetings.blueprint import bp
from forum.meetings.forms.minutes import MOST_BLOCKS, ImportForm, StepForm
from forum.meetings.models import Meeting, Minutes
from forum.meetings.queries import minutes as queries
from forum.meetings.queries.find import get_meeting
from forum.meetings.views.minutes_writing import conflict
from forum.uploads.actions import store
from forum.uploads.errors import Unacceptable

if TYPE_CHECKING:
    from forum.meetings import word


@bp.route("/reunions/<int:meeting_id>/compte-rendu/import", methods=["GET", "POST"])
@login_required
def import_minutes(meeting_id: int) -> Response:
    """Choose a file; sent, its text is a revision of its own."""
    meeting = get_meeting(me(), meeting_id)
    require("take_minutes", meeting)
    minutes = queries.find_minutes(meeting)
    if minutes:
        require("settle", minutes, _("Ce compte rendu est publié : corrigez-le par une modification visible."))
        require("write", minutes, _("Ce compte rendu est approuvé. Reprenez d’abord sa rédaction."))
    form = ImportForm()
    if form.validate_on_submit():
        return _imported(meeting, minutes, form)
    form.base.data = str(minutes.number) if minutes else ""
    return _page(meeting, minutes, form, 422 if form.errors else 200)


def _imported(meeting: Meeting, minutes: Minutes | None, form: ImportForm) -> Response:
    from forum.meetings import word  # takes a while to import, and few ask for it

    limit("imports", me().id, (30, 3600))
    if not form.file.data:
        return _refused(meeting, minutes, form, _("Choisissez un document Word à importer."))
    pictures = Pictures()
    try:
        blocks = word.read(form.file.data.stream, pictures.keep)
        keep()  # the pictures: whatever becomes of the text, a second try needs them, and cooking finds them
        if not blocks:
            return _refused(meeting, minutes, form, _("Ce document ne contient aucun texte."))
        return _saved(meeting, minutes, form, blocks, pictures)
    except word.NotADocument as error:
        return _refused(meeting, minutes, form, error.message)
    except acts.CannotCookBlock as error:
        return _refused(meeting, minutes, form, error.message)


def _saved(
    meeting: Meeting, minutes: Minutes | None, form: ImportForm, blocks: list[Block], pictures: "Pictures"
) -> Response:
    is_new = minutes is None
    minutes = minutes or acts.start(meeting, me())
    base = minutes.number if is_new else form.base_number
    if form.place.data == "after" and not is_new:
        blocks = [*queries.blocks_of(minutes, base), *blocks]
    if len(blocks) > MOST_BLOCKS:
        return _refused(meeting, minutes, form, _("Un compte rendu compte 100 blocs au plus : réunissez-en."))
    try:
        acts.save(minutes, me(), blocks, base)
    except acts.StaleMinutes:
        return conflict(meeting, minutes, blocks, base)
    flash(ngettext("%(num)s bloc est repris du document.", "%(num)s blocs sont repris du document.", len(blocks)), "ok")
    if pictures.refused:
        flash(_("Des images n’ont pas pu être reprises : leur format n’est pas accepté."), "warn")
    return done(f"{meeting.url}/compte-rendu")


class Pictures:
    """Keeps the pictures of a document; counts those refused."""

    def __init__(self) -> None:
        self.refused = 0

    def keep(self, picture: "word.Picture") -> str | None:
        try:
            return store(picture, me()).url
        except Unacceptable:
            self.refused += 1
            return None


def _refused(meeting: Meeting, minutes: Minutes | None, form: ImportForm, message: object) -> Response:
    form.file.errors = [message]  # pyright: ignore[reportAttributeAccessIssue]
    return _page(meeting, minutes, form, 422)


def _page(meeting: Meeting, minutes: Minutes | None, form: ImportForm, status: int) -> Response:
    page = "meetings/minutes_import.html" if minutes else "meetings/minutes_start.html"
    return render(page, status=status, meeting=meeting, minutes=minutes, form=StepForm(formdata=None), importing=form)
