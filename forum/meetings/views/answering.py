"""Answering from the mail without signing in: the link shows buttons, a button answers. It opens nothing else."""

from flask import Response, request

from forum.accounts.views.secret import secret_page
from forum.core.htmx import render
from forum.core.limits import address, limit
from forum.meetings.actions import presence as actions
from forum.meetings.blueprint import bp
from forum.meetings.forms.presence import AnswerForm
from forum.meetings.links import WORDS, read_answer_link
from forum.meetings.models import Meeting, Presence
from forum.meetings.queries.presence import presence_row
from forum.meetings.views.presence import said

MEANT = {word: answer for answer, word in WORDS.items()}
BOUNDS = ((10, 5 * 60), (30, 3600))


@bp.route("/reunions/reponse/<token>", methods=["GET", "POST"])
@secret_page
def answer_by_mail(token: str) -> Response:
    found = read_answer_link(token)
    if found is None:
        return render("meetings/dead_answer.html", status=410)
    meeting, person = found
    form = AnswerForm(meeting, person)
    if not form.is_submitted():
        return _show(meeting, form)
    limit("meetings.answer", f"{person.id} {address()}", *BOUNDS)
    if not form.validate():
        return _show(meeting, form, 422)
    try:
        row = actions.answer(meeting, person, form.said)
    except actions.TooLate:
        return render("meetings/dead_answer.html", status=410)
    return _show(meeting, form, row=row, said=said(row))


def _show(
    meeting: Meeting, form: AnswerForm, status: int = 200, row: Presence | None = None, said: str = ""
) -> Response:
    row = row or presence_row(meeting, form.person)
    meant = MEANT.get(request.args.get("r", ""), "") if not said else ""
    page = {"meeting": meeting, "person": form.person, "form": form, "row": row, "meant": meant, "said": said}
    return render("meetings/answer.html", status=status, **page)
