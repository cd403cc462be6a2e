"""Blocks as they will be shown: cooked before the first write, and what did not change not again."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from forum import markup
from forum.accounts.models import User
from forum.core.db import db
from forum.markup import CannotCook, cook
from forum.meetings.blocks import Block
from forum.meetings.models import Minutes, MinutesRevision, MinutesUpload
from forum.topics.actions.writing import FILE
from forum.topics.resolver import Names
from forum.uploads.models import Upload
from forum.uploads.queries import by_tokens


class CannotCookBlock(ValueError):
    """A block whose text is refused; ``block_id`` says which, ``message`` why and what to do."""

    def __init__(self, block_id: str, error: CannotCook):
        super().__init__()
        self.block_id, self.message = block_id, error.message


class MinutesNames(Names):
    """What minutes may name: as in a message of the meeting's category, and the files that they show already."""

    def __init__(self, author: Any, minutes: Minutes):
        super().__init__(author, minutes.meeting.series.category_id)
        self.files = _files_of(minutes)

    def upload(self, token: str) -> markup.Upload | None:
        if token not in self.files:
            return super().upload(token)
        upload = db.session.get_one(Upload, self.files[token])
        kind = upload.name.rpartition(".")[2].upper()
        return markup.Upload(upload.url, upload.name, kind, upload.size, upload.width, upload.height)


def cooked(blocks: Iterable[Block], minutes: Minutes, author: User, base: MinutesRevision | None) -> list[Block]:
    """The blocks with their HTML, or CannotCookBlock."""
    known = {row["id"]: row for row in base.blocks} if base and base.recipe == markup.RECIPE else {}
    names = MinutesNames(author, minutes)
    return [_cooked(block, known.get(block.id), names) for block in blocks]


def _cooked(block: Block, known: dict | None, names: Names) -> Block:
    if known and known["text"] == block.text:
        return replace(block, html=known["html"])
    try:
        return replace(block, html=cook(block.text, names).html)
    except CannotCook as error:
        raise CannotCookBlock(block.id, error) from error


def attach(revision: MinutesRevision, blocks: Iterable[Block], minutes: Minutes, author: User) -> None:
    """Have the revision open the files it shows: those its author sent, and those that the minutes showed before."""
    tokens = {token for block in blocks for token in FILE.findall(block.html)}
    known = set(_files_of(minutes).values())
    shown = [upload for upload in by_tokens(tokens) if upload.owner_id == author.id or upload.id in known]
    db.session.add_all(MinutesUpload(revision_id=revision.id, upload_id=upload.id) for upload in shown)
    db.session.flush()


def _files_of(minutes: Minutes) -> dict[str, int]:
    files = select(Upload.token, Upload.id).join(MinutesUpload, MinutesUpload.upload_id == Upload.id)
    files = files.join(MinutesRevision, MinutesRevision.id == MinutesUpload.revision_id)
    return {row.token: row.id for row in db.session.execute(files.where(MinutesRevision.minutes_id == minutes.id))}
