"""Signing in, by password or by a link sent by mail."""

from flask import redirect, request, session, url_for

from forum.accounts import actions, links
from forum.accounts.authentication import authenticate, may_mail
from forum.accounts.forms import AddressForm, ButtonForm, SignInForm
from forum.accounts.models import User
from forum.accounts.safe_next import is_inside, safe_next
from forum.accounts.sessions import open_session
from forum.accounts.views import bp
from forum.accounts.views.secret import dead_link, secret_page
from forum.core.errors import TooFast
from forum.core.htmx import render
from forum.core.i18n import _, moment, ngettext
from forum.core.viewer import me


@bp.route("/connexion", methods=["GET", "POST"])
def sign_in():
    if me().is_authenticated:
        return redirect(_landing(me(), request.values.get("next")), 303)
    form = SignInForm(data=None if request.method == "POST" else {"next": request.args.get("next"), "stay": True})
    if not form.validate_on_submit():
        return _show(form)
    try:
        user = authenticate(form.email.data or "", form.password.data or "")
    except TooFast as error:
        return _too_fast(form, error.seconds)
    if user is None or user.is_suspended:
        return _refuse(form, user)
    open_session(user, stay=form.stay.data)
    return redirect(_landing(user, form.next.data), 303)


@bp.route("/connexion/lien", methods=["GET", "POST"])
def sign_in_link():
    """The answer is the same whether the address has an account or not."""
    form = AddressForm()
    if not form.validate_on_submit():
        status = 422 if request.method == "POST" else 200
        return render("accounts/ask_link.html", status=status, form=form, purpose="sign_in")
    may_mail(form.email.data or "")
    if is_inside(form.next.data or ""):
        session["next"] = form.next.data
    actions.request_sign_in_link(form.email.data or "")
    return render("accounts/check_mail.html", email=form.email.data, purpose="sign_in")


@bp.route("/connexion/lien/<token>", methods=["GET", "POST"])
@secret_page
def use_sign_in_link(token: str):
    link, form = links.peek("sign_in", token), ButtonForm()
    if link is None or not link.user.is_active:
        return dead_link(url_for("accounts.sign_in_link"), _("Recevoir un nouveau lien"))
    if not form.validate_on_submit():
        return render("accounts/use_sign_in_link.html", form=form, user=link.user)
    if links.use("sign_in", token) is None:
        return dead_link(url_for("accounts.sign_in_link"), _("Recevoir un nouveau lien"))
    wanted = session.get("next")
    open_session(link.user)
    return redirect(_landing(link.user, wanted), 303)


def _landing(user: User, wanted: str | None) -> str:
    """Where one was going; those who wait learn first what happens next."""
    return safe_next(wanted) if user.is_member else url_for("accounts.waiting")


def _show(form: SignInForm, status: int | None = None):
    status = status or (422 if request.method == "POST" else 200)
    return render("accounts/sign_in.html", status=status, form=form)


def _refuse(form: SignInForm, user: User | None):
    """One sentence for a wrong password, an unknown address and one still to confirm: it tells strangers nothing."""
    if user is None or user.suspended_until is None:
        sentence = _(
            "Cette adresse et ce mot de passe ne vont pas ensemble. "
            "Vous venez de vous inscrire ? Ouvrez d’abord le lien reçu par courriel."
        )
    else:
        until = moment(user.suspended_until)
        sentence = _("Ce compte est suspendu jusqu’au %(day)s. Écrivez à l’équipe d’appui.", day=until)
    form.password.errors = [sentence]
    return _show(form)


def _too_fast(form: SignInForm, seconds: int):
    """Only the password pauses: the owner of the address can still come in by mail."""
    minutes = -(-seconds // 60)
    form.password.errors = [
        ngettext(
            "Trop d’essais. Réessayez dans %(num)s minute, ou recevez un lien de connexion par courriel.",
            "Trop d’essais. Réessayez dans %(num)s minutes, ou recevez un lien de connexion par courriel.",
            minutes,
        )
    ]
    response = _show(form, 429)
    response.headers["Retry-After"] = str(seconds)
    return response
