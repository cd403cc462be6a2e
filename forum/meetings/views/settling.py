"""What becomes of proposals: accepted, declined, merged, deferred. Proposers are told when the agenda is published."""

from collections.abc import Callable
from typing import Any

from flask import Response, flash

from forum.core.forms import Form
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.meetings.actions import agenda as actions
from forum.meetings.blueprint import bp
from forum.meetings.forms.agenda import DeclineForm, MergeForm, WordForm
from forum.meetings.models import AgendaItem
from forum.meetings.queries.agenda import following, get_item
from forum.meetings.queries.proposals import targets
from forum.meetings.views.agenda import desk_url


@bp.post("/reunions/points/<int:item_id>/acceptation")
@login_required
def create_acceptance(item_id: int) -> Response:
    item = _settled(item_id)
    return _do(item, lambda: actions.accept(item, me()), _("« %(title)s » est à l’ordre du jour.", title=item.title))


@bp.route("/reunions/points/<int:item_id>/refus", methods=["GET", "POST"])
@login_required
def decline_item(item_id: int) -> Response:
    item = _settled(item_id)
    form = DeclineForm()
    if not form.validate_on_submit():
        return _ask("meetings/item_decline.html", item, form)
    said = _("« %(title)s » n’est pas retenu pour cette réunion.", title=item.title)
    return _do(item, lambda: actions.decline(item, me(), form.word.data or ""), said)


@bp.route("/reunions/points/<int:item_id>/regroupement", methods=["GET", "POST"])
@login_required
def merge_item(item_id: int) -> Response:
    """Into another item of the same meeting."""
    item = _settled(item_id)
    others = {one.id: one for one in targets(item)}
    form = MergeForm()
    form.into.choices = [(key, one.title) for key, one in others.items()]
    if not form.validate_on_submit():
        return _ask("meetings/item_merge.html", item, form, others=others)
    into = others[form.into.data]
    said = _("« %(title)s » est réuni avec « %(into)s ».", title=item.title, into=into.title)
    return _do(item, lambda: actions.merge(item, into, me(), form.word.data or ""), said)


@bp.route("/reunions/points/<int:item_id>/report", methods=["GET", "POST"])
@login_required
def defer_item(item_id: int) -> Response:
    """To the next meeting of the series, with its votes."""
    item = _settled(item_id)
    form = WordForm()
    if not form.validate_on_submit():
        return _ask("meetings/item_defer.html", item, form, target=following(item.meeting))
    said = _("« %(title)s » est reporté à la réunion suivante, avec ses voix.", title=item.title)
    return _do(item, lambda: actions.defer(item, me(), form.word.data or ""), said)


def _settled(item_id: int) -> AgendaItem:
    item = get_item(me(), item_id)
    require("settle", item)
    return item


def _ask(page: str, item: AgendaItem, form: Form, **context: Any) -> Response:
    status = 422 if form.is_submitted() else 200
    return render(page, status=status, form=form, item=item, back=desk_url(item.meeting), **context)


def _do(item: AgendaItem, act: Callable[[], object], said: str) -> Response:
    back = desk_url(item.meeting)
    try:
        act()
    except actions.Refusal as refusal:
        flash(str(refusal), "bad")
    else:
        flash(said, "ok")
    return done(back)
