"""Bookings of a room: asked for, confirmed, moved, cancelled."""

from flask import Response, flash, url_for

from forum.calendar import actions, queries
from forum.calendar.blueprint import bp
from forum.calendar.forms import BookingForm, NewBookingForm, facts_of
from forum.calendar.models import Booking
from forum.core.forms import Form
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me


@bp.route("/reunions/salles/<int:room_id>/reservation", methods=["GET", "POST"])
@login_required
def new_booking(room_id: int) -> Response:
    require("administer", Booking)
    room = queries.get_room(room_id)
    form = NewBookingForm()
    if form.validate_on_submit() and _book(room, form):
        flash(_booked(form), "ok")
        return done(url_for("calendar.room", room_id=room.id))
    return render("calendar/booking.html", status=422 if form.is_submitted() else 200, form=form, room=room)


@bp.route("/reunions/reservations/<int:booking_id>", methods=["GET", "POST"])
@login_required
def booking(booking_id: int) -> Response:
    require("administer", Booking)
    row = queries.get_booking(booking_id)
    form = BookingForm(data=facts_of(row))
    if form.validate_on_submit() and _move(row, form):
        flash(_("Réservation enregistrée."), "ok")
        return done(url_for("calendar.room", room_id=row.room_id))
    status = 422 if form.is_submitted() else 200
    return render("calendar/booking.html", status=status, form=form, room=row.room, booking=row)


@bp.post("/reunions/reservations/<int:booking_id>/confirmation")
@login_required
def create_confirmation(booking_id: int) -> Response:
    require("administer", Booking)
    row = queries.get_booking(booking_id)
    try:
        actions.confirm_booking(row, me())
    except (actions.Taken, actions.Ended) as refusal:
        flash(str(refusal), "bad")
    else:
        flash(_("Réservation confirmée."), "ok")
    return done(url_for("calendar.room", room_id=row.room_id))


@bp.route("/reunions/reservations/<int:booking_id>/annulation", methods=["GET", "POST"])
@login_required
def cancel_booking(booking_id: int) -> Response:
    require("administer", Booking)
    row = queries.get_booking(booking_id)
    form = Form()
    if not form.validate_on_submit():
        return render("calendar/cancel_booking.html", form=form, booking=row)
    actions.cancel_booking(row, me())
    flash(_("Réservation annulée : la salle est libre."), "ok")
    return done(url_for("calendar.room", room_id=row.room_id))


def _booked(form: NewBookingForm) -> str:
    if form.confirm.data:
        return _("Salle réservée.")
    return _("Demande notée : confirmez-la dès que la salle est promise.")


def _book(room, form: NewBookingForm) -> bool:
    try:
        starts, ends = form.instants
        actions.request_booking(
            room, form.title.data or "", starts, ends, me(), form.note.data or "", confirm=bool(form.confirm.data)
        )
    except actions.Taken as refusal:
        form.starts.errors = [refusal.sentence]
    return not form.errors


def _move(row: Booking, form: BookingForm) -> bool:
    try:
        actions.move_booking(row, *form.instants, me(), title=form.title.data or "", note=form.note.data or "")
    except (actions.Taken, actions.Ended) as refusal:
        form.starts.errors = [str(refusal)]
    return not form.errors
