"""Taking messages out of a topic; making one topic of two."""

from collections.abc import Callable
from typing import Any, NoReturn

from flask import Response, flash, request
from wtforms import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]  the stubs are older

from forum.accounts.queries import names
from forum.categories.models import Category
from forum.categories.queries import visible
from forum.core.db import db
from forum.core.errors import Refused
from forum.core.htmx import done, render
from forum.core.i18n import gettext as _
from forum.core.rules import require
from forum.core.urls import whole
from forum.core.viewer import login_required, me
from forum.topics.audience import is_open_to_readers_of
from forum.topics.blueprint import bp
from forum.topics.models import Topic
from forum.topics.order.finding import (
    PART,
    choices_of,
    key_named,
    keys_of,
    names_of_topics,
    one_by_now,
    topic_named,
)
from forum.topics.order.forms import MergeForm, SplitForm
from forum.topics.order.keepers import is_kept
from forum.topics.order.merge import merge
from forum.topics.order.split import split, split_into
from forum.topics.order.transfer import AlreadyDone
from forum.topics.queries.find import get_topic


@bp.route("/t/<int:topic_id>/scission", methods=["GET", "POST"], endpoint="split")
@login_required
def take_out(topic_id: int) -> Response:
    """Ask which messages leave and where they go, then bring them there."""
    topic = get_topic(me(), topic_id)
    require("split", topic)
    form = SplitForm()
    places = [place for place in visible(me()) if place.rights.create]
    form.category.choices = [SelectChoice(place.id, place.name) for place in places]
    if not form.is_submitted():
        form.category.data = topic.category_id
    elif _is_whole(form, topic):
        target = _first_of_two(lambda: _split(topic, form))
        flash(_("Les messages sont déplacés, avec leurs documents."), "ok")
        return done(target.url)
    return render("topics/split.html", status=422 if form.errors else 200, **_choice(topic, form))


def _is_whole(form: SplitForm, topic: Topic) -> bool:
    """Is all said that has to be? What is missing is said beside its field."""
    if not form.validate():
        return False
    if not _keys(form, topic):
        none = _("Cochez au moins un message. Le premier reste : pour tout déplacer, réunissez les sujets.")
        return _wrong(form.posts, none)
    if form.is_new:
        place = form.category.data
    elif (target := topic_named(me(), form.other.data)) and target.id != topic.id:
        place = target.category_id
    else:
        return _wrong(form.other, _("Ce sujet n’a pas été trouvé. Collez son adresse, ou choisissez-le dans la liste."))
    return _is_agreed(form, topic.category_id, place)


def _keys(form: SplitForm, topic: Topic) -> set[int]:
    return keys_of(topic, form.posts.data or [], form.first.data, form.last.data)


def _split(topic: Topic, form: SplitForm) -> Topic:
    if form.is_new:
        category = db.session.get_one(Category, form.category.data)
        return split(topic, me(), _keys(form, topic), form.title.data or "", category)
    target = topic_named(me(), form.other.data)
    if target is None:
        raise AlreadyDone
    split_into(topic, me(), _keys(form, topic), target)
    return target


def _choice(topic: Topic, form: SplitForm) -> dict[str, Any]:
    parts = (topic.last_number - 1) // PART + 1
    part = min(max(request.args.get("partie", 1, type=whole) or 1, 1), parts)
    rows = choices_of(topic, part)
    people = names({row.author_id for row in rows})
    offered = {"rows": rows, "people": people, "part": part, "parts": parts}
    return offered | {"topic": topic, "form": form, "suggestions": names_of_topics(me(), topic)}


@bp.route("/t/<int:topic_id>/fusion", methods=["GET", "POST"], endpoint="merge")
@login_required
def unite(topic_id: int) -> Response:
    """Ask which other topic, ask once more, then make one of two."""
    form = MergeForm()
    if form.is_submitted() and (united := one_by_now(me(), topic_id, key_named(form.other.data))):
        return _united(united)  # asked twice, or in two tabs
    topic = get_topic(me(), topic_id)
    require("merge", topic)
    pair = _pair(form, topic) if form.validate_on_submit() else None
    if pair and request.form.get("sure") and _is_agreed(form, pair[0].category_id, pair[1].category_id):
        return _united(_merge(*pair))
    if pair:
        source, target = pair
        wider = not is_open_to_readers_of(source.category_id, target.category_id)
        context = {"topic": topic, "form": form, "source": source, "target": target, "wider": wider}
        return render("topics/merge_sure.html", status=422 if form.errors else 200, **context)
    context = {"topic": topic, "form": form, "suggestions": names_of_topics(me(), topic)}
    return render("topics/merge.html", status=422 if form.errors else 200, **context)


def _merge(source: Topic, target: Topic) -> Topic:
    """The topic that the two are from now on, whoever of two people at once has made it."""
    try:
        merge(source, target, me())
    except AlreadyDone:
        return one_by_now(me(), source.id, target.id) or _come_late()
    return target


def _united(topic: Topic) -> Response:
    flash(_("Les deux sujets n’en font plus qu’un."), "ok")
    return done(topic.url)


def _pair(form: MergeForm, topic: Topic) -> tuple[Topic, Topic] | None:
    """The topic that goes and the one that stays."""
    other = topic_named(me(), form.other.data)
    if other is None or other.id == topic.id:
        _wrong(form.other, _("Ce sujet n’a pas été trouvé. Collez son adresse, ou choisissez-le dans la liste."))
        return None
    older_first = sorted((topic, other), key=lambda one: (one.created_at, one.id))
    stays = {"older": older_first[0], "this": topic, "other": other}[form.stays.data]
    goes = other if stays is topic else topic
    if is_kept(goes.id):
        _wrong(form.stays, _("« %(title)s » est le sujet d’une réunion : il doit rester.", title=goes.title))
        return None
    return goes, stays


def _is_agreed(form: SplitForm | MergeForm, source_id: int, target_id: int) -> bool:
    """Words that others will read as well go there only when whoever moves them has said so."""
    if form.wider.data or is_open_to_readers_of(source_id, target_id):
        return True
    return _wrong(
        form.wider,
        _("Des personnes qui ne lisaient pas ces messages pourront les lire. Cochez la case si c’est voulu."),
    )


def _wrong(field: Any, sentence: str) -> bool:
    field.errors = [*field.errors, sentence]
    return False


def _first_of_two(act: Callable[[], Any]) -> Any:
    """What ``act`` makes; a refusal when somebody else did it at the same moment."""
    try:
        return act()
    except AlreadyDone:
        _come_late()


def _come_late() -> NoReturn:
    raise Refused(_("Quelqu’un vient de déplacer ces messages. Rouvrez le sujet pour voir où ils sont.")) from None
