"""The ground floor: mechanisms every room stands on. It knows no room."""

from flask import Flask

from forum.core import (
    assets,
    compression,
    db,
    drawing,
    errors,
    forms,
    headers,
    health,
    htmx,
    i18n,
    jobs,
    limits,
    logs,
    mail,
    migrations,
    navigation,
    rules,
    settings,
    storage,
    tallies,
    viewer,
)


def init_app(app: Flask) -> None:
    """Lay the ground floor, in the order the parts lean on each other."""
    for part in (logs, db, migrations, i18n, settings, jobs, storage, mail, viewer, rules, htmx, forms, headers):
        part.init_app(app)
    for part in (assets, drawing, navigation, errors, limits, tallies, health, compression):
        part.init_app(app)


def complete(app: Flask) -> None:
    """What must come after every room has registered its own."""
    jobs.complete(app)
