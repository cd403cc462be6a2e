"""The agenda: to read and print, to prepare, to put in order, to publish."""

from typing import Any

from flask import Response, flash, request, url_for

from forum.core.forms import Form
from forum.core.htmx import done, is_fragment, render
from forum.core.i18n import _, clocktime
from forum.core.rules import require
from forum.core.urls import whole
from forum.core.viewer import login_required, me
from forum.meetings.actions import agenda as actions
from forum.meetings.blueprint import bp
from forum.meetings.forms.agenda import ItemForm
from forum.meetings.models import AgendaItem, Meeting
from forum.meetings.queries import agenda as queries
from forum.meetings.queries import proposals
from forum.meetings.queries.find import get_meeting
from forum.meetings.timetable import lasting

bp.add_app_template_filter(lasting, "lasting")
STEPS = {"up": -1, "down": 1}


@bp.get("/reunions/<int:meeting_id>/ordre-du-jour")
@login_required
def agenda(meeting_id: int) -> Response:
    """On one page, to print."""
    meeting = get_meeting(me(), meeting_id)
    require("read", meeting)
    return render("meetings/agenda.html", meeting=meeting, agenda=queries.part(meeting, me()))


@bp.get("/reunions/<int:meeting_id>/ordre-du-jour/preparer")
@login_required
def prepare_agenda(meeting_id: int) -> Response:
    meeting = get_meeting(me(), meeting_id)
    require("prepare", meeting)
    return render("meetings/agenda_edit.html", form=ItemForm(), **desk(meeting))


@bp.post("/reunions/<int:meeting_id>/ordre-du-jour/points")
@login_required
def create_item(meeting_id: int) -> Response:
    """The support team's own item, or a break, at the end."""
    meeting = get_meeting(me(), meeting_id)
    require("prepare", meeting)
    form = ItemForm()
    if not form.validate_on_submit():
        return render("meetings/agenda_edit.html", status=422, form=form, **desk(meeting))
    actions.start_agenda(meeting)
    item = actions.add_item(meeting, **form.facts)
    flash(_("« %(title)s » est à la fin de l’ordre du jour.", title=item.title), "ok")
    return done(desk_url(meeting))


@bp.post("/reunions/points/<int:item_id>/place", endpoint="update_place")
@login_required
def change_place(item_id: int) -> Response:
    """One step up or down, or to a place: what the buttons, the arrows and the drop of a drag send."""
    item = queries.get_item(me(), item_id)
    require("place", item)
    if by := STEPS.get(request.form.get("step", "")):
        place = actions.step(item, by)
    else:
        place = actions.place(item, request.form.get("place", 1, type=whole))
    context = desk(item.meeting)
    said = _said(item, place, context["agenda"])
    if not is_fragment():
        flash(said, "ok")
    here = f"{desk_url(item.meeting)}#point-{item.id}"
    return done(here, fragment="meetings/_agenda_order.html", said=said, **context)


@bp.route("/reunions/<int:meeting_id>/ordre-du-jour/publication", methods=["GET", "POST"])
@login_required
def publish_agenda(meeting_id: int) -> Response:
    meeting = get_meeting(me(), meeting_id)
    require("publish_agenda", meeting, _("L’ordre du jour se publie une fois la réunion fixée."))
    form = Form()
    if not form.validate_on_submit():
        return render("meetings/agenda_publish.html", form=form, **desk(meeting))
    if actions.publish_agenda(meeting, me()):
        flash(_("L’ordre du jour est publié : les membres reçoivent la nouvelle."), "ok")
    else:
        flash(_("Rien n’a changé depuis la publication : personne n’a été prévenu une seconde fois."), "info")
    return done(url_for("meetings.agenda", meeting_id=meeting.id))


def desk(meeting: Meeting) -> dict[str, Any]:
    """What the page shows on which an agenda is prepared."""
    part = queries.part(meeting, me())
    return {
        "meeting": meeting,
        "agenda": part,
        "proposals": proposals.part(meeting, me()),
        "is_changed": actions.is_changed(meeting, part.table),
        "token": Form(),
    }


def desk_url(meeting: Meeting) -> str:
    return url_for("meetings.prepare_agenda", meeting_id=meeting.id)


def _said(item: AgendaItem, place: int, agenda: queries.AgendaPart) -> str:
    line = next(one for one in agenda.table.lines if one.item.id == item.id)
    facts = {"title": item.title, "place": place, "count": len(agenda.table.lines)}
    return _("« %(title)s » : place %(place)s sur %(count)s, à %(time)s.", time=clocktime(line.starts_at), **facts)
