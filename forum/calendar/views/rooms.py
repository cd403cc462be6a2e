"""Rooms: the list, one to correct, put aside, taken up again."""

from flask import Response, flash, url_for

from forum.calendar import actions, queries
from forum.calendar.blueprint import bp
from forum.calendar.forms import RoomForm
from forum.calendar.models import Room
from forum.core.forms import Form
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me


@bp.get("/reunions/salles")
@login_required
def rooms() -> Response:
    require("administer", Room)
    return render("calendar/rooms.html", rooms=queries.rooms(), counts=queries.counts_of_bookings())


@bp.route("/reunions/salles/nouvelle", methods=["GET", "POST"])
@login_required
def new_room() -> Response:
    require("administer", Room)
    form = RoomForm()
    if form.validate_on_submit():
        room = actions.create_room(me(), **form.facts)
        flash(_("Salle ajoutée."), "ok")
        return done(url_for("calendar.room", room_id=room.id))
    return render("calendar/room_edit.html", status=422 if form.is_submitted() else 200, form=form)


@bp.get("/reunions/salles/<int:room_id>")
@login_required
def room(room_id: int) -> Response:
    require("administer", Room)
    row = queries.get_room(room_id)
    bookings, past = queries.bookings_of(row), queries.bookings_of(row, past=True)
    return render("calendar/room.html", room=row, bookings=bookings, past=past, form=Form())


@bp.route("/reunions/salles/<int:room_id>/modifier", methods=["GET", "POST"])
@login_required
def edit_room(room_id: int) -> Response:
    require("administer", Room)
    row = queries.get_room(room_id)
    form = RoomForm(obj=row)
    if form.validate_on_submit():
        actions.change_room(row, me(), **form.facts)
        flash(_("Salle enregistrée."), "ok")
        return done(url_for("calendar.room", room_id=row.id))
    return render("calendar/room_edit.html", status=422 if form.is_submitted() else 200, form=form, room=row)


@bp.post("/reunions/salles/<int:room_id>/archivage")
@login_required
def create_archiving(room_id: int) -> Response:
    require("administer", Room)
    actions.archive_room(row := queries.get_room(room_id), me())
    flash(_("La salle n’est plus proposée. Ses réservations restent."), "ok")
    return done(url_for("calendar.room", room_id=row.id))


@bp.post("/reunions/salles/<int:room_id>/remise-en-service")
@login_required
def create_reopening(room_id: int) -> Response:
    require("administer", Room)
    actions.reopen_room(row := queries.get_room(room_id), me())
    flash(_("La salle est de nouveau proposée."), "ok")
    return done(url_for("calendar.room", room_id=row.id))
