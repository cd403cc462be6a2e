"""One's own account: identity, address, password, open sessions."""

from flask import flash, redirect, request, url_for

from forum.accounts import actions, links, sessions
from forum.accounts.authentication import knows_password, may_mail
from forum.accounts.forms import FUNCTIONS, ButtonForm, ChangeEmailForm, ChangePasswordForm, ProfileForm
from forum.accounts.views import bp
from forum.accounts.views.secret import dead_link, secret_page
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.viewer import login_required, me
from forum.directory.queries import known

PROFILE = ("first_name", "last_name", "function", "establishment", "about")


@bp.route("/preferences", methods=["GET", "POST"])
@login_required
def preferences():
    form = ProfileForm(data=None if request.method == "POST" else _as_it_is())
    if not form.validate_on_submit():
        places = [row.label for row in known()]
        return render("accounts/preferences.html", status=_status(), form=form, places=places, functions=FUNCTIONS)
    actions.update_profile(me(), by=me(), **{name: form[name].data or "" for name in PROFILE})
    flash(_("Votre profil est à jour."), "ok")
    return done(url_for("accounts.preferences"))


@bp.get("/preferences/securite")
@login_required
def security():
    """The address, the password, and every browser signed in."""
    rows = sessions.of(me())
    return render("accounts/security.html", sessions=rows, is_current=sessions.is_current)


@bp.route("/preferences/mot-de-passe", methods=["GET", "POST"])
@login_required
def change_password():
    form = ChangePasswordForm(me())
    if not form.validate_on_submit() or not _proved(form):
        return render("accounts/change_password.html", status=_status(), form=form)
    user = me()
    actions.change_password(user, form.new_password.data or "")
    sessions.open_session(user)
    flash(_("Votre nouveau mot de passe est enregistré. Vos autres appareils sont déconnectés."), "ok")
    return redirect(url_for("accounts.security"), 303)


@bp.route("/preferences/courriel", methods=["GET", "POST"])
@login_required
def change_email():
    form = ChangeEmailForm(me())
    if not form.validate_on_submit() or not _proved(form):
        return render("accounts/change_email.html", status=_status(), form=form)
    may_mail(form.email.data or "")
    actions.change_email(me(), form.email.data or "")
    return render("accounts/check_mail.html", email=form.email.data, purpose="change_email")


@bp.route("/preferences/courriel/<token>", methods=["GET", "POST"])
@secret_page
def use_email_link(token: str):
    """The new address is read by the person: it is theirs from now on."""
    link, form = links.peek("change_email", token), ButtonForm()
    if link is None:
        return _dead_change()
    if not form.validate_on_submit():
        return render("accounts/use_email_link.html", form=form, email=link.email)
    if links.use("change_email", token) is None or not actions.apply_email_change(link.user, link.email):
        return _dead_change()
    flash(_("Votre nouvelle adresse est enregistrée."), "ok")
    return redirect(url_for("accounts.security"), 303)


def _as_it_is() -> dict[str, str]:
    """What the form shows first."""
    return {name: getattr(me(), "workplace" if name == "establishment" else name) for name in PROFILE}


def _dead_change():
    return dead_link(url_for("accounts.change_email"), _("Changer d’adresse"))


def _proved(form: ChangePasswordForm | ChangeEmailForm) -> bool:
    """Someone at an unlocked screen is not enough: the password too."""
    if "current_password" not in form or knows_password(me(), form.current_password.data or ""):
        return True
    form.current_password.errors = [_("Ce n’est pas votre mot de passe actuel.")]
    return False


def _status() -> int:
    return 422 if request.method == "POST" else 200
