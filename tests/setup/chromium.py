"""Chromium for the browser tests: the machine's own, else installed, else Playwright's; else a clear refusal."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.setup.machine import apt_install, refuse

# the first are the same engine without the windows around it: a page opens in a quarter of the time
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = (*SHELLS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = """Chromium is missing: the browser tests need it.
    Debian:          sudo apt-get install chromium-headless-shell
    macOS:           brew install --cask chromium
    or name one:     CHROMIUM=/path/to/chromium make test"""


def find() -> str:
    """The path of a Chromium that starts; installs one where that is possible."""
    for attempt in (_named, _on_the_machine, _from_apt, _from_playwright):
        if (path := attempt()) and _starts(path):
            return path
    return refuse(MISSING)


def _named() -> str | None:
    return os.environ.get("CHROMIUM")


def _on_the_machine() -> str | None:
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in (*on_path, *APPLICATIONS) if path and Path(path).exists()), None)


def _from_apt() -> str | None:
    installed = apt_install(SHELLS[0], "fonts-dejavu-core") or apt_install("chromium", "fonts-dejavu-core")
    return _on_the_machine() if installed else None


def _from_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if not Path(path).exists():
        print("Chromium: trying Playwright's own…", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return path if Path(path).exists() else None


def _starts(path: str) -> bool:
    """Ubuntu's chromium-browser may be a stub that only asks for snap."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except OSError:
        return False
    return answer.returncode == 0 and "Chrom" in answer.stdout


if __name__ == "__main__":
    print(find())
