"""The title of a meeting, which says its date, and the message that opens its topic: in the language of the site."""

import re
from datetime import date

from babel.dates import format_date

from forum.core.i18n import clocktime, gettext, speaking
from forum.meetings.models import Meeting

DAY = "{date}"


def title_on(pattern: str, day: date) -> str:
    """« Réunion du COOP du {date} » with the date in words."""
    return pattern.replace(DAY, in_words(day))


def retitled(title: str, before: date, after: date) -> str:
    """The title of a meeting that moved: the date it says moves along."""
    return title.replace(in_words(before), in_words(after))


def in_words(day: date) -> str:
    """« 16 février 2022 », « 1er juin 2022 »."""
    text = format_date(day, "d MMMM y", locale="fr")
    return text.replace("1 ", "1er ", 1) if day.day == 1 else text


def opening(meeting: Meeting) -> str:
    """The first message of the meeting's topic, in Markdown."""
    with speaking(None):
        when = f"{format_date(meeting.day, 'EEEE', locale='fr')} {in_words(meeting.day)}"
        hours = f"{clocktime(meeting.starts_at)} – {clocktime(meeting.ends_at)}"
        link = f"[{gettext('Voir la réunion')}]({meeting.url})"
        lines = [
            gettext("Cette réunion est annulée.") if meeting.is_cancelled else "",
            gettext("**%(when)s, %(hours)s**", when=when, hours=hours),
            gettext("Lieu : %(place)s", place=_plain(meeting.place)) if meeting.place else gettext("Lieu à confirmer."),
            gettext("Votre participation, les propositions, l’ordre du jour et les documents : %(link)s.", link=link),
            gettext("Ce sujet sert à en parler avant et après."),
        ]
    return "\n\n".join(line for line in lines if line)


def _plain(words: str) -> str:
    """Words that are no Markdown."""
    return re.sub(r"([\\`*_\[\]~@|<])", r"\\\1", words)
