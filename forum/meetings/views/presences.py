"""Who comes and who has not answered: for organisers."""

from typing import Any

from flask import Response, flash, request, url_for
from werkzeug.exceptions import NotFound

from forum.accounts.models import User
from forum.core.db import db
from forum.core.events import emit
from forum.core.htmx import done, render
from forum.core.i18n import _, ngettext
from forum.core.rules import can, require
from forum.core.tables import as_csv
from forum.core.viewer import login_required, me
from forum.meetings.actions import presence as actions
from forum.meetings.blueprint import bp
from forum.meetings.events import PresencesExported
from forum.meetings.forms.presence import OTHERS, NotedForm
from forum.meetings.models import Meeting
from forum.meetings.queries import presence as queries
from forum.meetings.queries.find import get_meeting
from forum.meetings.queries.headcount import headcount

ANSWERS = {"oui": "yes", "peut-etre": "maybe", "non": "no", "represente": "represented", "sans": ""}


@bp.get("/reunions/<int:meeting_id>/presences")
@login_required
def presences(meeting_id: int) -> Response:
    meeting = _arranged(meeting_id)
    everybody = queries.everybody(meeting)
    words, chosen = request.args.get("q", "").strip()[:200], request.args.get("reponse", "")
    lines = queries.matching(everybody, words)
    if chosen in ANSWERS:
        lines = [line for line in lines if line.answer == ANSWERS[chosen]]
    page: dict[str, Any] = {"meeting": meeting, "lines": lines, "words": words, "chosen": chosen, "answers": ANSWERS}
    return render("meetings/presences.html", **page, network=headcount(everybody), says=dict(OTHERS))


@bp.post("/reunions/<int:meeting_id>/presences/rappel")
@login_required
def create_reminder(meeting_id: int) -> Response:
    """Write to those who have not answered, once a day at most."""
    meeting = _arranged(meeting_id)
    require("answer_for", meeting)
    silent = queries.silent_ids(meeting)
    try:
        actions.ask_for_answers(meeting, silent, me())
    except (actions.AskedToday, actions.TooLate) as refusal:
        flash(str(refusal.sentence), "warn")
    else:
        text = "Un rappel part à %(num)s personne.", "Un rappel part à %(num)s personnes."
        flash(ngettext(*text, len(silent)), "ok")
    return done(url_for("meetings.presences", meeting_id=meeting.id))


@bp.route("/reunions/<int:meeting_id>/presences/<int:user_id>", methods=["GET", "POST"])
@login_required
def answer_for(meeting_id: int, user_id: int) -> Response:
    """Note what a person said on the phone."""
    meeting = _arranged(meeting_id)
    require("answer_for", meeting)
    person = reader_of(meeting, user_id)
    row = queries.presence_row(meeting, person)
    form = NotedForm(meeting, person, obj=row)
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render("meetings/answer_for.html", status=status, meeting=meeting, person=person, form=form)
    try:
        actions.answer_for(meeting, person, form.said, me())
        flash(_("Réponse de %(name)s enregistrée.", name=person.display_name), "ok")
    except actions.TooLate as refusal:
        flash(str(refusal.sentence), "bad")
    return done(url_for("meetings.presences", meeting_id=meeting.id))


@bp.post("/reunions/<int:meeting_id>/presences/export")
@login_required
def create_export(meeting_id: int) -> Response:
    """The list as a file for spreadsheets; that it left is written in the audit log."""
    meeting = _arranged(meeting_id)
    lines = queries.everybody(meeting)
    emit(PresencesExported(meeting, actor=me(), after={"people": len(lines)}))
    return as_csv(f"participations-{meeting.day.isoformat()}", *_table(lines))


def reader_of(meeting: Meeting, user_id: int) -> User:
    """The member with this key; 404 when they may not read the meeting."""
    person = db.session.get(User, user_id)
    if person is None or not can(person, "read", meeting):
        raise NotFound
    return person


def _arranged(meeting_id: int) -> Meeting:
    meeting = get_meeting(me(), meeting_id)
    require("arrange", meeting)
    return meeting


def _table(lines: list[queries.Line]) -> tuple[list[str], list[list[str]]]:
    says, people = dict(OTHERS), [(line, line.person) for line in lines]
    head = [_("Nom"), _("Prénom"), _("Fonction"), _("Établissement"), _("Réponse"), _("Représentation par"), _("Mot")]
    rows = [
        [
            one.last_name,
            one.first_name,
            one.function,
            one.establishment,
            str(says[line.answer]),
            line.substitute,
            line.note,
        ]
        for line, one in people
    ]
    return head, rows
