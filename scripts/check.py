"""Lint, types, templates, translations, house rules: everything that needs no browser and no server.

python -m scripts.check            all of it
python -m scripts.check lint       only the steps named
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = [sys.executable, "-m"]
HOUSE = [f"tests/house/test_{name}.py" for name in ("floors", "sizes", "routes", "static", "files", "translations")]
STEPS = {
    "lint": [*PYTHON, "ruff", "check", "."],
    "format": [*PYTHON, "ruff", "format", "--check", "."],
    "types": [*PYTHON, "pyright"],
    "templates": [*PYTHON, "djlint", "templates", "--lint", "--quiet"],
    "translations": [*PYTHON, "scripts.translations", "check"],
    "house": [*PYTHON, "pytest", "-q", "-p", "no:cacheprovider", "-n0", *HOUSE],
}
# the pyright of the lock file is the one that runs, without asking whether there is a newer one
QUIET = {"PYRIGHT_PYTHON_IGNORE_WARNINGS": "1", "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}


def main() -> int:
    """0 when every step is green; a step that fails does not keep the others from running."""
    wanted = sys.argv[1:] or list(STEPS)
    if unknown := set(wanted) - set(STEPS):
        print(f"Unknown: {', '.join(unknown)}. Choose among {', '.join(STEPS)}.")
        return 2
    failed = [name for name in wanted if not is_green(name)]
    print(f"\nNot green: {', '.join(failed)}" if failed else "\nAll checks are green.")
    return 1 if failed else 0


def is_green(name: str) -> bool:
    """Run one step; its output is shown only when it fails."""
    started = time.monotonic()
    done = subprocess.run(
        STEPS[name],
        cwd=ROOT,
        env={**os.environ, **QUIET},
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    print(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name:<13} {time.monotonic() - started:5.1f} s", flush=True)
    if done.returncode:
        print(done.stdout)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
