"""The calendar as a month, a list, a year to print. Every link is plain; visitors get pages that are made once."""

from datetime import date, timedelta
from typing import Any

from flask import Response, request

from forum.calendar import entries as offers
from forum.calendar.blueprint import bp
from forum.calendar.months import bounds, grid, key_of, later, month_typed, year_typed
from forum.categories.queries import visible
from forum.core.clock import now, today
from forum.core.conditional import remembered
from forum.core.htmx import render
from forum.core.viewer import me

AHEAD = 6  # months of dates told below a month
NEXT_WITHIN = timedelta(days=366)


@bp.get("/reunions")
def index() -> Response:
    shown = {"liste": _list, "annee": _year}.get(request.args.get("vue", ""), _month)
    all_series = offers.series(me())
    wanted = request.args.get("serie", "")
    series = next((one for one in all_series if one.slug == wanted), None)
    context = {"all_series": all_series, "series": series, "today": today()}
    page, facts = shown(series.slug if series else None)
    return remembered((context, facts, visible(me())), lambda: render(page, **context, **facts))


def _month(series: str | None) -> tuple[str, dict[str, Any]]:
    first = month_typed(request.args.get("mois", ""), today())
    begin, end = bounds(first)
    until = max(end, later(first, AHEAD) - timedelta(days=1))
    found = offers.entries(me(), begin, until, series)
    told = [one for one in found if one.last_day >= first]
    return "calendar/month.html", {
        "month": grid(first, [one for one in found if one.day <= end]),
        "told": told,
        "before": key_of(later(first, -1)),
        "after": key_of(later(first, 1)),
        "next_entry": _next(series),
    }


def _list(series: str | None) -> tuple[str, dict[str, Any]]:
    year = year_typed(request.args.get("annee", ""), today())
    return "calendar/list.html", {"year": year, "months": _months(year, series)}


def _year(series: str | None) -> tuple[str, dict[str, Any]]:
    year = year_typed(request.args.get("annee", ""), today())
    return "calendar/year.html", {"year": year, "months": _months(year, series)}


def _months(year: int, series: str | None) -> list:
    begin, end = bounds(date(year, 1, 1))[0], bounds(date(year, 12, 1))[1]
    found = offers.entries(me(), begin, end, series)
    return [grid(date(year, number, 1), found) for number in range(1, 13)]


def _next(series: str | None) -> offers.Entry | None:
    """The next date that is neither over nor cancelled."""
    soon = offers.entries(me(), today(), today() + NEXT_WITHIN, series)
    return next((one for one in soon if one.ends_at > now() and not one.is_cancelled), None)
