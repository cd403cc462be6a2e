"""A form takes up the draft of its place, and lets go of it once the text is sent."""

from typing import Any

from flask import Response, abort, flash, request

from forum.core.clock import PARIS, today
from forum.core.htmx import done
from forum.core.i18n import clocktime, moment
from forum.core.i18n import gettext as _
from forum.core.viewer import me
from forum.markup import MAX_LENGTH
from forum.topics.drafts import actions
from forum.topics.drafts.models import Draft
from forum.topics.drafts.queries import find, where

LONGEST = 4 * MAX_LENGTH  # more than a message may have: what is too long to be sent is not lost
FIELDS = (
    "title",
    "tags",
    "reason",
    "reply_to",
    "version",
)  # of the forms for writing, what a draft keeps beside the text


def take_up(form: Any, place: str) -> Draft | None:
    """Fill the form with what was typed before. What it holds already (a quote to answer) comes after."""
    draft = find(me().id, place)
    if draft is None:
        form.draft.data = "0"  # asked for: there is none
        return None
    given = (form.body.data or "").strip()
    form.body.data = "\n\n".join(part for part in (draft.body.rstrip(), given) if part) + ("\n\n" if given else "")
    form.draft.data = str(draft.sequence)
    for name, value in draft.fields.items():
        if name in form and name in FIELDS and value:
            form[name].data = value
    return draft


def is_put_aside() -> bool:
    """« Enregistrer le brouillon », where no script keeps it."""
    return request.method == "POST" and "brouillon" in request.form


def put_aside(form: Any, place: str) -> Response | None:
    """Keep what was typed, when that was asked for; None when it was not, or when the form says why it is not kept."""
    body = form.body.data or ""
    if not is_put_aside():
        return None
    if len(body) > LONGEST:
        abort(413)
    fields = {name: form[name].data[:1000] for name in FIELDS if name in form and form[name].data}
    if not body.strip() and not fields.get("title"):
        return _refuse(form, _("Votre message est vide : écrivez quelques mots."))
    try:
        draft = actions.save(me(), place, body, fields, sequence_of(form.draft.data))
    except actions.Overtaken as newer:
        form.draft.data = str(newer.draft.sequence)
        return _refuse(form, _overtaken())
    except actions.TooMany:
        return _refuse(form, too_many())
    flash(said(draft), "ok")
    return done(where(me(), [draft])[place].url)


def _refuse(form: Any, why: str) -> None:
    form.body.errors = [why]


def _overtaken() -> str:
    return _(
        "Ce texte a été continué dans un autre onglet ou sur un autre appareil."
        " Rien n’est écrasé : l’autre texte est dans « Mes brouillons »."
        " Enregistrez de nouveau pour garder le texte affiché ici."
    )


def too_many() -> str:
    return _("Vous avez déjà 200 brouillons. Supprimez-en pour garder celui-ci.")


def said(draft: Draft) -> str:
    """When it was kept."""
    at = draft.updated_at
    if at.astimezone(PARIS).date() == today():
        return _("Brouillon enregistré à %(time)s", time=clocktime(at))
    return _("Brouillon du %(moment)s", moment=moment(at))


def let_go(form: Any, place: str) -> None:
    """The text is sent: its draft goes with it, and the copy in the browser; what another editor wrote since stays."""
    actions.discard(me(), place, sequence_of(form.draft.data))
    flash(place, "saved")


def sequence_of(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0
