"""Answering a questionnaire from the link of a mail: once, without an account and without a name."""

from flask import Response

from forum.accounts.views.secret import secret_page
from forum.core.htmx import render
from forum.core.limits import limit
from forum.trainings.actions import questionnaires as actions
from forum.trainings.blueprint import bp
from forum.trainings.forms.questionnaire import answering
from forum.trainings.mails.after import read_address
from forum.trainings.queries.questionnaires import asked_now, invitation

BOUNDS = ((10, 5 * 60), (30, 3600))


@bp.route("/formations/questionnaire/<token>", methods=["GET", "POST"])
@secret_page
def answer_questionnaire(token: str) -> Response:
    found = read_address(token)
    if found is None or not found[0].is_open:
        return render("trainings/questionnaire_over.html", status=410, is_answered=False)
    questionnaire, registration = found
    asked = invitation(questionnaire, registration)
    if asked is None or asked.is_answered or registration.state == "cancelled":  # who moved is asked there
        is_answered = asked is not None and asked.is_answered
        return render("trainings/questionnaire_over.html", status=410, is_answered=is_answered)
    form = answering(asked_now(questionnaire))()
    page = {"questionnaire": questionnaire, "training": registration.training, "form": form}
    if not form.is_submitted():
        return render("trainings/questionnaire.html", **page)
    limit("trainings.answer", f"{questionnaire.id} {registration.id}", *BOUNDS)  # a whole room shares an address
    if not form.validate():
        return render("trainings/questionnaire.html", status=422, **page)
    try:
        actions.answer(questionnaire, registration, form.said)
    except actions.AlreadyAnswered:
        return render("trainings/questionnaire_over.html", status=410, is_answered=True)
    return render("trainings/questionnaire_thanks.html", **page)
