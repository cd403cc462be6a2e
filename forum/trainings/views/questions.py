"""What registrants of a training are asked besides: for the support team."""

from flask import Response, flash, url_for

from forum.calendar.words import full_day
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.topics.views.kept import keeps_text
from forum.trainings.actions import questions as actions
from forum.trainings.blueprint import bp
from forum.trainings.forms.question import QuestionForm, facts_of
from forum.trainings.models import TrainingQuestion
from forum.trainings.queries.find import get_training
from forum.trainings.queries.questions import all_of, get_question
from forum.trainings.words import KINDS


@bp.route("/formations/<slug>/questions", methods=["GET", "POST"])
@keeps_text
@login_required
def questions(slug: str) -> Response:
    """All of them, and one more."""
    training, form = get_training(me(), slug), QuestionForm()
    require("arrange", training)
    if form.validate_on_submit():
        actions.ask(training, me(), form.question)
        flash(_("Question ajoutée au formulaire d’inscription."), "ok")
        return done(url_for("trainings.questions", slug=slug))
    status = 422 if form.is_submitted() else 200
    page = {"training": training, "asked": all_of(training), "kinds": KINDS}
    return render("trainings/questions.html", status=status, form=form, **page)


@bp.route("/formations/questions/<int:question_id>", methods=["GET", "POST"])
@keeps_text
@login_required
def edit_question(question_id: int) -> Response:
    question, training = get_question(me(), question_id)
    require("arrange", training)
    form = QuestionForm(data=facts_of(question))
    if form.validate_on_submit() and _is_reworded(question, form):
        flash(_("Question enregistrée."), "ok")
        return done(url_for("trainings.questions", slug=training.slug))
    status = 422 if form.is_submitted() else 200
    return render("trainings/question.html", status=status, form=form, question=question, training=training)


def _is_reworded(question: TrainingQuestion, form: QuestionForm) -> bool:
    try:
        actions.reword(question, me(), form.question)
    except actions.PromisedSooner:
        text = _("Des réponses sont déjà données : elles sont effacées le %(day)s, ou plus tôt.")
        form.purge_on.errors = [text % {"day": full_day(question.purge_on)}]
        return False
    return True


@bp.post("/formations/questions/<int:question_id>/retrait")
@login_required
def create_question_end(question_id: int) -> Response:
    """Asked no more; what was answered is kept until its date."""
    question, training = get_question(me(), question_id)
    require("arrange", training)
    actions.stop_asking(question, me())
    flash(_("Cette question n’est plus posée."), "ok")
    return done(url_for("trainings.questions", slug=training.slug))
