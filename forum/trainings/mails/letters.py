"""A mail about one registration: what it is about stands above, the words come from who sends it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from forum.calendar.words import span
from forum.core.clock import today
from forum.core.i18n import clocktime, gettext, longdate, speaking
from forum.core.mail import send_mail
from forum.core.mail.outbox import mail_domain
from forum.core.urls import with_host
from forum.trainings import links
from forum.trainings.models import Registration, TrainingSession


@dataclass(frozen=True)
class Words:
    """What a mail says. ``button`` and ``other`` are (words, address); ``dates`` are other sessions, in words."""

    subject: str
    paragraphs: Sequence[str]
    button: tuple[str, str]
    reason: str = ""
    other: tuple[str, str] | None = None
    facts: Sequence[tuple[str, str]] = ()
    said: str = ""  # by a person, in their own words
    dates: Sequence[str] = field(default_factory=tuple)


def send(
    kind: str,
    one: Registration,
    words: Callable[[Registration], Words],
    calendar: str | None = None,
    to: Any = None,
    message_id: str | None = None,
) -> None:
    """Write to the person (or to ``to``: ``email``, ``locale``), in their language; ``words`` is called in it."""
    reader = to or one
    with speaking(reader.locale):
        said = words(one)
        about = {"words": said, "who": place_and_time(one.session), "reason": said.reason or why(one)}
    send_mail(
        f"trainings.{kind}",
        reader.email,
        "trainings/email/letter",
        locale=reader.locale,
        message_id=message_id,
        headers={name: f"<training-{one.session_id}@{mail_domain()}>" for name in ("References", "In-Reply-To")},
        calendar=calendar,
        **about,
    )


def place_and_time(session: TrainingSession) -> str:
    """« 22 mars de 9 h à 17 h, Salle du Lac, Tarbes »."""
    return ", ".join(filter(None, (span(session.starts_at, session.ends_at), session.place)))


def why(one: Registration) -> str:
    """Why the mail came."""
    if one.registered_by_id:
        return gettext("Vous recevez ce courriel car quelqu’un vous a inscrit·e à cette formation.")
    return gettext("Vous recevez ce courriel car cette adresse a été inscrite à cette formation.")


def page(one: Registration) -> str:
    """The page of the registration, for who holds the mail."""
    return links.url_of(one)


def facts(session: TrainingSession) -> list[tuple[str, str]]:
    """All that one needs in order to come; what is not known yet is left out."""
    half_days = ", ".join(f"{clocktime(slot.starts_at)} – {clocktime(slot.ends_at)}" for slot in session.slots)
    training = session.training
    known = (
        (gettext("Date"), longdate(session.starts_at)),
        (gettext("Horaires"), half_days),
        (gettext("Lieu"), session.place or gettext("à confirmer")),
        (gettext("Adresse"), session.address),
        (gettext("Comment venir"), session.access),
        (gettext("Intervenant·e"), session.trainer),
        (gettext("Organisme de formation"), training.provider),
        (gettext("Contact"), training.texts.get("contact", "")),
    )
    return [(name, text) for name, text in known if text]


def about_page(session: TrainingSession) -> str:
    return with_host(session.training.url)


def days_left(session: TrainingSession) -> int:
    return (session.day - today()).days
