"""What people do with their registration, or with one they made for a colleague, by themselves."""

from collections.abc import Callable
from typing import NamedTuple

from forum.accounts.models import User
from forum.core.i18n import gettext as _
from forum.core.i18n import lazy
from forum.trainings.actions import admission
from forum.trainings.models import Registration, TrainingSession
from forum.trainings.queries.registrations import settled_at


class TooLate(admission.Refusal):
    sentence = lazy("Il est trop tard pour changer par vous-même : écrivez à l’équipe d’appui, ou téléphonez.")


def is_free(one: Registration) -> bool:
    """May the person still change or cancel it by themselves? Until the session's date for that; who waits, and who got
    the seat after that date, until it begins."""
    session = one.session
    if not (one.is_live and session.fills_up):
        return False
    is_in_time = session.takes_changes or one.state != "confirmed"
    return is_in_time or settled_at(one) > (session.cancel_until or session.starts_at)


class Act(NamedTuple):
    """``run(registration, by, note)`` gives what is said afterwards; ``by`` is None for who holds the mailed link."""

    run: Callable[[Registration, User | None, str], str]
    for_registrar: bool = False

    def is_open_to(self, is_person: bool) -> bool:
        return is_person or self.for_registrar


def confirm(one: Registration, _by: User | None, _note: str) -> str:
    """The address is theirs."""
    was_done = not one.awaits_address and one.is_live
    admission.confirm_address(one)
    return _("C’était déjà fait : votre inscription est enregistrée.") if was_done else said(one)


def accept(one: Registration, by: User | None, _note: str) -> str:
    """The seat that was offered."""
    was_done = one.state == "confirmed"
    admission.accept_offer(one, by)
    return _("C’était déjà fait : la place est à vous.") if was_done else said(one)


def decline(one: Registration, by: User | None, _note: str) -> str:
    admission.decline_offer(one, by)
    return _("C’est noté : la place va à la personne suivante.")


def cancel(one: Registration, by: User | None, note: str) -> str:
    """Come no more, refuse what a colleague has decided, or leave the waiting list."""
    if one.state == "cancelled":
        return _("C’était déjà fait : cette inscription est annulée.")
    if not is_free(one):
        raise TooLate
    waited, is_person = one.state == "waitlisted", by is None or by.id == one.user_id
    reason = "registrar" if not is_person else "refused" if one.registered_by_id else "withdrawn"
    admission.cancel(one, reason, by, note)
    return _("C’est noté : la liste d’attente est quittée.") if waited else _("C’est noté : l’inscription est annulée.")


ACTS = {
    "confirmer": Act(confirm),
    "accepter": Act(accept),
    "refuser": Act(decline),
    "annuler": Act(cancel, for_registrar=True),
}


def said(one: Registration) -> str:
    """What has become of it."""
    if one.standing == "pending:approval":
        return _("Merci. Votre place est retenue ; l’équipe d’appui doit encore donner son accord.")
    if one.state == "waitlisted":
        rank = admission.rank(one)
        return _("Merci. Vous êtes sur la liste d’attente, au rang %(rank)s.", rank=rank)
    return _("Merci. Votre inscription est confirmée ; la date part par courriel pour votre agenda.")


def register_again(one: Registration, session: TrainingSession, by: User | None) -> admission.Line:
    """A new registration of somebody whose own is over, as it was; the mailed link has shown whose address it is."""
    return admission.register(session, [admission.Person.of(one)], by=by, source="self")[0]


def move(one: Registration, to: TrainingSession, by: User | None, wait: bool) -> admission.Line:
    """The same person on another date."""
    if not is_free(one):
        raise TooLate
    return admission.move(one, to, by, waitlist=wait)
