"""The routes of trainings. Public but for drafts, and for all that is about the people who registered.

Nobody is told apart here by a private key that answers like an absent one: organisers see drafts. All addresses are
« open », and the canaries tell whether they say too much.
"""

from collections.abc import Callable
from typing import Any

from tests.doors.door import Door, Values, plain
from tests.doors.world import ABSENT, World

Fill = Callable[[World], Values]


def of_training(form: Fill = lambda _world: {}, asks: tuple[Values, ...] = ({},), **more: Any) -> Door:
    """The draft, the one that is published, and one that is not there."""
    slugs = lambda w: (w.trainings.draft, w.trainings.open, "rien-de-tel")  # noqa: E731
    return Door(open=lambda w: [{"slug": slug} | more for slug in slugs(w)], asks=asks, form=form)


def of_session(form: Fill = lambda _world: {}, asks: tuple[Values, ...] = ({},), **more: Any) -> Door:
    """One of the draft, a draft of the published one, an open one, and one that is not there."""
    keys = lambda w: (*w.trainings.sessions, ABSENT)  # noqa: E731
    return Door(open=lambda w: [{"session_id": key} | more for key in keys(w)], asks=asks, form=form)


def description(_world: World) -> Values:
    return {"title": "Une formation", "minutes": "7 h", "modality": "in_person", "version": "1"}


def one_session(_world: World) -> Values:
    halves = {"slots-0-starts": "09:00", "slots-0-ends": "12:30", "slots-1-starts": "13:30", "slots-1-ends": "17:00"}
    return halves | {"day": "2031-01-09", "lines-0-day": "2031-01-09", "capacity": "15", "version": "1"}


def question(_world: World) -> Values:
    return {"wording": "Quoi ?", "purpose": "Savoir", "kind": "text", "purge_on": "2099-01-01"}


TRAININGS: dict[str, Door] = {
    "trainings.index": plain(),
    "trainings.show": of_training(),
    "trainings.new": plain(form=description),
    "trainings.edit": of_training(form=description),
    "trainings.publish": of_training(),
    "trainings.archive": of_training(),
    "trainings.new_document": of_training(),
    "trainings.remove_document": Door(open=lambda w: [{"document_id": w.trainings.document}, {"document_id": ABSENT}]),
    "trainings.questions": of_training(form=question),
    "trainings.edit_question": Door(
        open=lambda w: [{"question_id": w.trainings.question}, {"question_id": ABSENT}], form=question
    ),
    "trainings.create_question_end": Door(
        open=lambda w: [{"question_id": w.trainings.question}, {"question_id": ABSENT}]
    ),
    # sessions
    "trainings.new_sessions": of_training(form=one_session),
    "trainings.edit_session": of_session(form=one_session),
    "trainings.cancel_session": of_session(form=lambda _w: {"reason": "Neige"}),
    "trainings.remove_session": of_session(),
    "trainings.create_opening": of_session(),
    "trainings.create_closing": of_session(),
    "trainings.create_session_archiving": of_session(),
    "trainings.session_ics": of_session(),
}
