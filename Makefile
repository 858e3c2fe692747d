# make demo   try Sitrep in the terminal: no token, no network
# make run    the bot, against Telegram (SITREP_TELEGRAM__TOKEN or config.toml)
# make test   lint, types, tests, the demo's script
# Everything is installed into .venv, in the versions of constraints.txt.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin

.PHONY: demo run test lint types unit script format lock clean

demo: .venv/sitrep
	@$(BIN)/sitrep demo

run: .venv/sitrep
	@$(BIN)/sitrep run

test: lint types unit script

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: .venv/dev
	$(BIN)/mypy

unit: .venv/dev
	$(BIN)/pytest -q -n 2 --dist worksteal --cov --cov-report=term:skip-covered

script: .venv/dev
	$(BIN)/sitrep demo --script

format: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: .venv/dev
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --no-header --no-annotate --upgrade \
		--no-emit-index-url --extra dev pyproject.toml -o constraints.txt

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage*

.venv/sitrep: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Sitrep needs Python 3.11 or newer; install it, or name it: make PYTHON=..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing Sitrep into .venv ..."
	@$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/dev: .venv/sitrep
	@echo "Installing what the tests need ..."
	@$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
