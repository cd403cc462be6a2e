"""Trainings: a draft full of canaries, a published action whose registrants nobody but organisers may know."""

from types import SimpleNamespace
from typing import Any

from forum.core.clock import now
from forum.core.db import db
from forum.trainings.mentions import NAMES
from forum.trainings.models import Training
from tests.doors.words import canary, phrase


def plan_trainings(world: Any) -> None:
    """``world.trainings``: ``draft`` and ``open``, training actions."""
    by = world.people["organiser"].id
    world.trainings = SimpleNamespace()
    said = phrase("formationtexte")
    world.trainings.draft = Training(
        slug=canary("formationadresse"), title=phrase("formationbrouillon"), summary=phrase("formationresume"),
        texts=dict.fromkeys(NAMES, said), html=dict.fromkeys(NAMES, f"<p>{said}</p>"),
        provider=phrase("formationorganisme"), created_by_id=by,
    )  # fmt: skip
    world.trainings.open = Training(
        slug="accueillir", title="Accueillir une équipe", state="published", published_at=now(), created_by_id=by
    )
    db.session.add_all([world.trainings.draft, world.trainings.open])
    db.session.flush()
