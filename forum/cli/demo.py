"""``demo``: a fictitious network to look around in."""

import click
from flask import Flask

from forum import demo
from forum.core.db import db


def init_app(app: Flask) -> None:
    app.cli.add_command(fill)


@click.command("demo")
@click.option("--if-empty", is_flag=True, help="Do nothing where there are accounts already.")
@click.option("--new-passwords", is_flag=True, help="Give the people of a loaded demonstration other passwords.")
def fill(if_empty: bool, new_passwords: bool) -> None:
    """Fill an empty database with a fictitious network, and print the accounts to sign in with."""
    if new_passwords:
        renew()
    elif if_empty:
        fill_if_empty()
    else:
        fill_or_refuse()


def fill_if_empty() -> None:
    """The demonstration where nobody is; a word on it where it already is; nothing among real people."""
    if demo.is_empty():
        fill_or_refuse()
    elif demo.is_demo():
        click.echo("  Demo data is in place (other passwords: flask --app forum demo --new-passwords).")


def fill_or_refuse() -> None:
    if not demo.is_empty():
        raise click.ClickException("This database has accounts; the demo only fills an empty one. Nothing was changed.")
    from forum.demo.loading import load

    click.echo("  Loading the demo data…")
    tell(load())


def renew() -> None:
    if not demo.is_demo():
        raise click.ClickException("This database was not filled by the demo. Nothing was changed.")
    from forum.demo.loading import give_passwords

    tell(give_passwords())


def tell(accounts: list) -> None:
    """Commit, then print the accounts: what is printed is true, and printed this once."""
    db.session.commit()
    widths = [max(len(value) for value in column) for column in zip(*(row(each) for each in accounts), strict=True)]
    click.echo("\n  Comptes de démonstration (mots de passe affichés cette seule fois) :\n")
    for each in accounts:
        click.echo(
            "    " + "  ".join(value.ljust(width) for value, width in zip(row(each), widths, strict=True)).rstrip()
        )


def row(account) -> tuple[str, str, str, str]:
    return account.role, account.name, account.email, account.password
