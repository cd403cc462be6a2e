"""Whatever refuses a writing, the page that says so shows the text, ready to be copied or sent again."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, request
from werkzeug.exceptions import HTTPException

from forum.core.errors import MESSAGES, Refused, TooFast
from forum.core.htmx import is_fragment, render
from forum.core.i18n import gettext as _
from forum.core.viewer import me

View = Callable[..., Any]


def keeps_text(view: View) -> View:
    """For views that receive what somebody wrote: closed, gone, too fast or signed out, the words are shown again."""

    @wraps(view)
    def guarded(**values: Any) -> Any:
        if request.method != "POST" or is_fragment():  # htmx leaves the form on the page as it is
            return view(**values)
        try:
            if not me().is_authenticated:
                raise Refused(_("Votre session est fermée. Connectez-vous dans un autre onglet, puis revenez ici."))
            return view(**values)
        except HTTPException as error:
            return refused(error)

    return guarded


def refused(error: HTTPException) -> Response:
    code = error.code or 500
    title, advice = MESSAGES.get(code, MESSAGES[400])
    why = getattr(error, "why", None) or advice
    texts = [(name, value) for name, value in request.form.items(multi=True) if name not in ("csrf_token", "preview")]
    response = render("topics/refused.html", status=code, code=code, title=title, advice=why, kept=texts)
    if isinstance(error, TooFast):
        response.headers["Retry-After"] = str(error.seconds)
    return response
