"""The signed link of a mail with which a person says whether they come, and nothing else.

It dies when the person is out or has another address, and when the meeting takes no answer any more; nothing is stored.
"""

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from forum.accounts.models import User
from forum.accounts.sessions import hash_of
from forum.core.db import db
from forum.core.rules import can
from forum.core.urls import absolute
from forum.meetings.models import Meeting

WORDS = {"yes": "oui", "maybe": "peut-etre", "no": "non", "represented": "represente"}


def answer_url(meeting: Meeting, person: User, answer: str = "") -> str:
    """The page where ``person`` answers without signing in, with ``answer`` ready to be confirmed."""
    token = _signer().dumps([meeting.id, person.id, _address(person)])
    return absolute("meetings.answer_by_mail", token=token, **({"r": WORDS[answer]} if answer else {}))


def answer_urls(meeting: Meeting, person: User) -> dict[str, str]:
    """The buttons of a mail: ``yes_url``, ``maybe_url``, ``no_url``, ``represented_url``."""
    return {f"{answer}_url": answer_url(meeting, person, answer) for answer in WORDS}


def read_answer_link(token: str) -> tuple[Meeting, User] | None:
    """Whose answer to what; None when nobody signed this, or it does not count any more."""
    try:
        meeting_id, user_id, address = _signer().loads(token)
    except (BadData, ValueError, TypeError):
        return None
    meeting, person = db.session.get(Meeting, meeting_id), db.session.get(User, user_id)
    if meeting is None or person is None or _address(person) != address:
        return None
    return (meeting, person) if can(person, "answer", meeting) else None


def _address(person: User) -> str:
    return hash_of(person.email)[:16]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="meetings.presence")
