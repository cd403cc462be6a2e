"""Servers as in production, one worker each, and what that worker costs: CPU time and memory."""

import os
import re
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[1]
FORUM = "forum:create_app"
PATIENCE = 180  # seconds: a shared machine may be busy


class Server:
    """A gunicorn as ``flask serve`` starts it, around any ``app``."""

    def __init__(self, folder: Path, app: str = FORUM, first: str = "/healthz", **environment: str) -> None:
        self.port = free_port()
        self._first, self._log = first, folder / f"{re.sub(r'[^a-z]+', '-', app)}.log"
        command = [sys.executable, "-m", "bench.serve", app, str(self.port)]
        self._start(command, environment)

    def _start(self, command: list[str], environment: dict[str, str]) -> None:
        inherited = {name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "SMTP_URL")}
        own = {"BASE_URL": self.url, "PORT": str(self.port)}
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                command, env=inherited | own | environment, cwd=ROOT, stdout=log, stderr=log
            )
        try:
            wait_for(self.port, self._first, self._process)
        except BaseException:
            self.stop()
            print(self._log.read_text()[-3000:], file=sys.stderr)
            raise

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def worker(self) -> int:
        """The process that answers: the only child of gunicorn's master."""
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
        family = [tuple(map(int, line.split())) for line in listed.splitlines()]
        return next(pid for pid, parent in family if parent == self._process.pid)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()


def cpu_seconds(pid: int) -> float:
    """CPU time that the process has used, all its threads together."""
    if sys.platform == "linux":
        return time.clock_gettime((~pid << 3) | 2)  # the clock of another process, to the nanosecond
    shown = subprocess.run(["ps", "-o", "cputime=", "-p", str(pid)], capture_output=True, text=True, check=True).stdout
    parts = reversed(shown.strip().replace("-", ":").split(":"))  # [days-][hours:]minutes:seconds
    return sum(float(part) * length for part, length in zip(parts, (1, 60, 3600, 86400), strict=False))


def memory(pid: int) -> int:
    """Bytes of memory that the process keeps; pages of the database file that it only maps are the system's cache."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        shown = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True).stdout
        return int(shown) * 1024
    resident = 1024 * int(re.search(r"VmRSS:\s+(\d+)", status)[1])  # type: ignore[index]
    return resident - _mapped(Path(f"/proc/{pid}/smaps").read_text())


def _mapped(smaps: str) -> int:
    """Bytes resident of mapped database files."""
    areas = re.split(r"^(?=[0-9a-f]+-[0-9a-f]+ )", smaps, flags=re.M)
    return sum(1024 * int(re.search(r"^Rss:\s+(\d+)", area, re.M)[1]) for area in areas if ".db\n" in area)  # type: ignore[index]


def start_time(folder: Path, **environment: str) -> float:
    """Seconds from the command that ``make run`` gives to the first page, the second time: the first one sets up."""
    _start_time(folder, environment)
    return _start_time(folder, environment)


def _start_time(folder: Path, environment: dict[str, str]) -> float:
    port = free_port()
    command = [sys.executable, "-m", "scripts.serve", "--demo", "--port", str(port)]
    own = {"BASE_URL": f"http://127.0.0.1:{port}", "PORT": str(port)}
    began = time.perf_counter()
    with (folder / "serve.log").open("w") as log:
        process = subprocess.Popen(command, env=os.environ | own | environment, cwd=ROOT, stdout=log, stderr=log)
    try:
        wait_for(port, "/", process)
        return time.perf_counter() - began
    finally:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(port: int, path: str, process: subprocess.Popen) -> None:
    """Wait until ``path`` is answered, one way or another."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.request("GET", path)
            connection.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
    raise SystemExit(f"Nothing answers on port {port}.")
