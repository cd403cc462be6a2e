"""The roof: puts the floors together. Start reading here."""

from importlib import import_module
from pathlib import Path

from flask import Flask

import config as environment
from forum import core
from forum.core.app import App

# From the ground up. A room imports rooms of lower floors only; neighbours never import each other
# (tests/house/test_floors.py). Rooms that are not built yet already have their place.
FLOORS = (
    ("core",),
    ("directory", "markup"),
    ("accounts",),
    ("groups", "audit"),
    ("categories",),
    ("uploads", "polls", "search", "calendar", "api"),
    ("topics",),
    ("meetings", "trainings", "library"),
    ("notifications", "moderation"),
    ("admin", "home", "live"),
)

ROOT = Path(__file__).resolve().parent.parent


def create_app(config: dict | None = None) -> Flask:
    """The application, configured by the environment and then by ``config``."""
    settings = environment.from_environment() | (config or {})
    app = App(
        "forum",
        instance_path=settings["INSTANCE_PATH"],
        template_folder=str(ROOT / "templates"),
        static_folder=None,  # core.assets serves static/ under names that carry a hash
    )
    app.config.from_mapping(settings)
    core.init_app(app)
    for room in rooms():
        furnish = getattr(import_module(f"forum.{room}"), "init_app", None)
        if furnish:  # a room of pure functions has nothing to register
            furnish(app)
    core.complete(app)
    from forum import cli  # the roof's own commands reach into every room

    cli.init_app(app)
    return app


def rooms() -> list[str]:
    """The built rooms above the core, from the ground up."""
    return [room for floor in FLOORS[1:] for room in floor if (ROOT / "forum" / room / "__init__.py").exists()]
