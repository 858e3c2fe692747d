# make demo   try Sitrep in the terminal: no token, no network
# make run    the bot, against Telegram (SITREP_TELEGRAM__TOKEN or config.toml)
# make test   lint, types, tests, the demo's script
# Everything is installed into .venv: the very files whose hashes requirements*.txt lists, and nothing else
# (but uv for `make lock` and mutmut for `make mutants`).

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
INSTALL := $(BIN)/pip install -q --disable-pip-version-check --require-hashes --no-deps
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --all-extras --group pyproject.toml:build

.PHONY: demo run test lint types unit script coverage mutants format lock upgrade clean

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
	$(BIN)/pytest -q -n 2 --dist worksteal

# Not part of `make test`: a tracer takes two thirds more time.
coverage: .venv/dev
	$(BIN)/pytest -q -n 2 --dist worksteal --cov --cov-report=term:skip-covered --ignore tests/whole

script: .venv/dev
	$(BIN)/sitrep demo --script

# Not part of `make test`: it takes minutes. One module: make mutants OF='bot.triage.plan*'. See docs/mutants.md.
mutants: .venv/dev
	@$(BIN)/pip install -q --disable-pip-version-check mutmut==3.8.1
	$(BIN)/mutmut run $(if $(OF),'$(OF)')
	@$(BIN)/mutmut results

format: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# After a change of the dependencies in pyproject.toml; what is pinned already keeps its version.
lock: .venv/dev
	$(BIN)/pip install -q uv
	$(COMPILE) $(UPGRADE) --group pyproject.toml:dev pyproject.toml -o requirements-dev.txt
	$(COMPILE) -c requirements-dev.txt pyproject.toml -o requirements.txt

# The newest versions that pyproject.toml allows.
upgrade:
	$(MAKE) lock UPGRADE=--upgrade

clean:
	rm -rf .venv mutants .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage*

# The project itself has no hash: it is built here, by a hatchling that has one.
.venv/sitrep: pyproject.toml requirements.txt
	@test -n "$(PYTHON)" || { echo "Sitrep needs Python 3.11 to 3.14; install it, or name it: make PYTHON=..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing Sitrep into .venv ..."
	@$(INSTALL) -r requirements.txt
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: .venv/sitrep requirements-dev.txt
	@echo "Installing what the tests need ..."
	@$(INSTALL) -r requirements-dev.txt
	@touch $@
