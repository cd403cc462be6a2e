"""Node for the tests that read our calendars as calendars do: the machine's, else installed, else a clear refusal."""

import shutil

from tests.setup.machine import apt_install, refuse

MISSING = """Node is missing: the tests of the calendar read what we write with ical.js.
    Debian, Ubuntu:  sudo apt-get install nodejs
    macOS:           brew install node"""


def find() -> str:
    """The path of ``node``; installs it where that is possible."""
    for name in ("node", "nodejs"):
        if path := shutil.which(name):
            return path
    if apt_install("nodejs") and (path := shutil.which("node") or shutil.which("nodejs")):
        return path
    return refuse(MISSING)


if __name__ == "__main__":
    print(find())
