#!/bin/sh
# Puts the locked packages into .venv.  scripts/setup.sh run|dev
# uv installs them in seconds; where it cannot be had, pip does the same.
set -eu
cd "$(dirname "$0")/.."
what=$1
python=${PYTHON:-python3}
lock=requirements.lock
[ "$what" = run ] || lock=requirements-dev.lock

say() { printf '%s\n' "$*"; }
stop() { printf '\n%s\n' "$*" >&2; exit 1; }

make_environment() {
    command -v "$python" >/dev/null 2>&1 ||
        stop "Python is missing. Debian, Ubuntu: sudo apt-get install python3 python3-venv · macOS: brew install python"
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        stop "Python 3.11 or newer is needed; $python is $("$python" -V 2>&1). Name another one: make PYTHON=python3.12 …"
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            say "Installing python3-venv (apt-get)…"
            apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
        else
            stop "The modules venv and ensurepip are missing. Debian, Ubuntu: sudo apt-get install python3-venv"
        fi
    fi
    say "Making the virtual environment .venv…"
    "$python" -m venv .venv
}

# The pinned uv, with its hashes, is one entry of the developers' lock file.
get_uv() {
    [ -x .venv/bin/uv ] && return 0
    entry=.venv/uv.lock
    awk '/^[a-zA-Z0-9]/ { on = /^uv==/ } on' requirements-dev.lock >"$entry"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r "$entry"
}

install_with_uv() { .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r "$lock"; }
install_with_pip() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
}

.venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || make_environment
say "Installing the locked packages ($lock)…"
if get_uv && install_with_uv; then :; else
    say "uv did not manage; pip takes over (slower)."
    install_with_pip || stop "The packages could not be installed: is there a way to the package index (proxy, mirror)?"
fi
# Bytecode of all that a start reads, and of what is loaded when it is asked for, is made now, even where the shell says to
# keep none: every start is a quick one, and so is the first message after it.
PYTHONDONTWRITEBYTECODE='' .venv/bin/python -c 'from forum import cli; import flask_migrate.cli, gunicorn.workers.gthread
import bleach, bs4, email_validator, icalendar, mammoth, markdownify, PIL.ImageOps, pypdf, snowballstemmer'
.venv/bin/python -m compileall -q forum migrations
touch ".venv/.ready-$what"
[ "$what" = run ] || touch .venv/.ready-run
