"""Sending a file from the editor, and opening one."""

from flask import Blueprint, Response, jsonify, request, send_file, url_for
from werkzeug.exceptions import abort

from forum.core.i18n import gettext
from forum.core.rules import require
from forum.core.storage import storage
from forum.core.viewer import login_required, me
from forum.uploads import actions
from forum.uploads.errors import Unacceptable
from forum.uploads.models import Upload
from forum.uploads.pace import count_file
from forum.uploads.queries import get_upload

bp = Blueprint("uploads", __name__)

# Whatever a file contains, it runs nothing and reaches nothing here.
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"


@bp.post("/fichiers")
@login_required
def create():
    """Keep the file ``file``; JSON for the editor: address, name, size, and the Markdown that shows it."""
    require("create", Upload)
    count_file()
    sent = request.files.get("file")
    if sent is None:
        return jsonify(error=gettext("Choisissez un fichier à joindre.")), 422
    try:
        upload = actions.store(sent, me())
    except Unacceptable as refusal:
        return jsonify(error=str(refusal.message)), 422
    return jsonify(described(upload)), 201


@bp.get("/fichiers/<token>/<name>")
def show(token: str, name: str) -> Response:
    """The file, to those who may see what it hangs on; images in place, documents as downloads."""
    upload = get_upload(me(), token)
    if name != upload.name:
        abort(404)
    response = send_file(
        storage().open(upload.digest),
        mimetype=upload.content_type,
        as_attachment=not upload.is_image,
        download_name=upload.name,
        etag=upload.digest[:32],
        conditional=True,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def described(upload: Upload) -> dict:
    """What the editor needs to know of a file."""
    address = url_for("uploads.show", token=upload.token, name=upload.name)
    link = f"[{upload.name}]({address})"
    return {
        "token": upload.token,
        "url": address,
        "name": upload.name,
        "size": upload.size,
        "kind": upload.kind,
        "markdown": f"!{link}" if upload.is_image else link,
    }
