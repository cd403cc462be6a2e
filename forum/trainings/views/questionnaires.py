"""The questionnaires of a training action: written and opened by the support team, and what they brought."""

from collections.abc import Sequence

from flask import Response, abort, flash, request, url_for

from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.urls import whole
from forum.core.viewer import login_required, me
from forum.topics.views.kept import keeps_text
from forum.trainings.actions import questionnaires as actions
from forum.trainings.actions.questionnaires.write import TITLES
from forum.trainings.blueprint import bp
from forum.trainings.exports import answers
from forum.trainings.forms.questionnaire import QuestionnaireForm
from forum.trainings.models import Questionnaire, Training, TrainingSession
from forum.trainings.models.questionnaire import MOMENTS
from forum.trainings.queries import results as queries
from forum.trainings.queries.choices import title_of
from forum.trainings.queries.questionnaires import find, of_training
from forum.trainings.queries.statistics import told
from forum.trainings.views.describing import arranged
from forum.trainings.views.figures import exported

WORDS = {"avant": "before", "a-chaud": "hot", "a-froid": "cold"}  # as they stand in addresses
MOMENT = "<any(avant, 'a-chaud', 'a-froid'):word>"
PATHS = {moment: word for word, moment in WORDS.items()}


@bp.get("/formations/<slug>/questionnaires")
@login_required
def questionnaires(slug: str) -> Response:
    """The three moments, and how many answered."""
    training = arranged(slug)
    found = {one.moment: queries.results(one) for one in of_training(training)}
    page = {"moments": MOMENTS, "titles": TITLES, "paths": PATHS, "found": found}
    return render("trainings/questionnaires.html", training=training, **page)


@bp.post(f"/formations/<slug>/questionnaires/{MOMENT}/debut")
@login_required
def create_questionnaire(slug: str, word: str) -> Response:
    """Begin with questions that serve most trainings."""
    training = arranged(slug)
    actions.start(training, WORDS[word], me())
    return done(url_for("trainings.edit_questionnaire", slug=slug, word=word))


@bp.route(f"/formations/<slug>/questionnaires/{MOMENT}", methods=["GET", "POST"])
@keeps_text
@login_required
def edit_questionnaire(slug: str, word: str) -> Response:
    training = arranged(slug)
    questionnaire = _of(training, word)
    form = QuestionnaireForm(questionnaire)
    page = {"training": training, "questionnaire": questionnaire, "form": form, "word": word}
    if not form.validate_on_submit():
        return render("trainings/questionnaire_edit.html", status=422 if form.is_submitted() else 200, **page)
    try:
        said = (form.title.data or "", form.intro.data or "")
        actions.save(questionnaire, *said, form.questions, me(), form.base_version)
    except actions.Stale:
        form.version.data = str(questionnaire.version)
        return render("trainings/questionnaire_edit.html", status=409, theirs=_of(training, word), **page)
    flash(_("Questionnaire enregistré."), "ok")
    return done(url_for("trainings.questionnaires", slug=slug))


@bp.post(f"/formations/<slug>/questionnaires/{MOMENT}/<any(ouverture, fermeture):step>")
@login_required
def change_questionnaire(slug: str, word: str, step: str) -> Response:
    """Invitations leave from now on, or no more."""
    questionnaire = _of(arranged(slug), word)
    if step == "ouverture":
        actions.open_(questionnaire, me())
        flash(_("Le questionnaire est ouvert : les courriels partiront à leur moment."), "ok")
    else:
        actions.close(questionnaire, me())
        flash(_("Le questionnaire est fermé : il ne prend plus de réponse."), "ok")
    return done(url_for("trainings.questionnaires", slug=slug))


@bp.get(f"/formations/<slug>/questionnaires/{MOMENT}/resultats")
@login_required
def results(slug: str, word: str) -> Response:
    """Of all sessions, or of one; never of fewer than five people."""
    training = arranged(slug)
    questionnaire, sessions = _of(training, word), told(training)
    asked = _session_in(sessions, request.args.get("session", type=whole))
    page = {"sessions": [(one, title_of(one)) for one in sessions], "asked": asked, "threshold": queries.THRESHOLD}
    found = queries.results(questionnaire, asked)
    return render("trainings/results.html", training=training, results=found, word=word, **page)


@bp.post(f"/formations/<slug>/questionnaires/{MOMENT}/resultats.<any(xlsx, csv):kind>")
@login_required
def create_results_export(slug: str, word: str, kind: str) -> Response:
    """The same as a file; nothing when too few answered."""
    training = arranged(slug)
    asked = _session_in(told(training), request.form.get("session", type=whole))
    found = queries.results(_of(training, word), asked)
    if found.is_hidden:
        flash(_("Pas encore assez de réponses"), "warn")
        return done(url_for("trainings.results", slug=slug, word=word, session=asked))
    return exported(training, f"reponses-{word}", kind, answers(found))


def _session_in(sessions: Sequence[TrainingSession], key: int | None) -> int | None:
    """The session that was asked for; None for all of them."""
    if key and key not in {one.id for one in sessions}:
        abort(404)
    return key or None


def _of(training: Training, word: str) -> Questionnaire:
    return find(training, WORDS[word]) or abort(404)
