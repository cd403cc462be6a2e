"""The lists of topics: recent, new, unread, top; of all categories, of one, of a keyword."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, abort, flash, redirect, request, url_for

from forum.categories.queries import OpenCategory, visible
from forum.core.clock import now
from forum.core.conditional import remembered
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import can
from forum.core.viewer import login_required, me
from forum.topics.blueprint import bp
from forum.topics.following import follow, level_of
from forum.topics.models import LEVELS, Tag
from forum.topics.positions import mark_all_read
from forum.topics.queries import Asked, Found, find, get_tag
from forum.topics.queries.lists import OWN, PERIODS, STATES
from forum.topics.queries.newer import mark_of
from forum.topics.queries.unread import since, total
from forum.topics.views.tables import table_of

# The words in addresses: /c/<slug>?liste=nouveaux
ORDERS = {"": "recent", "nouveaux": "new", "non-lus": "unread", "top": "top"}


@bp.get("/recents")
def recent() -> Response:
    return _page("topics/list.html", _asked("recent"))


@bp.get("/nouveaux")
@login_required
def new_list() -> Response:
    return _page("topics/list.html", _asked("new"))


@bp.get("/non-lus")
@login_required
def unread() -> Response:
    return _page("topics/list.html", _asked("unread"))


@bp.get("/top")
def top() -> Response:
    return _page("topics/list.html", _asked("top"))


@bp.get("/mots-cles/<slug>")
def tagged(slug: str) -> Response:
    tag, order = get_tag(me(), slug), _order()
    if order in OWN and not me().is_authenticated:
        return redirect(url_for("topics.tagged", slug=slug))  # type: ignore[return-value]
    return _page("topics/tagged.html", _asked(order, tag=tag), level=_level(tag))


@bp.get("/c/<slug>")
def category(slug: str) -> Response:
    place = _category(slug)
    order = _order()
    if order in OWN and not me().is_authenticated:
        return redirect(url_for("topics.category", slug=slug))  # type: ignore[return-value]
    asked = _asked(order, category=place, state=_choice("etat", STATES))
    more = {"may_create": can(me(), "create_topic", place), "states": _state_names(place), "level": _level(place)}
    return _page("topics/category.html", asked, **more)


@bp.post("/c/<slug>/suivi")
@login_required
def set_category_level(slug: str) -> Response:
    """How closely one follows the category."""
    place = _category(slug)
    _follow(place)
    return done(url_for("topics.category", slug=place.slug))


@bp.post("/mots-cles/<slug>/suivi")
@login_required
def set_tag_level(slug: str) -> Response:
    """How closely one follows the keyword."""
    tag = get_tag(me(), slug)
    _follow(tag)
    return done(url_for("topics.tagged", slug=tag.slug))


def _follow(place: OpenCategory | Tag) -> None:
    level = request.form.get("level", "")
    if level not in LEVELS or not me().is_member:
        abort(400)
    follow(me(), place, level)
    flash(_("Votre suivi est changé. Il vaut pour les sujets où quelqu’un écrit à partir de maintenant."), "ok")


def _level(place: OpenCategory | Tag) -> str:
    """What the menu at the head of the list shows; nothing for whoever may not follow."""
    return level_of(me(), place) if me().is_member else ""


@bp.post("/tout-lire")
@login_required
def mark_read() -> Response:
    """One's own positions: to the end of every topic of the list."""
    asked = request.form
    place = _category(asked["category"]) if asked.get("category") else None
    tag = get_tag(me(), asked["tag"]) if asked.get("tag") and not place else None
    word = asked.get("liste", "")
    order = ORDERS.get(word, "") if ORDERS.get(word) in OWN else ""
    mark_all_read(me(), since(me()) or me().created_at, place.id if place else None, tag.id if tag else None, order)
    flash(_("Tout est marqué comme lu."), "ok")
    more: dict[str, Any] = {"liste": word} if order else {}
    if tag:
        return done(url_for("topics.tagged", slug=tag.slug, **more))
    if place:
        return done(url_for("topics.category", slug=place.slug, **more))
    return done(url_for({"new": "topics.new_list", "unread": "topics.unread"}.get(order, "topics.recent")))


def _page(template: str, asked: Asked, **more) -> Response:
    viewer = me()
    found = find(viewer, asked)
    where = asked.category.id if asked.category else None

    def make() -> Response:
        return render(
            template,
            asked=asked,
            title=_title(asked.order),
            since=since(viewer) if asked.order == "new" else None,
            table=table_of(viewer, asked, found, _title(asked.order)),
            counts=total(viewer, where) if viewer.is_member else None,
            following=found.following,
            next_page=_next_page(found.mark),
            live=_live(asked, found),
            first_page=_address("liste", "etat", "periode"),
            sees_nothing=not visible(viewer),
            **more,
        )

    return remembered((found.stamp or [*map(tuple, found.rows)], visible(viewer)), make)


def _live(asked: Asked, found: Found) -> str:
    """What the page asks about itself while it stays open (``forum/live``): what is newer than its first row; on a
    further page, than the page. What is most followed does not change with a message: nothing."""
    if asked.order == "top":
        return ""
    moments = [] if asked.after else [row.last_posted_at for row in (*found.pinned, *found.rows)]
    asks: dict[str, Any] = {"liste": asked.order, "depuis": mark_of(max(moments, default=now()))}
    if asked.state:
        asks["etat"] = asked.state
    places = {"categorie": asked.category, "mot": asked.tag}
    return urlencode(asks | {name: place.id for name, place in places.items() if place})


def _title(order: str) -> str:
    return {
        "recent": _("Sujets récents"),
        "new": _("Sujets nouveaux ou mis à jour"),
        "unread": _("Sujets non lus"),
        "top": _("Sujets les plus suivis"),
    }[order]


def _asked(order: str, **where) -> Asked:
    return Asked(order, period=_choice("periode", PERIODS) or "trimestre", after=request.args.get("avant", ""), **where)


def _order() -> str:
    return ORDERS.get(request.args.get("liste", ""), "recent")


def _choice(name: str, offered) -> str:
    """What the address asks for, if it is on offer."""
    wish = request.args.get(name, "")
    return wish if wish in offered else ""


def _category(slug: str) -> OpenCategory:
    return next((one for one in visible(me()) if one.slug == slug), None) or abort(404)


def _next_page(mark: str) -> str:
    return _address("liste", "etat", "periode", avant=mark) if mark else ""


def _address(*names: str, **more: str) -> str:
    """The address of this list, with those of its words that are named, and ``more``."""
    kept = {name: value for name, value in request.args.items() if name in names} | more
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def _state_names(place: OpenCategory) -> list[tuple[str, str]]:
    """The states to filter by, where there are any."""
    if not place.has_states:
        return []
    return [
        ("", _("Toutes les demandes")),
        ("sans-reponse", _("Sans réponse")),
        ("ouvertes", _("Ouvertes")),
        ("en-cours", _("En cours")),
        ("resolues", _("Résolues")),
        ("orientees", _("Orientées ailleurs")),
    ]
