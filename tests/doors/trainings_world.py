"""Trainings: a draft full of canaries, and a published action with sessions."""

from datetime import timedelta
from typing import Any

from forum.core.clock import today
from forum.core.db import db
from forum.trainings.actions import documents, questions
from forum.trainings.mentions import NAMES
from tests.doors.words import canary, phrase
from tests.makers import make_session, make_training

OF_A_DRAFT = {  # what the support team alone reads
    "formationbrouillon", "formationadresse", "formationresume", "formationtexte", "formationorganisme",
    "formationsalle", "formationfichier", "formationfichiercontenu", "formationquestion",
    "formationbut", "sessionbrouillon",
}  # fmt: skip


def plan_trainings(world: Any) -> None:
    """``draft`` and ``open``: addresses of training actions; ``sessions``: keys."""
    draft, published = _draft(world), _published(world)
    sessions = [
        make_session(draft, city="Albi", venue=phrase("formationsalle")),
        make_session(published, state="draft", city=phrase("sessionbrouillon")),
        make_session(published, city="Tarbes"),
    ]
    world.trainings.sessions = [session.id for session in sessions]  # keys: who knocks may remove what stands there
    db.session.flush()


def _draft(world: Any) -> Any:
    from tests.doors.world import a_file

    said, organiser = phrase("formationtexte"), world.people["insider"]
    draft = make_training(
        state="draft", published_at=None, slug=canary("formationadresse"), title=phrase("formationbrouillon"),
        summary=phrase("formationresume"), texts=dict.fromkeys(NAMES, said),
        html=dict.fromkeys(NAMES, f"<p>{said}</p>"), provider=phrase("formationorganisme"), created_by_id=organiser.id,
    )  # fmt: skip
    world.trainings.draft = draft.slug
    upload = a_file("formationfichier", organiser)
    world.trainings.file = {"token": upload.token, "name": upload.name}
    world.trainings.upload = upload
    world.trainings.document = documents.add_document(draft, upload, organiser).id
    words = phrase("formationquestion"), phrase("formationbut")
    asked = questions.Question(*words, purge_on=today() + timedelta(days=90))
    world.trainings.question = questions.ask(draft, organiser, asked).id
    return draft


def _published(world: Any) -> Any:
    training = make_training(slug="accueillir", title="Accueillir", created_by_id=world.people["insider"].id)
    world.trainings.open = training.slug
    return training
