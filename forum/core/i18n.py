"""French first, English complete; French typography put in once, here.

Message ids are French sentences typed with ordinary spaces; ``typeset`` puts the non-breaking ones in.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel import Locale, dates, numbers
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, force_locale, get_domain, get_locale
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from forum.core.clock import PARIS, now

LOCALES = {"fr": "Français", "en": "English"}
COOKIE = "langue"
NBSP = "\u00a0"
babel = Babel()


def init_app(app: Flask) -> None:
    app.config.setdefault("BABEL_DEFAULT_LOCALE", app.config.get("DEFAULT_LOCALE", "fr"))
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Europe/Paris")
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    babel.init_app(app, locale_selector=_chosen)
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.filters.update(
        ago=ago, day=day, longdate=longdate, clocktime=clocktime, filesize=filesize, number=number, datetime=moment
    )
    app.jinja_env.globals.update(locale_name=locale_name, LOCALES=LOCALES)


def _chosen() -> Locale:
    return _locale(choose_locale())


@lru_cache
def _locale(name: str) -> Locale:
    """Babel takes its time over a name, and every request has one."""
    return Locale.parse(name)


def choose_locale() -> str:
    """The reader's own choice (account, then cookie), else the default of the site."""
    if has_request_context():
        from forum.core.viewer import me

        for wish in (me().locale, request.cookies.get(COOKIE)):
            if wish in LOCALES:
                return wish
    return current_app.config["BABEL_DEFAULT_LOCALE"]


@contextmanager
def speaking(locale: str | None) -> Iterator[None]:
    """Write in ``locale`` (mails are written in their reader's language)."""
    with force_locale(locale if locale in LOCALES else current_app.config["BABEL_DEFAULT_LOCALE"]):
        yield


def locale_name() -> str:
    """The reader's language. A page asks a hundred times: what Flask-Babel has found is taken without its proxies."""
    try:
        found = getattr(g._get_current_object(), "_flask_babel", None)  # type: ignore[attr-defined]
    except RuntimeError:  # no application is at work
        found = None
    locale = getattr(found, "babel_locale", None) or get_locale_or_default()
    return locale.language


def get_locale_or_default() -> Locale:
    return get_locale() or Locale("fr")


# --- sentences -----------------------------------------------------------------------------------------------------


def gettext(message: str, **values: Any) -> str:
    """``message`` in the reader's language, typeset, with ``%(name)s`` filled in."""
    text = _translated(locale_name(), message)
    return text % values if values else text


def ngettext(singular: str, plural: str, num: int, **values: Any) -> str:
    """The form that ``num`` wants (``%(num)s`` is filled in as well)."""
    text = _translated_plural(locale_name(), singular, plural, num)
    return text % ({"num": num} | values)


def lazy(message: str, **values: Any) -> Any:
    """Like ``gettext``, but translated when shown: for forms and constants."""
    return LazyString(gettext, message, **values)


_ = gettext


@lru_cache(maxsize=8192)
def _translated(locale: str, message: str) -> str:
    text = get_domain().get_translations().ugettext(message)
    return typeset(text) if locale == "fr" else text


@lru_cache(maxsize=8192)
def _translated_plural(locale: str, singular: str, plural: str, num: int) -> str:
    if locale == "fr":  # message ids are French: zero and one are singular
        return typeset(singular if abs(num) < 2 else plural)
    return get_domain().get_translations().ungettext(singular, plural, num)


_BEFORE = re.compile(r" ([:;?!»])")
_UNIT = re.compile(r"(\d|%\(\w+\)[sd]) (?=(?:h|min|s|Ko|Mo|Go|%|€|j|jours?|mois|ans?|semaines?)\b)")


def typeset(text: str) -> str:
    """Non-breaking spaces before ``: ; ? ! »``, after ``«`` and between a number and its unit."""
    text = _BEFORE.sub(NBSP + r"\1", text).replace("« ", "«" + NBSP)
    return _UNIT.sub(r"\1" + NBSP, text)


# --- dates, times and sizes ----------------------------------------------------------------------------------------


def ago(at: datetime | None) -> str:
    """How long ago, in the shortest form: « 2 h », « hier », « 3 janv. », with the year when it is another one."""
    if at is None:
        return ""
    seconds = (now() - at).total_seconds()
    if seconds < 60:
        return gettext("à l’instant")
    if seconds < 3600:
        return gettext("%(num)s min", num=int(seconds // 60))
    here, there = now().astimezone(PARIS), at.astimezone(PARIS)
    if here.date() == there.date():
        return gettext("%(num)s h", num=int(seconds // 3600))
    if (here.date() - there.date()).days == 1:
        return gettext("hier")
    pattern = "d MMM" if here.year == there.year else "d MMM y"
    return _written(locale_name(), pattern, there.date()).replace(" ", NBSP)


def day(at: datetime) -> str:
    """« 16 février », with the year when it is another one."""
    there = at.astimezone(PARIS)
    pattern = "d MMMM" if there.year == now().astimezone(PARIS).year else "d MMMM y"
    return _written(locale_name(), pattern, there.date()).replace(" ", NBSP)


@lru_cache(maxsize=8192)
def _written(locale: str, pattern: str, day: date) -> str:
    """Babel takes its time over a date, and a page names the same ones again and again."""
    if locale == "fr" and day.day == 1:
        pattern = re.sub(r"\bd\b", "d'er'", pattern)  # « 1er mars »
    return dates.format_date(day, pattern, locale=locale)


def longdate(at: datetime) -> str:
    """« mercredi 16 février 2022 »."""
    return _written(locale_name(), "EEEE d MMMM y", at.astimezone(PARIS).date())


def clocktime(at: datetime) -> str:
    """« 16 h 30 », or « 4:30 pm » in English."""
    there = at.astimezone(PARIS)
    if locale_name() == "fr":
        return f"{there.hour}{NBSP}h" + (f"{NBSP}{there.minute:02}" if there.minute else "")
    return dates.format_time(there, f"h:mm'{NBSP}'a", locale="en").lower()


def moment(at: datetime) -> str:
    """The day and the time."""
    return gettext("%(day)s à %(time)s", day=day(at), time=clocktime(at))


def filesize(size: int) -> str:
    """« 412 Ko », « 1,8 Mo »."""
    for limit, unit in ((1 << 30, gettext("Go")), (1 << 20, gettext("Mo"))):
        if size >= limit:
            return number(round(size / limit, 1)) + NBSP + unit
    return f"{max(1, round(size / 1024))}{NBSP}{gettext('Ko')}"


def number(value: float) -> str:
    return numbers.format_decimal(value, locale=locale_name()).replace("\u202f", NBSP)


def markup(message: str, **values: Any) -> Markup:
    """Like ``gettext`` for a sentence that carries HTML of our own; the values are escaped."""
    return Markup(_translated(locale_name(), message)) % values  # noqa: S704  our own sentence
