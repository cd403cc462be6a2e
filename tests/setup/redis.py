"""Redis for the tests: a server of our own on a socket, without a file."""

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis
from redis.exceptions import ConnectionError as NoConnection

from tests.setup.machine import apt_install, refuse

MISSING = """redis-server is missing: some tests run the jobs and the limits on it.
    Debian, Ubuntu:  sudo apt-get install redis-server
    macOS:           brew install redis"""


def find() -> str:
    """The path of ``redis-server``; installs it where that is possible."""
    for name in ("redis-server", "valkey-server"):
        if path := shutil.which(name):
            return path
    if apt_install("redis-server") and (path := shutil.which("redis-server")):
        return path
    return refuse(MISSING)


class Server:
    """A running Redis."""

    def __enter__(self) -> "Server":
        self.folder = Path(tempfile.mkdtemp(prefix="intersession-redis-"))
        socket = self.folder / "redis.sock"
        self.url = f"unix://{socket}"
        files = ("--save", "", "--appendonly", "no", "--dir", self.folder)
        command = [find(), "--port", "0", "--unixsocket", socket, *files]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        self._client = Redis.from_url(self.url)
        self._wait()
        return self

    def empty(self) -> None:
        self._client.flushall()

    def holds(self, key: str) -> bool:
        """Is there something under ``key``?"""
        return bool(self._client.exists(key))

    @contextmanager
    def asleep(self) -> Iterator[None]:
        """It is there and does not answer."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def __exit__(self, *_: object) -> None:
        self._client.close()
        self.process.terminate()
        self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait(self) -> None:
        for _ in range(100):
            try:
                self._client.ping()
                return
            except NoConnection:
                time.sleep(0.05)
        refuse("redis-server did not start.")


if __name__ == "__main__":
    print(find())
