"""The support team describes a training once, publishes it, puts it aside."""

from flask import Response, flash

from forum.core.forms import Form
from forum.core.htmx import done, render
from forum.core.i18n import _, ngettext
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.topics.views.kept import keeps_text
from forum.trainings.actions import describing as actions
from forum.trainings.blueprint import bp
from forum.trainings.durations import duration
from forum.trainings.forms.describing import TrainingForm, facts_of
from forum.trainings.mentions import missing
from forum.trainings.models import Training
from forum.trainings.queries.find import get_training
from forum.trainings.queries.sessions import of_another_length


@bp.route("/formations/nouvelle", methods=["GET", "POST"])
@keeps_text
@login_required
def new() -> Response:
    require("arrange", Training)
    form = TrainingForm()
    if not form.validate_on_submit():
        return render("trainings/new.html", status=422 if form.is_submitted() else 200, form=form)
    training = actions.create_training(me(), form.facts)
    flash(_("La formation est décrite, en brouillon : relisez-la, puis publiez-la."), "ok")
    return done(training.url)


@bp.route("/formations/<slug>/modifier", methods=["GET", "POST"])
@keeps_text
@login_required
def edit(slug: str) -> Response:
    training = arranged(slug)
    form = TrainingForm(data=facts_of(training))
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render("trainings/edit.html", status=status, form=form, training=training, theirs={})
    try:
        actions.edit_training(training, me(), form.base_version, form.facts)
    except actions.StaleTraining:
        return _conflict(training, form)
    flash(_("Description enregistrée."), "ok")
    _warn_of_lengths(training)
    return done(training.url)


@bp.route("/formations/<slug>/publication", methods=["GET", "POST"])
@login_required
def publish(slug: str) -> Response:
    """Asked first: which mandatory mentions are empty."""
    training, form = arranged(slug), Form()
    if not form.validate_on_submit():
        return render("trainings/publish.html", form=form, training=training, missing=missing(training))
    actions.publish(training, me())
    flash(_("La formation est publiée."), "ok")
    return done(training.url)


@bp.route("/formations/<slug>/archivage", methods=["GET", "POST"])
@login_required
def archive(slug: str) -> Response:
    training, form = arranged(slug), Form()
    if not form.validate_on_submit():
        return render("trainings/archive.html", form=form, training=training)
    actions.archive(training, me())
    flash(_("La formation n’est plus proposée."), "ok")
    return done(training.url)


def arranged(slug: str) -> Training:
    training = get_training(me(), slug)
    require("arrange", training)
    return training


def _conflict(training: Training, form: TrainingForm) -> Response:
    """What the page says now beside what was sent; sent again from here, the edit is based on that."""
    current = facts_of(training)
    theirs = {name: value for name, value in current.items() if name != "version" and form[name].data != value}
    form.version.data = current["version"]
    return render("trainings/edit.html", status=409, form=form, training=training, theirs=theirs)


def _warn_of_lengths(training: Training) -> None:
    count = of_another_length(training)
    if count:
        text = (
            "%(num)s session à venir ne dure pas %(wanted)s : corrigez ses demi-journées.",
            "%(num)s sessions à venir ne durent pas %(wanted)s : corrigez leurs demi-journées.",
        )
        flash(ngettext(*text, count, wanted=duration(training.minutes)), "warn")
