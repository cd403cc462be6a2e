"""Keeping a draft, and letting go of it."""

from typing import Any

from sqlalchemy import delete, select, update

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db, insert
from forum.topics.actions.writing import FILE
from forum.topics.drafts.models import Draft, DraftUpload
from forum.topics.drafts.queries import drafts_of, find
from forum.uploads.queries import by_tokens

MOST = 200  # drafts of one person
MOST_FILES = 200  # of one draft


class Overtaken(Exception):
    """Another editor has saved since; ``draft`` is what it saved."""

    def __init__(self, draft: Draft):
        super().__init__()
        self.draft = draft


class TooMany(Exception):
    """Nobody writes so many texts at once."""


def save(owner: User, place: str, body: str, fields: dict[str, str], sequence: int) -> Draft:
    """Keep the text as what follows number ``sequence`` (0: none yet).

    Overtaken when the draft has another number by now: nothing is changed. A draft that is gone meanwhile (sent,
    discarded) is made anew, because what was typed since is in no other place.
    """
    values = {"body": body, "fields": fields, "updated_at": now(), "sequence": sequence + 1}
    kept = _replace(owner, place, sequence, values) or _begin(owner, place, values)
    if kept is None:
        newer = find(owner.id, place)
        if newer is None:  # discarded this very moment
            return save(owner, place, body, fields, sequence)
        raise Overtaken(newer)
    draft = db.session.get_one(Draft, kept, populate_existing=True)
    _hold_files(draft)
    return draft


def _replace(owner: User, place: str, sequence: int, values: dict[str, Any]) -> int | None:
    same = update(Draft).where(Draft.owner_id == owner.id, Draft.place == place, Draft.sequence == sequence)
    return db.session.scalar(same.values(values).returning(Draft.id), execution_options={"synchronize_session": False})


def _begin(owner: User, place: str, values: dict[str, Any]) -> int | None:
    row = insert(Draft).values(owner_id=owner.id, place=place, **values)
    made = db.session.scalar(row.on_conflict_do_nothing(index_elements=["owner_id", "place"]).returning(Draft.id))
    if made and len(drafts_of(owner.id)) > MOST:
        raise TooMany
    return made


def _hold_files(draft: Draft) -> None:
    """The files that the text shows, of those its writer sent, stay as long as the draft."""
    shown = {one.id for one in by_tokens(FILE.findall(draft.body)[:MOST_FILES]) if one.owner_id == draft.owner_id}
    held = set(db.session.scalars(select(DraftUpload.upload_id).where(DraftUpload.draft_id == draft.id)))
    if gone := held - shown:
        db.session.execute(delete(DraftUpload).where(DraftUpload.draft_id == draft.id, DraftUpload.upload_id.in_(gone)))
    db.session.add_all(DraftUpload(draft_id=draft.id, upload_id=upload_id) for upload_id in shown - held)
    db.session.flush()


def discard(owner: User, place: str, sequence: int | None = None) -> None:
    """Let go of the draft; with ``sequence``, only if nobody has gone on with it since that number."""
    if sequence == 0:  # the editor knows of none
        return
    mine = delete(Draft).where(Draft.owner_id == owner.id, Draft.place == place)
    if sequence is not None:
        mine = mine.where(Draft.sequence <= sequence)
    db.session.execute(mine)
