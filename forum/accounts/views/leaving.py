"""Signing out: here, of one browser, everywhere."""

from flask import abort, flash, redirect, url_for

from forum.accounts import actions, sessions
from forum.accounts.safe_next import home
from forum.accounts.views import bp
from forum.core.i18n import _
from forum.core.viewer import login_required, me


@bp.post("/deconnexion")
def sign_out():
    sessions.close_session()
    flash(_("La session est fermée sur cet appareil. À bientôt."), "ok")
    return redirect(home(), 303)


@bp.post("/deconnexion/partout")
@login_required
def sign_out_everywhere():
    actions.sign_out_everywhere(me())
    sessions.close_session()
    flash(_("Tous vos appareils sont déconnectés. Reconnectez-vous ici quand vous voulez."), "ok")
    return redirect(url_for("accounts.sign_in"), 303)


@bp.post("/preferences/sessions/<int:session_id>")
@login_required
def close_session(session_id: int):
    """Sign out one browser of one's own."""
    if not sessions.close_one(me(), session_id):
        abort(404)
    flash(_("Cet appareil est déconnecté."), "ok")
    return redirect(url_for("accounts.security"), 303)
