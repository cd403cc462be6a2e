"""What the tests need of the machine: who we are there, and how something is installed."""

import os
import pwd
import shutil
import subprocess
import sys
from typing import NoReturn


def is_root() -> bool:
    return os.geteuid() == 0


def refuse(message: str) -> NoReturn:
    """Stop the run and say what is missing; a missing tool never skips a test silently."""
    sys.stdout.flush()
    raise SystemExit(f"\n{message}\n")


def apt_install(*packages: str) -> bool:
    """Install Debian packages if we are root on such a machine; True when apt says so."""
    if not (is_root() and shutil.which("apt-get")):
        return False
    print(f"Installing {', '.join(packages)} (apt-get)…", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update = ["apt-get", "update", "-qq"]
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    return all(
        subprocess.run(command, env=quiet, check=False, stdout=subprocess.DEVNULL).returncode == 0
        for command in (update, install)
    )


def ordinary_user() -> str:
    """Who runs a server that root may not run."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    return refuse("Neither the user postgres nor the user nobody exists: run the tests as an ordinary user.")


def as_ordinary_user(command: list[str], *, until_we_die: bool = False) -> list[str]:
    """``command``, stripped of root's power; with ``until_we_die`` the kernel ends it when we end (Linux)."""
    wrap = ["--pdeathsig", "QUIT"] if until_we_die else []
    if is_root():
        user = ordinary_user()
        wrap += ["--reuid", user, "--regid", str(pwd.getpwnam(user).pw_gid), "--init-groups"]
    if wrap and shutil.which("setpriv"):
        return ["setpriv", *wrap, *command]
    if is_root():
        refuse("setpriv (package util-linux) is missing: root needs it to run PostgreSQL as an ordinary user.")
    return command
