"""Joining: sign up, confirm the address, become a member at once or wait for an organiser."""

from dataclasses import dataclass

from sqlalchemy import update

from forum.accounts import mails, queries, usernames
from forum.accounts.actions.admission import make_member
from forum.accounts.events import AccountAwaitsAdmission, AccountConfirmed
from forum.accounts.models import Invitation, User
from forum.core.clock import now
from forum.core.db import db, insert
from forum.core.events import emit
from forum.directory.actions import find_or_add
from forum.directory.queries import of_address


@dataclass(frozen=True)
class NewPerson:
    """What the sign-up form says; the password hashed already, before any write takes the lock."""

    first_name: str
    last_name: str
    email: str
    password_hash: str
    function: str
    establishment: str
    locale: str = ""


def sign_up(person: NewPerson) -> User | None:
    """Write down who wants to join, and mail the link that confirms the address.

    An address that has an account gets a mail saying so, and nothing changes: None. One that was never confirmed is
    nobody's yet: what is typed now replaces what was typed before, password included.
    """
    user = _unconfirmed_row(person)
    if user.state != "unconfirmed":
        mails.send_already_here(user.email, user.locale)
        return None
    _fill_in(user, person)
    mails.send_confirm(user)
    return user


def sign_up_invited(person: NewPerson, invitation: Invitation) -> User | None:
    """Sign up from the invitation's own link: it was sent to that address, so the address is confirmed by it.

    None when the invitation is for another address or has been used meanwhile, or the address has an account.
    """
    if queries.tidy_email(person.email) != invitation.email:
        return None
    user = _unconfirmed_row(person)
    if user.state != "unconfirmed":
        mails.send_already_here(user.email, user.locale)
        return None
    _fill_in(user, person)
    confirm(user)
    return user


def confirm(user: User) -> None:
    """The address is theirs: a member at once if it was invited or its domain is known, else an organiser decides."""
    user.state, user.confirmed_at = "pending", now()
    db.session.flush()
    emit(AccountConfirmed(user))
    if invitation := _take_invitation(user):
        make_member(user, by=None, groups=tuple(invitation.groups))
    elif of_address(user.email):
        make_member(user, by=None)
    else:
        emit(AccountAwaitsAdmission(user))


def _unconfirmed_row(person: NewPerson) -> User:
    """The account of this address; a bare one is made when there is none. Two clicks at once make one."""
    email = queries.tidy_email(person.email)
    bare = {"first_name": person.first_name, "last_name": person.last_name, "email": email, "state": "unconfirmed"}
    for username in usernames.candidates(person.first_name, person.last_name):
        if found := queries.by_email(email):
            return _locked(found)
        row = insert(User).values(**bare, username=username)
        db.session.execute(row.on_conflict_do_nothing())
    raise AssertionError("user names never run out")


def _locked(user: User) -> User:
    """The row as it stands once nobody else can change it: of two clicks, the second sees what the first did."""
    mine = update(User).where(User.id == user.id, User.state == "unconfirmed").values(created_at=now())
    db.session.execute(mine, execution_options={"synchronize_session": False})
    db.session.refresh(user)
    return user


def _fill_in(user: User, person: NewPerson) -> None:
    user.first_name, user.last_name, user.function = person.first_name, person.last_name, person.function
    user.password_hash, user.locale = person.password_hash, person.locale
    user.establishment_id = find_or_add(person.establishment).id
    user.created_at = user.charter_accepted_at = now()
    db.session.flush()


def _take_invitation(user: User) -> Invitation | None:
    """The invitation of this address, used up by this very call."""
    invitation = queries.invitation_for(user.email)
    if invitation is None:
        return None
    unused = (Invitation.id == invitation.id) & Invitation.accepted_at.is_(None)
    taken = db.session.scalar(update(Invitation).where(unused).values(accepted_at=now()).returning(Invitation.id))
    return invitation if taken else None
