"""What the forms for writing share: their files, a look before sending, and a text that the kitchen refuses."""

from collections.abc import Callable
from typing import TypeVar
from uuid import uuid4

from flask import request
from markupsafe import Markup

from forum.core.db import keep
from forum.core.limits import limit
from forum.core.viewer import me
from forum.markup import CannotCook, cook
from forum.topics.actions.writing import with_files
from forum.topics.drafts.filling import is_put_aside
from forum.topics.forms import PostForm
from forum.topics.resolver import Names
from forum.uploads.actions import store
from forum.uploads.errors import Unacceptable
from forum.uploads.pace import count_file

T = TypeVar("T")
PACE = (20, 300)  # messages and edits in five minutes
LOOKS = (120, 60)  # previews in a minute


def new_key() -> str:
    """The key of an editor that opens."""
    return uuid4().hex


def is_sent(form: PostForm) -> bool:
    """Was the form sent, whole, to be published? Its files are taken in first, and stay whatever comes of the rest."""
    if not form.is_submitted():
        return False
    is_asked_back = is_preview() or is_put_aside()
    what, pace = ("topics.preview", LOOKS) if is_asked_back else ("topics.write", PACE)
    limit(what, me().id, pace)
    take_files(form)
    return not is_asked_back and form.validate()


def is_preview() -> bool:
    return request.method == "POST" and "preview" in request.form


def take_files(form: PostForm) -> None:
    """Store the files sent without JavaScript, and show each in the text; what is refused is said beside the field."""
    for sent in form.files.data or ():
        if not getattr(sent, "filename", ""):
            continue
        try:
            count_file()
            upload = store(sent, me())
        except Unacceptable as refusal:
            form.files.process_errors = [*form.files.process_errors, f"{sent.filename} : {refusal.message}"]
            continue
        form.body.data = with_files(form.body.data or "", (upload,))
        keep()


def accepted(form: PostForm, act: Callable[[], T]) -> T | None:
    """The result of ``act``, or None when the text cannot be formatted, which is then said beside the field."""
    try:
        return act()
    except CannotCook as refusal:
        form.body.errors = [str(refusal)]
        return None


def preview_of(form: PostForm) -> Markup | None:
    """The text as it will be shown, when that was asked for."""
    if not is_preview():
        return None
    cooked = accepted(form, lambda: cook(form.body.data or "", Names(me(), None)))
    return Markup(cooked.html) if cooked else None  # noqa: S704 (cooked: sanitised twice)


def status_of(form: PostForm) -> int:
    """200 for a form that opens or is looked at, 422 for one that says what is wrong."""
    return 422 if form.errors else 200
