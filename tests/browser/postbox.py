"""Mail as its recipients read it: the worker's job is done, the letters lie in the folder of .eml files."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from flask import Flask

from forum.core import jobs


class Postbox:
    """The mailboxes of everybody."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def last(self, address: str) -> EmailMessage:
        """The newest letter to ``address``."""
        letters = self.letters(address)
        assert letters, f"No mail for {address}."
        return letters[-1]

    def letters(self, address: str) -> list[EmailMessage]:
        """All letters to ``address``, oldest first."""
        jobs.run_waiting(self._app)
        files = sorted((Path(self._app.instance_path) / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        letters: list[EmailMessage] = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]  # type: ignore[arg-type]
        return [letter for letter in letters if letter["To"] == address]


def words_of(letter: EmailMessage) -> str:
    return letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def link_in(letter: EmailMessage) -> str:
    """The address behind the letter's button, which both of its parts know."""
    address = re.search(r"https?://\S+", words_of(letter))
    assert address
    page = letter.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert address[0] in page
    return address[0]
