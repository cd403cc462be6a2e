"""The house as it runs in production: a gunicorn with workers, or the background worker; to be killed."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from tests.mailbox import free_port

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = {
    "web": (
        "-m", "gunicorn", "forum:create_app()", "--preload", "--workers", "2", "--worker-class", "gthread",
        "--threads", "4",
        "--log-level", "critical", "--bind",
    ),
    "jobs": ("-m", "flask", "--app", "forum", "jobs", "work"),
}  # fmt: skip


def environment(app: Flask, **more: str) -> dict[str, str]:
    """What a process needs to stand in the same house as ``app``."""
    names = ("INSTANCE_PATH", "SECRET_KEY", "STORAGE_URL", "BASE_URL")
    told = {name: app.config[name] for name in names} | {"DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"]}
    return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "PYTHONPATH": str(ROOT)} | told | more


@contextmanager
def running(kind: str, *arguments: str, env: dict[str, str]) -> Iterator[subprocess.Popen]:
    """The process, in a group of its own that is gone at the end."""
    command = [sys.executable, *COMMANDS[kind], *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True)
    try:
        yield process
    finally:
        kill_group(process)


def kill_group(process: subprocess.Popen) -> None:
    """SIGKILL, to the process and all it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def workers_of(process: subprocess.Popen) -> list[int]:
    """The processes it started (Linux tells)."""
    with suppress(FileNotFoundError):
        return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
    return []


def until(true, seconds: float = 30) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.05)


class Browser:
    """Someone signed in, over a real socket, who waits ``patience`` seconds for an answer."""

    patience = 10

    def __init__(self, app: Flask, port: int, token: str):
        secret, raw = app.config["SECRET_KEY"], "0" * 40
        cookie = {"_user_id": token, "_fresh": True, "csrf_token": raw}
        signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        self.port = port
        self.cookie = f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(cookie)}"
        self.csrf_token = URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(raw)

    def post(self, path: str, **form: str) -> int | None:
        """The status of the answer, or None when none came."""
        body = urlencode(form | {"csrf_token": self.csrf_token})
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        try:
            connection.request("POST", path, body, headers)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


__all__ = ["Browser", "answers", "environment", "free_port", "kill_group", "running", "until", "workers_of"]
