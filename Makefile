# The four commands. Each sets up what it needs, and is quick the second time.
#   make run     the site on http://127.0.0.1:8000, with demo data if the database is empty (PORT=8001 make run)
#   make test    all tests, on SQLite, on PostgreSQL, in a real Chromium
#   make check   lint, types, templates, translations, house rules
#   make bench   the benchmark of performance

PYTHON ?= python3
BIN := .venv/bin
export PORT ?= 8000

.PHONY: help run test check bench format lock setup setup-run clean
.DEFAULT_GOAL := help

help:
	@sed -n '2,5s/^# *//p' Makefile

run: .venv/.ready-run
	@exec $(BIN)/python -m scripts.serve --demo

test: .venv/.ready-dev
	@$(BIN)/python -m tests.run

check: .venv/.ready-dev
	@$(BIN)/python -m scripts.check

bench: .venv/.ready-dev
	@$(BIN)/python -m bench

format: .venv/.ready-dev
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

setup: .venv/.ready-dev

setup-run: .venv/.ready-run

.venv/.ready-run: requirements.lock
	@PYTHON=$(PYTHON) sh scripts/setup.sh run

.venv/.ready-dev: requirements.lock requirements-dev.lock
	@PYTHON=$(PYTHON) sh scripts/setup.sh dev

# Write the lock files anew; UPGRADE=--upgrade takes newer versions.
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q $(UPGRADE)
lock: .venv/.ready-dev
	$(BIN)/$(LOCK) --extra pdf -o requirements.lock
	$(BIN)/$(LOCK) --extra pdf --extra dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis .coverage*
