"""Describing a training action once; publishing it, putting it aside."""

from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import select, update

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.markup import cook
from forum.topics.slugs import slug_of
from forum.trainings.events import TrainingArchived, TrainingDescribed, TrainingPublished
from forum.trainings.models import Training

TAKEN = set(  # words that addresses of the room begin with
    "nouvelle conservation sessions inscription attestation certificats pointage questionnaire questions"
    " documents".split()
)


class StaleTraining(Exception):
    """Somebody changed the description since the version the edit was based on."""


@dataclass(frozen=True)
class Facts:
    """What the page says; ``texts`` by the names of ``mentions.MENTIONS``, in Markdown."""

    title: str
    texts: dict[str, str]
    summary: str = ""
    minutes: int = 420
    modality: str = "in_person"
    nature: str = ""
    provider: str = ""
    provider_address: str = ""
    provider_number: str = ""
    provider_siret: str = ""
    provider_signatory: str = ""

    @property
    def said(self) -> dict[str, str]:
        """The texts that say something."""
        return {name: text for name, text in self.texts.items() if text}

    @property
    def columns(self) -> dict[str, Any]:
        """All of them, cooked; CannotCook when a text is refused."""
        html = {name: cook(text).html for name, text in self.said.items()}
        plain = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "texts"}
        return plain | {"texts": self.said, "html": html}


def create_training(by: User, facts: Facts) -> Training:
    """A draft; CannotCook when a text is refused."""
    columns = facts.columns  # cooked before the first write
    training = Training(slug=_free_slug(facts.title), created_by_id=by.id, **columns)
    db.session.add(training)
    db.session.flush()
    emit(TrainingDescribed(training, actor=by, after={"title": training.title}))
    return training


def edit_training(training: Training, by: User, base_version: int, facts: Facts) -> None:
    """Keep what the page says now. StaleTraining when somebody saved since ``base_version``; CannotCook. The address
    stays: it stands in mails and in print."""
    columns = facts.columns
    _take_version(training, base_version)
    before = {name: getattr(training, name) for name in columns}
    changed = {name for name in columns if columns[name] != before[name]}
    for name in changed:
        setattr(training, name, columns[name])
    if changed:
        training.revised_at = now()
        emit(TrainingDescribed(training, actor=by, before=_told(before, changed), after=_told(columns, changed)))
    db.session.flush()


def publish(training: Training, by: User) -> None:
    """Show the page to everybody; again, when it was put aside."""
    if training.is_published:
        return
    before, training.state = training.state, "published"
    training.published_at = training.published_at or now()
    training.revised_at = now()
    db.session.flush()
    emit(TrainingPublished(training, actor=by, before={"state": before}, after={"state": "published"}))


def archive(training: Training, by: User) -> None:
    """List it no more; whoever knows the address still reads it."""
    if training.state == "archived":
        return
    before, training.state = training.state, "archived"
    db.session.flush()
    emit(TrainingArchived(training, actor=by, before={"state": before}, after={"state": "archived"}))


def _take_version(training: Training, base_version: int) -> None:
    """Of two edits based on the same version only one finds it; the row is held, and read afresh."""
    mine = update(Training).where(Training.id == training.id, Training.version == base_version)
    taken = mine.values(version=Training.version + 1).returning(Training.id)
    is_mine = db.session.scalar(taken, execution_options={"synchronize_session": False})
    db.session.refresh(training)
    if not is_mine:
        raise StaleTraining


def _told(facts: dict[str, Any], changed: set[str]) -> dict[str, Any]:
    """For the audit log: columns by value, texts by the mentions they stand under."""
    told = {name: facts[name] for name in changed - {"texts", "html"}}
    return told | ({"texts": sorted(facts["texts"])} if "texts" in changed else {})


def _free_slug(title: str) -> str:
    """The words of the title, with a number when another action has them."""
    words = slug_of(title, "formation")
    taken = set(db.session.scalars(select(Training.slug).where(Training.slug.like(f"{words}%")))) | TAKEN
    return next(slug for slug in _numbered(words) if slug not in taken)


def _numbered(words: str) -> Any:
    yield words
    number = 2
    while True:
        yield f"{words}-{number}"
        number += 1
