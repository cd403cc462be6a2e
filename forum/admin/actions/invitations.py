"""Inviting a list of people, with a line of report for each."""

from dataclasses import dataclass
from typing import Any

from forum.accounts.actions import invite, withdraw
from forum.accounts.addresses import is_address
from forum.accounts.models import Invitation, User
from forum.accounts.queries import by_email, invitation_for
from forum.admin.events import InvitationWithdrawn
from forum.admin.roster import Guest
from forum.core.db import keep
from forum.core.events import emit
from forum.core.i18n import _
from forum.directory.names import folded
from forum.groups.queries import joinable

AT_A_TIME = 20


class NotInvited(Exception):
    """Why this line sent no invitation: a sentence that says what to do."""


@dataclass(frozen=True)
class Outcome:
    guest: Guest
    is_invited: bool
    sentence: str


def invite_all(guests: list[Guest], by: User) -> list[Outcome]:
    """Invite everyone of the list who can be; what became of each line.

    Kept a few at a time: the others who write need not wait for the letters of a long list.
    """
    report, seen = [], set()
    for number, guest in enumerate(guests, 1):
        try:
            if guest.email in seen:
                raise NotInvited(_("Cette adresse est déjà plus haut dans la liste."))
            report.append(Outcome(guest, True, invite_guest(guest, by)))
        except NotInvited as reason:
            report.append(Outcome(guest, False, str(reason)))
        seen.add(guest.email)
        if number % AT_A_TIME == 0:
            keep()
    return report


def invite_guest(guest: Guest, by: User) -> str:
    """Invite one person; a sentence saying what was done. NotInvited when nothing was."""
    if not is_address(guest.email):
        raise NotInvited(_("L’adresse de courriel n’est pas complète : écrivez-la comme prenom.nom@exemple.fr."))
    user = by_email(guest.email)
    if user and user.state == "pending":
        raise NotInvited(_("Cette personne attend déjà son admission : admettez-la depuis la page Admissions."))
    groups = _slugs(guest.groups, by)
    again = invitation_for(guest.email) is not None
    facts = (guest.first_name, guest.last_name, guest.function, guest.establishment)
    if invite(guest.email, *facts, by=by, groups=groups) is None:
        raise NotInvited(_("Cette personne a déjà un compte."))
    return _("Invitation renvoyée ; le premier lien ne sert plus.") if again else _("Invitation envoyée.")


def withdraw_invitation(invitation: Invitation, by: User) -> None:
    withdraw(invitation)
    emit(InvitationWithdrawn(invitation, actor=by))


def _slugs(names: list[str], by: User) -> list[str]:
    """The groups meant. Only administrators give them: a group may open what the inviting person cannot see."""
    if names and not by.is_administrator:
        raise NotInvited(_("Seule l’administration met dans un groupe : laissez cette colonne vide."))
    known: dict[str, Any] = {}
    for group in joinable():
        known |= {folded(group.slug): group.slug, folded(group.name): group.slug}
    if missing := [name for name in names if folded(name) not in known]:
        raise NotInvited(_("Aucun groupe ne s’appelle « %(name)s » : créez-le, ou corrigez son nom.", name=missing[0]))
    return [known[folded(name)] for name in names]
