"""From what was typed to a person: their place in the directory, their account if they have one."""

from typing import Any

from forum.accounts.queries import by_email
from forum.directory.names import folded, split_label
from forum.directory.queries import by_label
from forum.directory.queries import get as get_establishment
from forum.trainings.actions.admission import Person
from forum.trainings.forms.asking import answers_in
from forum.trainings.forms.registering import NeedsForm, PersonForm


def myself(member: Any, form: NeedsForm) -> Person:
    """A member, as their account says."""
    place = get_establishment(member.establishment_id).label if member.establishment_id else ""
    return Person(
        member.first_name,
        member.last_name,
        member.email,
        function=member.function,
        user_id=member.id,
        locale=member.locale,
        needs=form.needs.data or "",
        answers=answers_in(form),
        **workplace(place),
    )


def typed(form: PersonForm, establishment: str, locale: str = "") -> Person:
    """Somebody, as the form says; known again if they have an account under this address and name.

    The mailbox of a service is shared: the address alone does not tell who it is. ``locale``: in which a visitor reads
    the form; of somebody whom another person registers nothing is known.
    """
    said = {name: form[name].data or "" for name in ("first_name", "last_name", "email", "function", "needs")}
    account = by_email(said["email"])
    name = folded(f"{said['first_name']} {said['last_name']}")
    is_theirs = account is not None and account.is_member and folded(account.display_name) == name
    return Person(
        **said,
        user_id=account.id if account and is_theirs else None,
        locale=account.locale if account and is_theirs else locale,
        answers=answers_in(form),
        **workplace(establishment),
    )


def workplace(label: str) -> dict[str, Any]:
    """The establishment that ``label`` means; one that is not in the directory is kept as it was typed."""
    found = by_label(label) if label else None
    if found:
        return {"establishment_id": found.id, "establishment_name": found.name, "department": found.department}
    name, department = split_label(label)
    return {"establishment_name": name[:200], "department": department}
