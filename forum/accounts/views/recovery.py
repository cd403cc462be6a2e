"""A lost password."""

from flask import flash, request, url_for

from forum.accounts import actions, links, passwords
from forum.accounts.authentication import may_mail
from forum.accounts.forms import AddressForm, NewPasswordForm
from forum.accounts.views import bp
from forum.accounts.views.joining import enter
from forum.accounts.views.secret import dead_link, secret_page
from forum.core.htmx import render
from forum.core.i18n import _


@bp.route("/mot-de-passe", methods=["GET", "POST"])
def forgot():
    """The answer is the same whether the address has an account or not."""
    form = AddressForm()
    if not form.validate_on_submit():
        status = 422 if request.method == "POST" else 200
        return render("accounts/ask_link.html", status=status, form=form, purpose="reset")
    may_mail(form.email.data or "")
    actions.request_reset(form.email.data or "")
    return render("accounts/check_mail.html", email=form.email.data, purpose="reset")


@bp.route("/mot-de-passe/<token>", methods=["GET", "POST"])
@secret_page
def reset(token: str):
    """Choose a new password; every session ends but the one that begins here. The link confirms the address as well."""
    link = links.peek("reset", token)
    if link is None:
        return dead_link(url_for("accounts.forgot"), _("Recevoir un nouveau lien"))
    user, form = link.user, NewPasswordForm(link.user)
    if not form.validate_on_submit():
        return render("accounts/reset.html", status=422 if request.method == "POST" else 200, form=form, user=user)
    password_hash = passwords.hashed(form.new_password.data or "")  # before the first write
    if links.use("reset", token) is None:
        return dead_link(url_for("accounts.forgot"), _("Recevoir un nouveau lien"))
    actions.choose_password(user, password_hash)
    if user.state == "unconfirmed":
        actions.confirm(user)
    if not user.is_active:
        return dead_link(url_for("accounts.sign_in"), _("Se connecter"))
    response = enter(user)  # which empties the session: what is told comes after
    flash(_("Votre nouveau mot de passe est enregistré. Vos autres appareils sont déconnectés."), "ok")
    return response
