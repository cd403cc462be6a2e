"""Proposals: made, changed, taken back, voted for."""

from typing import Any

from flask import Response, abort, flash, request, url_for

from forum.core.forms import Form
from forum.core.htmx import done, is_fragment, render
from forum.core.i18n import _
from forum.core.limits import limit
from forum.core.rules import can, require
from forum.core.viewer import login_required, me
from forum.meetings.actions import agenda as actions
from forum.meetings.blueprint import bp
from forum.meetings.forms.agenda import FixedItemForm, ItemForm, NewProposalForm, ProposalForm, facts_of
from forum.meetings.models import AgendaItem
from forum.meetings.queries import proposals as queries
from forum.meetings.queries.agenda import get_item
from forum.meetings.queries.find import get_meeting
from forum.topics.views.kept import keeps_text


@bp.route("/reunions/<int:meeting_id>/propositions/nouvelle", methods=["GET", "POST"])
@keeps_text
@login_required
def new_proposal(meeting_id: int) -> Response:
    meeting = get_meeting(me(), meeting_id)
    require("propose", meeting, _("Les propositions ne sont plus ouvertes. Écrivez à l’équipe d’appui."))
    form = NewProposalForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render("meetings/proposal.html", status=status, form=form, meeting=meeting)
    limit("meetings.propose", me().id, (30, 3600))
    actions.propose(meeting, me(), **form.facts)
    flash(_("Merci : votre proposition est ouverte aux voix."), "ok")
    flash(f"{me().id}-proposal-{meeting.id}", "saved")
    return done(f"{meeting.url}#propositions")


@bp.route("/reunions/points/<int:item_id>/modifier", methods=["GET", "POST"])
@keeps_text
@login_required
def edit_item(item_id: int) -> Response:
    """A proposal by who made it, any item by the support team."""
    item = get_item(me(), item_id)
    require("edit", item, _("Cette proposition a reçu sa suite. Écrivez à l’équipe d’appui pour la changer."))
    form = _form_for(item)
    if form.validate_on_submit():
        try:
            actions.edit_item(item, form.base_version, **form.facts)
        except actions.StaleItem:
            return _conflict(item, form)
        except actions.AlreadySettled:  # removed meanwhile; the words are shown again
            abort(404)
        flash(_("« %(title)s » : c’est enregistré.", title=item.title), "ok")
        flash(f"{me().id}-item-{item.id}", "saved")
        return done(way_back(item))
    status = 422 if form.is_submitted() else 200
    return render("meetings/item_edit.html", status=status, form=form, item=item, back=way_back(item))


@bp.route("/reunions/points/<int:item_id>/retrait", methods=["GET", "POST"])
@login_required
def remove_item(item_id: int) -> Response:
    """One's own proposal is withdrawn, the support team's own item is removed."""
    item = get_item(me(), item_id)
    is_proposal, back = item.is_proposed, way_back(item)
    require("withdraw" if is_proposal else "remove", item)
    form = Form()
    if not form.validate_on_submit():
        return render("meetings/item_remove.html", form=form, item=item, back=back)
    try:
        if is_proposal:
            actions.withdraw(item)
        else:
            actions.remove_item(item, me())
    except actions.Refusal as refusal:
        flash(str(refusal), "bad")
    else:
        flash(_("Le point est retiré."), "ok")
    return done(back)


@bp.post("/reunions/points/<int:item_id>/voix", endpoint="update_vote")
@login_required
def change_vote(item_id: int) -> Response:
    """``give``: 1 gives a vote, 0 takes it back; sent twice, it is as if sent once."""
    item = get_item(me(), item_id)
    require("vote", item, _("Le vote est clos pour cette proposition."))
    refused = _vote(item)
    if refused and not is_fragment():
        flash(refused, "bad")
    context = {"meeting": item.meeting, "proposals": queries.part(item.meeting, me()), "token": Form()}
    return done(f"{item.meeting.url}#propositions", fragment="meetings/_proposals.html", refused=refused, **context)


def _vote(item: AgendaItem) -> str:
    """Why not, or nothing."""
    act = actions.vote if request.form.get("give") == "1" else actions.take_back
    try:
        act(item, me())
    except actions.Refusal as refusal:
        return str(refusal)
    return ""


def way_back(item: AgendaItem) -> str:
    """Where the support team prepares the agenda, where members read it."""
    if can(me(), "prepare", item.meeting):
        return url_for("meetings.prepare_agenda", meeting_id=item.meeting_id)
    return f"{item.meeting.url}#propositions"


def _form_for(item: AgendaItem) -> Any:
    if not can(me(), "prepare", item.meeting):
        return ProposalForm(data=facts_of(item))
    return (ItemForm if item.kind in ("topic", "break") else FixedItemForm)(data=facts_of(item))


def _conflict(item: AgendaItem, form: Any) -> Response:
    """What the item says now beside what was sent; sent again from here, the edit is based on that."""
    form.version.data = str(item.version)
    return render("meetings/item_conflict.html", status=409, form=form, item=item, back=way_back(item))
