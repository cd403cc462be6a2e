"""The roof: puts the floors together. Start reading here."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
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
    with _keeping_all():
        _furnish(app)
    return app


def _furnish(app: Flask) -> None:
    core.init_app(app)
    for room in rooms():
        furnish = getattr(import_module(f"forum.{room}"), "init_app", None)
        if furnish:  # a room of pure functions has nothing to register
            furnish(app)
    core.complete(app)
    from forum import cli  # the roof's own commands reach into every room

    cli.init_app(app)


@contextmanager
def _keeping_all() -> Iterator[None]:
    """What furnishing makes is there to stay; looking for garbage in it again and again is a sixth of the start."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def rooms() -> list[str]:
    """The built rooms above the core, from the ground up."""
    return [room for floor in FLOORS[1:] for room in floor if (ROOT / "forum" / room / "__init__.py").exists()]
