"""Planning meetings: a series and all its dates in one step; a meeting again on other days."""

from flask import Response, flash, url_for

from forum.categories.models import Category
from forum.core.clock import today
from forum.core.db import db
from forum.core.htmx import done, render
from forum.core.i18n import ngettext
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.meetings.actions import meeting as actions
from forum.meetings.actions.series import create_series
from forum.meetings.blueprint import bp
from forum.meetings.forms.dates import SHOWN, CopyForm, NewMeetingsForm, title_for
from forum.meetings.models import Meeting, Series
from forum.meetings.queries.find import get_meeting
from forum.meetings.queries.series import get_series, open_series
from forum.topics.views.kept import keeps_text


@bp.route("/reunions/nouvelle", methods=["GET", "POST"])
@keeps_text
@login_required
def new() -> Response:
    """One or several meetings of a series, which may be made here."""
    require("arrange", Series)
    known = open_series(me())
    form = NewMeetingsForm({one.id: one.name for one in known})
    if not form.is_submitted():
        form.title.data = title_for(known[0].short_name if known else "")
    if form.validate_on_submit() and (meetings := _planned(form)):
        flash(_said(meetings, published=bool(form.publish.data)), "ok")
        _warn_of_past(meetings)
        return done(meetings[0].url if len(meetings) == 1 else _list_of(meetings))
    status = 422 if form.is_submitted() else 200
    return render("meetings/new.html", status=status, form=form, shown=SHOWN)


@bp.route("/reunions/<int:meeting_id>/dupliquer", methods=["GET", "POST"])
@login_required
def duplicate(meeting_id: int) -> Response:
    meeting = get_meeting(me(), meeting_id)
    require("arrange", meeting)
    form = CopyForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render("meetings/duplicate.html", status=status, form=form, meeting=meeting, shown=SHOWN)
    copies = actions.duplicate(meeting, me(), form.days)
    flash(_said(copies, published=False), "ok")
    _warn_of_past(copies)
    return done(copies[0].url if len(copies) == 1 else _list_of(copies))


def _planned(form: NewMeetingsForm) -> list[Meeting]:
    """The meetings; nothing, and an error at each date, when the room is someone else's."""
    series = _new_series(form) if form.is_new_series else get_series(me(), form.series_id.data)
    try:
        return actions.create_meetings(series, me(), form.spans, form.facts, form.wish, publish=bool(form.publish.data))
    except actions.RoomTaken as refusal:
        for number, sentence in refusal.sentences.items():
            form.chosen[number].errors = [sentence]
        return []


def _new_series(form: NewMeetingsForm) -> Series:
    category = db.get_or_404(Category, form.category_id.data)
    name, short = form.series_name.data or "", form.short_name.data or ""
    return create_series(category, name, short, me(), is_public=bool(form.is_public.data))


def _said(meetings: list[Meeting], published: bool) -> str:
    if published:
        return ngettext("%(num)s réunion publiée.", "%(num)s réunions publiées.", len(meetings))
    return ngettext("%(num)s brouillon de réunion préparé.", "%(num)s brouillons de réunions préparés.", len(meetings))


def _warn_of_past(meetings: list[Meeting]) -> None:
    past = [one for one in meetings if one.day < today()]
    if past:
        text = "%(num)s date est passée : c’est permis.", "%(num)s dates sont passées : c’est permis."
        flash(ngettext(*text, len(past)), "warn")


def _list_of(meetings: list[Meeting]) -> str:
    return url_for("calendar.index", vue="liste", annee=meetings[0].day.year, serie=meetings[0].series.slug)
