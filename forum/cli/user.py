"""``init``: the first administrator. ``user``: accounts from the command line."""

import click
from flask import Flask
from flask.cli import AppGroup

from forum.accounts import actions, links, passwords, queries, usernames
from forum.accounts.addresses import is_address
from forum.accounts.events import AccountAdmitted
from forum.accounts.models import ROLES, User
from forum.categories.setup import create_defaults
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.core.urls import absolute
from forum.meetings.setup import create_defaults as create_meeting_defaults

group = AppGroup("user", help="Accounts: list them, change a role, suspend, print a link to sign in.")


def init_app(app: Flask) -> None:
    app.cli.add_command(init)
    app.cli.add_command(group)


@click.command()
@click.option("--first-name", prompt="Prénom")
@click.option("--last-name", prompt="Nom")
@click.option("--email", prompt="Courriel")
@click.option("--function", prompt="Fonction", default="Administration de l’espace", show_default=True)
@click.option(
    "--password", prompt="Mot de passe (vide : un lien de connexion est affiché)", default="", hide_input=True
)
def init(first_name: str, last_name: str, email: str, function: str, password: str) -> None:
    """Make the five categories and the first administrator; without a password, print a link that signs in once."""
    email = queries.tidy_email(email)
    if not is_address(email):
        raise click.BadParameter("this address is not complete", param_hint="--email")
    if queries.by_email(email):
        raise click.ClickException("This address has an account; see « flask user role ».")
    if password and (found := passwords.weakness(password, first_name, last_name, email)):
        raise click.BadParameter(found, param_hint="--password")
    create_defaults()
    create_meeting_defaults()
    user = _administrator(first_name, last_name, email, function, password)
    db.session.commit()
    click.echo(f"{user.display_name} administre l’espace. Nom d’utilisateur : {user.username}")
    if not password:
        _print_link(user)


@group.command("list")
@click.option("--role", type=click.Choice(ROLES), help="Only this role.")
@click.argument("words", nargs=-1)
def list_users(role: str | None, words: tuple[str, ...]) -> None:
    """Print accounts: user name, role, state, name and signature; WORDS narrow the list."""
    for person in queries.people(" ".join(words), state="", role=role or "", limit=10_000):
        click.echo(f"{person.username:32} {person.role:14} {person.state:12} {person.display_name}, {person.signature}")


@group.command("role")
@click.argument("who")
@click.argument("role", type=click.Choice(ROLES))
def change_role(who: str, role: str) -> None:
    """Give WHO (a user name or an address) a role."""
    actions.change_role(_find(who), role, by=None)
    db.session.commit()


@group.command("suspend")
@click.argument("who")
@click.option("--reason", default="Décision de l’équipe d’appui.", show_default=True)
@click.option("--lift", is_flag=True, help="Let them in again.")
def suspend(who: str, reason: str, lift: bool) -> None:
    """Keep WHO out and sign them out everywhere, or let them in again."""
    if lift:
        actions.unsuspend(_find(who), by=None)
    else:
        actions.suspend(_find(who), by=None, reason=reason)
    db.session.commit()


@group.command("link")
@click.argument("who")
def print_link(who: str) -> None:
    """Print a link that signs WHO in, once, within 20 minutes."""
    _print_link(_find(who))


def _administrator(first_name: str, last_name: str, email: str, function: str, password: str) -> User:
    """An active administrator; their address is taken as confirmed, since the operator types it."""
    free = (name for name in usernames.candidates(first_name, last_name) if not queries.by_username(name))
    user = User(username=next(free), first_name=first_name, last_name=last_name, email=email, function=function)
    user.password_hash = passwords.hashed(password) if password else None
    user.role, user.state = "administrator", "active"
    user.confirmed_at = user.admitted_at = user.charter_accepted_at = now()
    db.session.add(user)
    db.session.flush()  # the event needs the account's key
    emit(AccountAdmitted(user, after={"state": "active", "role": "administrator"}))
    return user


def _find(who: str) -> User:
    user = queries.by_username(who) or queries.by_email(who)
    if user is None:
        raise click.ClickException(f"No account is called {who!r}.")
    return user


def _print_link(user: User) -> None:
    token = links.issue("sign_in", user)
    db.session.commit()
    click.echo(absolute("accounts.use_sign_in_link", token=token))
