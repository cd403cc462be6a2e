"""How a mail leaves: by SMTP, or as a file that an administrator can read when no server is configured."""

import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app

TIMEOUT = 20  # seconds


class Transport(Protocol):
    def send(self, message: EmailMessage, recipient: str) -> None: ...


class Smtp:
    """``smtp://user:password@host:587`` (STARTTLS when offered) or ``smtps://…:465``."""

    def __init__(self, url: str):
        self.url = urlsplit(url)

    def send(self, message: EmailMessage, recipient: str) -> None:
        with self._connect() as server:
            if self.url.username:
                server.login(unquote(self.url.username), unquote(self.url.password or ""))
            server.send_message(message, to_addrs=[recipient])

    def _connect(self) -> smtplib.SMTP:
        host, secure = self.url.hostname or "localhost", self.url.scheme == "smtps"
        context = ssl.create_default_context()
        if secure:
            return smtplib.SMTP_SSL(host, self.url.port or 465, timeout=TIMEOUT, context=context)
        server = smtplib.SMTP(host, self.url.port or 25, timeout=TIMEOUT)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
        return server


class Folder:
    """One ``.eml`` file a mail, named after its Message-ID so that sending twice writes one file."""

    def __init__(self, root: Path):
        self.root = root

    def send(self, message: EmailMessage, recipient: str) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        name = message["Message-ID"].strip("<>").replace("/", "_")
        new = self.root / f".{name}.new"
        new.write_bytes(message.as_bytes())
        new.replace(self.root / f"{name}.eml")


def make(app: Flask) -> Transport:
    return Smtp(url) if (url := app.config["SMTP_URL"]) else Folder(Path(app.instance_path) / "mail")


def current() -> Transport:
    return current_app.extensions["mail_transport"]
