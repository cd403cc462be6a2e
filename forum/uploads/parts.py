"""Addresses of the editor's script: a file is begun, sent part by part, taken up again after a cut, or given up."""

from flask import Response, jsonify, make_response, request, url_for
from sqlalchemy import select
from werkzeug.exceptions import abort

from forum.core.db import db, keep
from forum.core.i18n import gettext
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.uploads import sending
from forum.uploads.errors import Unacceptable
from forum.uploads.models import Upload, UploadSend
from forum.uploads.pace import count_file
from forum.uploads.sending import OutOfStep
from forum.uploads.views import bp, described


@bp.post("/fichiers/envois")
@login_required
def begin() -> Response:
    """Say that the file ``name`` of ``size`` bytes will come; its address, and how long a part is."""
    require("create", Upload)
    count_file()
    name, size = request.form.get("name", ""), request.form.get("size", 0, type=int)
    if not name or size <= 0:
        return _said(422, error=gettext("Ce fichier est vide : choisissez-en un autre."))
    try:
        send = sending.begin(me(), name, size)
    except Unacceptable as refusal:
        return _said(422, error=str(refusal.message))
    return _said(201, url=url_for("uploads.send", token=send.token), offset=0, part=sending.PART)


@bp.get("/fichiers/envois/<token>")
@login_required
def send(token: str) -> Response:
    """What of the file is here."""
    return _standing(_mine(token), 200)


@bp.post("/fichiers/envois/<token>")
@login_required
def receive(token: str) -> Response:
    """Take the part that begins at ``offset``; 409 with what is here when another one is waited for."""
    require("create", Upload)
    one = _mine(token)
    data = request.stream.read(sending.PART + 1)
    if len(data) > sending.PART:
        return _said(413, error=gettext("Ce fichier n’a pas pu être lu. Réessayez."))
    try:
        sending.receive(one, me(), request.args.get("offset", -1, type=int), data)
    except OutOfStep:
        return _standing(one, 201 if one.upload_id else 409)
    except Unacceptable as refusal:
        keep()  # that nothing of it is left
        return _said(422, error=str(refusal.message))
    return _standing(one, 201 if one.upload_id else 200)


@bp.post("/fichiers/envois/<token>/abandon")
@login_required
def abandon(token: str) -> Response:
    """Give it up: nothing of it stays."""
    require("create", Upload)
    sending.abandon(_mine(token))
    return _said(200)


def _mine(token: str) -> UploadSend:
    """The send of the person who asks, or 404."""
    mine = select(UploadSend).where(UploadSend.token == token, UploadSend.owner_id == me().id)
    return db.session.scalar(mine) or abort(404)


def _standing(one: UploadSend, status: int) -> Response:
    done = described(db.session.get_one(Upload, one.upload_id)) if one.upload_id else {}
    return _said(status, offset=one.received, **done)


def _said(status: int, **facts: object) -> Response:
    response = make_response(jsonify(**facts), status)
    response.headers["Cache-Control"] = "no-store"
    return response
