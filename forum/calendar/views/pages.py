"""The calendar as a month, a list, a year to print. Every link is plain; what many see alike is drawn once."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import Response, request

from forum.calendar import entries as offers
from forum.calendar.blueprint import bp, named
from forum.calendar.months import bounds, grid, key_of, later, month_typed, year_typed
from forum.categories.queries import visible
from forum.core.clock import now, today
from forum.core.conditional import remembered
from forum.core.drawing import main_of
from forum.core.htmx import render
from forum.core.viewer import me

VIEWS = {"liste": "list", "annee": "year"}  # by the word in the address; month when there is none
AHEAD = 6  # months of dates told below a month
NEXT_WITHIN = timedelta(days=366)


class Asked(NamedTuple):
    """Which calendar, as its templates say it: on which ``view``, from which day on, of which series if of one."""

    view: str
    first: date
    series: offers.Series | None
    all_series: tuple[offers.Series, ...]
    next_entry: offers.Entry | None
    today: date


@bp.get("/reunions")
def index() -> Response:
    viewer, asked = me(), _asked()
    span, series = _span(asked), asked.series.slug if asked.series else None
    found = offers.entries(viewer, *span, series)
    if asked.view == "month":
        asked = asked._replace(next_entry=_next(found, span[0], series))
    page, known = f"calendar/{asked.view}.html", asked._asdict()
    main = main_of(page, viewer, (asked, *found), lambda: {**named(), **known, **_drawn_up(asked, found)})
    return remembered((main.name, visible(viewer)), lambda: render(page, main=main.html, **known))


def _asked() -> Asked:
    view = VIEWS.get(request.args.get("vue", ""), "month")
    all_series = offers.series(me())
    series = next((one for one in all_series if one.slug == request.args.get("serie", "")), None)
    return Asked(view, _first(view), series, tuple(all_series), None, today())


def _first(view: str) -> date:
    if view == "month":
        return month_typed(request.args.get("mois", ""), today())
    return date(year_typed(request.args.get("annee", ""), today()), 1, 1)


def _span(asked: Asked) -> tuple[date, date]:
    """The days to tell of: those of the grids, and what comes after a month."""
    begin, end = bounds(asked.first)
    if asked.view == "month":
        return begin, max(end, later(asked.first, AHEAD) - timedelta(days=1))
    return begin, bounds(asked.first.replace(month=12))[1]


def _drawn_up(asked: Asked, found: list[offers.Entry]) -> dict[str, Any]:
    """The dates in their months."""
    if asked.view != "month":
        return {"months": [grid(asked.first.replace(month=number), found) for number in range(1, 13)]}
    end = bounds(asked.first)[1]
    return {
        "month": grid(asked.first, [one for one in found if one.day <= end]),
        "told": [one for one in found if one.last_day >= asked.first],
        "before": key_of(later(asked.first, -1)),
        "after": key_of(later(asked.first, 1)),
    }


def _next(found: list[offers.Entry], first: date, series: str | None) -> offers.Entry | None:
    """The next date that is neither over nor cancelled: of those ``found`` from ``first`` on, or of a year."""
    soon = _coming(found) if first <= today() else None
    return soon or _coming(offers.entries(me(), today(), today() + NEXT_WITHIN, series))


def _coming(found: list[offers.Entry]) -> offers.Entry | None:
    return next((one for one in found if one.ends_at > now() and not one.is_cancelled), None)
