"""Nothing of one machine, no registry and no secret is in a committed file."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MACHINE = re.compile(r"(?<![\w.])/(?:root|work|home/\w+|Users/\w+|opt/(?!homebrew|intersession)\w+)/")
REGISTRY = re.compile(r"(?:index-url|registry\.npmjs|pypi\.org/simple|files\.pythonhosted)", re.I)
SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{36}\b")
LARGEST = 2 * 1024 * 1024


def committed() -> list[Path]:
    """The files under version control (in an unpacked archive: none to judge)."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def matches(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in committed():
        if path == Path(__file__) or "vendor" in path.parts:
            continue
        if match := pattern.search(path.read_text(errors="ignore")):
            found.append(f"{path.relative_to(ROOT)}: {match[0]}")
    return found


def test_no_path_of_one_machine():
    assert not matches(MACHINE)


def test_no_registry_host_in_lock_files_or_elsewhere():
    assert not [found for found in matches(REGISTRY) if "no-emit-index-url" not in found and "Makefile" not in found]
    assert not [name for name in ("requirements.lock", "requirements-dev.lock") if "://" in (ROOT / name).read_text()]


def test_no_secret():
    assert not matches(SECRET)


def test_no_large_file():
    assert not [str(path.relative_to(ROOT)) for path in committed() if path.stat().st_size > LARGEST]


def test_every_locked_package_has_hashes():
    for name in ("requirements.lock", "requirements-dev.lock"):
        entries = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text())
        assert entries
        assert not [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]
