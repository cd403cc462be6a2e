"""Dealing with a registration, one's own or a colleague's: by the link of a mail, or signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, request, url_for
from werkzeug.exceptions import NotFound

from forum.accounts.models import User
from forum.accounts.views.secret import secret_page
from forum.core.db import db
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.limits import address, limit
from forum.core.rules import can, require
from forum.core.viewer import login_required, me
from forum.trainings import links, standing
from forum.trainings.actions import admission
from forum.trainings.actions import managing as actions
from forum.trainings.actions.details import change_details
from forum.trainings.blueprint import bp
from forum.trainings.forms.asking import answers_in, asking
from forum.trainings.forms.managing import ActForm, ChangeForm, DetailsForm
from forum.trainings.forms.registering import CLOSED, problems_of
from forum.trainings.models import Registration
from forum.trainings.queries import registrations as queries
from forum.trainings.queries.certificates import in_force
from forum.trainings.queries.choices import choices

BOUNDS = ((20, 5 * 60), (60, 3600))


@dataclass(frozen=True)
class Desk:
    """Who deals with which registration, and at which addresses."""

    one: Registration
    by: User | None  # None: whoever holds the link of the mail, which is the person
    layout: str
    home: str
    session_url: str
    details_url: str

    @property
    def is_person(self) -> bool:
        return self.by is None or self.by.id == self.one.user_id


# --- by the link of a mail -------------------------------------------------------------------------------------------


@bp.route("/formations/inscription/<token>", methods=["GET", "POST"])
@secret_page
def by_mail(token: str) -> Response:
    return _with_link(token, _manage)


@bp.route("/formations/inscription/<token>/session", methods=["GET", "POST"])
@secret_page
def change_by_mail(token: str) -> Response:
    return _with_link(token, _change)


@bp.route("/formations/inscription/<token>/details", methods=["GET", "POST"])
@secret_page
def details_by_mail(token: str) -> Response:
    return _with_link(token, _details)


def _with_link(token: str, page: Callable[[Desk], Response]) -> Response:
    registration = links.read(token)
    if registration is None:
        return render("trainings/dead_link.html", status=410)
    if request.method == "POST":
        limit("trainings.manage", f"{registration.id} {address()}", *BOUNDS)
    urls = [url_for(f"trainings.{name}", token=token) for name in ("by_mail", "change_by_mail", "details_by_mail")]
    return page(Desk(registration, None, "solo", *urls))


# --- signed in -------------------------------------------------------------------------------------------------------


@bp.route("/mes-inscriptions/<int:registration_id>", methods=["GET", "POST"])
@login_required
def own(registration_id: int) -> Response:
    desk = _desk(registration_id)
    require("withdraw", desk.one)
    return _manage(desk)


@bp.route("/mes-inscriptions/<int:registration_id>/session", methods=["GET", "POST"])
@login_required
def change_own(registration_id: int) -> Response:
    desk = _desk(registration_id)
    require("withdraw", desk.one)
    return _change(desk)


@bp.route("/mes-inscriptions/<int:registration_id>/details", methods=["GET", "POST"])
@login_required
def details_own(registration_id: int) -> Response:
    desk = _desk(registration_id)
    require("manage", desk.one)
    return _details(desk)


def _desk(registration_id: int) -> Desk:
    registration = db.session.get(Registration, registration_id)
    if registration is None or not can(me(), "withdraw", registration):
        raise NotFound
    names = ("own", "change_own", "details_own")
    urls = [url_for(f"trainings.{name}", registration_id=registration.id) for name in names]
    return Desk(registration, me(), "page", *urls)


# --- both ------------------------------------------------------------------------------------------------------------


def _manage(desk: Desk) -> Response:
    form = ActForm()
    if not form.is_submitted():
        return _show(desk, form)
    act = actions.ACTS.get(form.act.data or "")
    if act is None or not act.is_open_to(desk.is_person) or not form.validate():
        return _show(desk, form, 422)
    try:
        said = act.run(desk.one, desk.by, form.note.data or "")
    except admission.Refusal as refusal:
        db.session.rollback()
        return _show(desk, form, 409, refused=str(refusal))
    return _show(desk, form, said=said)


def _show(desk: Desk, form: ActForm, status: int = 200, **told: str) -> Response:
    page: dict[str, Any] = {"one": desk.one, "desk": desk, "form": form, "standing": standing} | told
    page["is_free"] = actions.is_free(desk.one)
    page["answers"] = queries.answers(desk.one) if desk.is_person else []
    page["certificate"] = in_force([desk.one]).get(desk.one.id) if desk.is_person else None
    return render(f"trainings/registration_{desk.layout}.html", status=status, rank=admission.rank(desk.one), **page)


def _change(desk: Desk) -> Response:
    """Another session; for whom it is over, a new registration."""
    one, is_over = desk.one, not desk.one.is_live
    form = ChangeForm(choices(one.training, but=None if is_over else one.session_id))
    if form.validate_on_submit():
        try:
            line = actions.register_again(one, form.chosen, desk.by) if is_over else _moved(desk, form)
        except admission.Refusal as refusal:
            db.session.rollback()
            form.session.errors = [CLOSED if isinstance(refusal, admission.Closed) else str(refusal)]
        else:
            if line.outcome not in ("duplicate", "full"):
                flash(line.sentence, "ok" if line.outcome == "confirmed" else "warn")
                return done(_home_of(desk, line))
            form.session.errors = [line.sentence]
    page: dict[str, Any] = {"desk": desk, "one": one, "form": form, "is_over": is_over}
    page["is_free"] = actions.is_free(one)
    status = 422 if form.errors else 200
    return render(f"trainings/change_{desk.layout}.html", status=status, problems=problems_of(form), **page)


def _moved(desk: Desk, form: ChangeForm) -> admission.Line:
    return actions.move(desk.one, form.chosen, desk.by, bool(form.wait.data))


def _home_of(desk: Desk, line: admission.Line) -> str:
    """The page of the new registration."""
    one = line.registration
    if one is None:
        return desk.home
    if desk.by is None:
        return url_for("trainings.by_mail", token=links.token_of(one))
    return url_for("trainings.own", registration_id=one.id)


def _details(desk: Desk) -> Response:
    one = desk.one
    if not one.is_live:
        over = _("Cette inscription est terminée : ses informations ne changent plus.")
        return _show(desk, ActForm(), 409 if request.method == "POST" else 200, refused=over)
    given = {f"q_{answer.question_id}": answer.value for answer in queries.answers(one)}
    asked = asking(DetailsForm, queries.questions(one.training))
    form = asked(data={"function": one.function, "needs": one.needs} | given)
    if form.validate_on_submit():
        said = answers_in(form, blanks=True)
        change_details(one, form.function.data or "", form.needs.data or "", said)
        flash(_("Vos informations sont enregistrées."), "ok")
        return done(desk.home)
    page: dict[str, Any] = {"desk": desk, "one": one, "form": form, "problems": problems_of(form)}
    return render(f"trainings/details_{desk.layout}.html", status=422 if form.errors else 200, **page)
