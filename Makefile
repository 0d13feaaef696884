# Everything on a machine that has only Python >= 3.11 and make:
#   make run     the corpus of the project becomes records in output/
#   make test    style, types, import contract, and the test suite
#   make attack  full disks, lost rights, kills at random moments, hostile files and records: half an hour
#   make behaviours    every template of tests/behaviours, with its first failures; ONLY=dates, ONLY=dates.day-dotted
# PYTHON=python3.13 make …   takes another interpreter.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
JOBS ?= auto

.PHONY: run test attack lint types imports pytest golden schema behaviours ablation mutants quality bench clean help

help:
	@sed -n 's/^#   //p' Makefile

run: $(VENV)/.installed
	$(BIN)/pressmine run corpus --out output

test: lint types imports pytest

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-test
	$(BIN)/mypy

imports: $(VENV)/.installed-test
	$(BIN)/lint-imports

pytest: $(VENV)/.installed-test
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadgroup

# Half an hour; KILLS=20 kills fewer runs. The counts of the last time are in docs/quality.md.
attack: $(VENV)/.installed-test
	$(BIN)/python -m pytest -q -m attack tests/attack
	PRESSMINE_FUZZ=40 $(BIN)/python -m pytest -q tests/readers/test_fuzz.py tests/batch/test_hostile.py tests/batch/test_ends.py
	$(BIN)/python -m pytest -q -m "attack or not attack" tests/batch/test_growth.py \
		tests/batch/test_nothing_lost.py tests/batch/test_edges.py tests/database/test_hostile_records.py tests/declared/test_trust.py
	$(BIN)/python -m tests.batch.killing --kills 200
	$(BIN)/python -m tests.batch.killing --kills $(or $(KILLS),200) --real
	$(BIN)/python -m tests.database.killing --kills 40

# Shows what changed in the golden records and accepts it: read the difference before you commit it.
golden: $(VENV)/.installed-test
	$(BIN)/python -m tests.golden --accept

behaviours: $(VENV)/.installed-test
	$(BIN)/python -m tests.behaviours $(ONLY)

# Rules that no article and no behaviour needs; GOLD=folder adds articles of your own.
ablation: $(VENV)/.installed-test
	$(BIN)/python -m benchmarks.ablation $(GOLD)

# Small changes to the code and its word lists that no test notices; COUNT=20 tries fewer.
mutants: $(VENV)/.installed-test
	$(BIN)/python -m tests.mutants --count $(or $(COUNT),100)

# Writes the tables of docs/quality.md.
quality: $(VENV)/.installed-test
	$(BIN)/python -m benchmarks.quality

# Writes the JSON Schema that the models say.
schema: $(VENV)/.installed
	$(BIN)/pressmine schema > schemas/.new
	mv schemas/.new schemas/$$($(BIN)/python -c 'from pressmine.record import SCHEMA_VERSION as v; print(f"record-{v}.json")')

bench: $(VENV)/.installed
	$(BIN)/python -m benchmarks.throughput
	$(BIN)/python -m benchmarks.families

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# An old pip drops extras and knows no new wheels: it is brought up to date before anything else.
$(VENV)/.pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "pressmine needs Python 3.11 or newer; '$(PYTHON)' is older or missing. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --upgrade pip
	@touch $@

$(VENV)/.installed: $(VENV)/.pip pyproject.toml constraints.txt
	$(PIP) install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(PIP) install --quiet --constraint constraints.txt --editable '.[test]'
	@touch $@
