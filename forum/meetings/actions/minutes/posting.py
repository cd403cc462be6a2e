"""The minutes as a message in the meeting's topic: where they are, what was decided, who does what, and their text."""

import re
from contextlib import suppress

from sqlalchemy import select

from forum.accounts.models import User
from forum.core.db import db
from forum.core.i18n import gettext, speaking
from forum.markup import CannotCook, cook
from forum.meetings.blocks import NAMES, Block
from forum.meetings.models import Meeting, Minutes
from forum.topics.actions import StaleEdit, edit_post, reply
from forum.topics.models import Post

PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
LONGEST = 30_000  # characters; of longer minutes only decisions and actions


def post(minutes: Minutes, author: User, blocks: list[Block], codes: dict[str, str]) -> Post | None:
    """The message, or None when the meeting has no topic any more. Cooks before it writes."""
    topic = minutes.meeting.topic
    if topic is None or topic.is_deleted:
        return None
    return reply(topic, author, _text(minutes.meeting, blocks, codes))


def correct(minutes: Minutes, author: User, blocks: list[Block], codes: dict[str, str], reason: str) -> None:
    """Have the message say what the amended minutes say; a message that is gone stays gone."""
    message = db.session.scalar(select(Post).where(Post.id == minutes.post_id))
    if message is None or message.is_deleted or message.topic.is_deleted:
        return
    with suppress(StaleEdit, CannotCook):
        edit_post(message, author, _text(minutes.meeting, blocks, codes), message.version, reason[:300])


def _text(meeting: Meeting, blocks: list[Block], codes: dict[str, str]) -> str:
    """In the language of the site: the whole of it if a message takes it, else decisions and actions, else the link."""
    with speaking(None):
        link = f"{meeting.url}/compte-rendu"
        head = gettext("Le compte rendu est publié : [%(title)s](%(link)s).", title=_plain(meeting.title), link=link)
        outcomes = [block for block in blocks if block.kind != "information"]
        for chosen in (blocks, outcomes):
            text = "\n\n".join([head, *(_said(block, codes) for block in chosen if not block.is_empty)])
            if _can_be_cooked(text):
                return text
        return head


def _said(block: Block, codes: dict[str, str]) -> str:
    text = PICTURE.sub(gettext("(image : voir le compte rendu)"), block.text.strip())
    if block.kind == "information":
        return "\n\n".join(part for part in (f"### {_plain(block.title)}" if block.title else "", text) if part)
    code = codes.get(f"{block.kind} {block.id}", "")
    facts = [block.owner, block.due_day.strftime("%d/%m/%Y") if block.due_day else ""]
    who = f"({', '.join(fact for fact in facts if fact)})" if any(facts) else ""
    line = " ".join(part for part in (f"**{NAMES[block.kind]} {code}**", _plain(who), _plain(block.title)) if part)
    return f"{line}\n\n{text}" if text else line


def _plain(words: str) -> str:
    """Words that are no Markdown."""
    return re.sub(r"([\\`*_\[\]~@|<])", r"\\\1", words)


def _can_be_cooked(text: str) -> bool:
    if len(text) > LONGEST:
        return False
    try:
        cook(text)
    except CannotCook:
        return False
    return True
