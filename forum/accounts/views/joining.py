"""Signing up, confirming, waiting."""

from flask import redirect, request, session, url_for

from forum.accounts import actions, links, passwords, queries
from forum.accounts.authentication import knows_password, may_mail
from forum.accounts.forms import FUNCTIONS, ButtonForm, OwnPasswordForm, SignUpForm
from forum.accounts.models import Invitation, User
from forum.accounts.safe_next import home
from forum.accounts.sessions import hash_of, open_session
from forum.accounts.views import bp
from forum.accounts.views.secret import dead_link, secret_page
from forum.core.htmx import render
from forum.core.i18n import _, locale_name
from forum.core.viewer import login_required, me
from forum.directory.queries import known


@bp.route("/inscription", methods=["GET", "POST"])
def sign_up():
    """The answer is the same whether the address has an account or not; the mail tells its owner."""
    if me().is_authenticated:
        return redirect(home(), 303)
    form = SignUpForm()
    if not form.validate_on_submit():
        return _show(form)
    may_mail(form.email.data or "")
    person = _person(form)
    session["signing_up"] = hash_of(person.password_hash)
    actions.sign_up(person)
    return render("accounts/check_mail.html", email=form.email.data, purpose="confirm")


@bp.route("/inscription/confirmer/<token>", methods=["GET", "POST"])
@secret_page
def confirm(token: str):
    """One click in the browser that signed up; elsewhere the password too: nobody confirms another's account."""
    link = links.peek("confirm", token)
    if link is None:
        return dead_link(url_for("accounts.sign_in_link"), _("Recevoir un nouveau lien"))
    user = link.user
    form = ButtonForm() if _signed_up_here(user) else OwnPasswordForm()
    if not form.validate_on_submit() or not _is_theirs(form, user):
        return render("accounts/confirm.html", status=_status(), form=form, user=user)
    if links.use("confirm", token) is None:
        return dead_link(url_for("accounts.sign_in"), _("Se connecter"))
    if user.state == "unconfirmed":
        actions.confirm(user)
    return enter(user)


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@secret_page
def use_invitation(token: str):
    """Sign up from an invitation: the form is filled in, the address is fixed and confirmed by the link itself."""
    invitation = queries.invitation_by_token(token)
    if invitation is None:
        return dead_link(url_for("accounts.sign_up"), _("Créer un compte"))
    form = SignUpForm(data=None if request.method == "POST" else _offered(invitation))
    form.email.data = invitation.email
    if not form.validate_on_submit():
        return _show(form, invitation)
    user = actions.sign_up_invited(_person(form), invitation)
    if user is None or not user.is_active:
        return render("accounts/check_mail.html", email=invitation.email, purpose="confirm")
    return enter(user)


@bp.get("/attente")
@login_required
def waiting():
    """What happens next, for someone an organiser has still to admit."""
    if me().is_member:
        return redirect(home(), 303)
    return render("accounts/waiting.html")


def enter(user: User):
    """Sign in, and go where this person may go."""
    open_session(user)
    return redirect(home() if user.is_member else url_for("accounts.waiting"), 303)


def _show(form: SignUpForm, invitation: Invitation | None = None):
    places = [row.label for row in known()]
    return render(
        "accounts/sign_up.html", status=_status(), form=form, places=places, functions=FUNCTIONS, invitation=invitation
    )


def _status() -> int:
    return 422 if request.method == "POST" else 200


def _person(form: SignUpForm) -> actions.NewPerson:
    fields = ("first_name", "last_name", "email", "function", "establishment")
    said = {name: form[name].data for name in fields}
    return actions.NewPerson(**said, password_hash=passwords.hashed(form.password.data or ""), locale=locale_name())


def _offered(invitation: Invitation) -> dict[str, str]:
    """What the organiser already said about the person."""
    place = queries.place_of(invitation)
    names = ("first_name", "last_name", "function")
    return {name: getattr(invitation, name) for name in names} | {"establishment": place}


def _signed_up_here(user: User) -> bool:
    """Was it this browser that chose the account's password?"""
    return user.password_hash is not None and session.get("signing_up") == hash_of(user.password_hash)


def _is_theirs(form: ButtonForm | OwnPasswordForm, user: User) -> bool:
    if isinstance(form, ButtonForm) or knows_password(user, form.password.data or ""):
        return True
    form.password.errors = [_("Ce n’est pas le mot de passe choisi à l’inscription.")]
    return False
