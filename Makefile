# Two commands for everybody: `make study` and `make test`. Each works alone and first, on a clean clone.
# Needed: Python 3.11 or newer, make and git. Everything else goes into .venv beside this file.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
SAMPLES := $(VENV)/samples.sqlite

# The first of these that runs and is new enough. `make study PYTHON=/path/to/python` chooses another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)

# The stamps hold the folder they were made in: an editable install does not survive a move of the clone.
ifneq ($(wildcard $(VENV)/.installed),)
ifneq ($(shell cat $(VENV)/.installed),$(CURDIR))
$(shell rm -f $(VENV)/.installed $(VENV)/.installed-dev)
endif
endif

.PHONY: help study test postgres soak mutants anki check format bench judge worth words manual screenshots clean
help:
	@echo "make study        make the environment and open the app"
	@echo "make test         run the whole test suite"
	@echo "make postgres     the tests of the database and of the commands on a PostgreSQL server, which is started for them"
	@echo "make soak         the long attacks that \`make test\` leaves out, about an hour; STUDYTUI_SOAK=0.05 shortens them"
	@echo "make mutants      wrong mechanisms, each of which must turn its demo's check red; 300 draws of every question"
	@echo "make check        style, types and the arrows between the packages"
	@echo "make anki         what Anki itself reads of our files and we of its, in an environment of its own"
	@echo "make format       put the style right"
	@echo "make bench        the benchmarks, as ratios measured in one run"
	@echo "make worth        learn what a card is worth from the judgements"
	@echo "make judge        read the asked cards of the test notes that nobody has judged"
	@echo "make words        bring the Korean catalogue to what the code says, and name what is not translated"
	@echo "make manual       write the manual page from the command line's own words"
	@echo "make screenshots  make the pictures of the README and of docs/demos.md again"
	@echo "make clean        remove the environment"

study: $(VENV)/.installed
	@if [ -t 0 ] && [ -t 1 ]; then exec $(BIN)/python -P -m studytui; fi; \
	echo "There is no terminal here, so this is the review in plain lines, on the sample notes."; \
	echo "For the app, run make study in a terminal. What is answered here stays beside the samples, in $(SAMPLES)."; \
	export STUDYTUI_DB="$${STUDYTUI_DB:-$(CURDIR)/$(SAMPLES)}"; \
	$(BIN)/python -P -m studytui import cards/samples | tail -n 1 && exec $(BIN)/python -P -m studytui review --plain

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 $(ARGS)

# Where the database is, on a server. `make postgres TESTS=tests/db/test_queue.py` runs a part.
TESTS ?= tests/db tests/studytui tests/app
postgres: $(VENV)/.installed-dev
	STUDYTUI_TEST_DB=postgres $(BIN)/python -m pytest -n 2 $(TESTS) $(ARGS)

soak: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 -m soak $(ARGS)

mutants: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 -m mutants tests/demos $(ARGS)

anki: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 0 -m anki tests/studytui/anki $(ARGS)

check: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/.installed-dev
	$(BIN)/python -m tests.benchmarks $(ARGS)

worth: $(VENV)/.installed-dev
	$(BIN)/python -m tests.cards.training $(ARGS)

judge: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.cards.judge $(ARGS)

words: $(VENV)/.installed-dev
	$(BIN)/python -m tests.cards.translation.catalogue $(ARGS)

manual: $(VENV)/.installed-dev
	$(BIN)/python docs/manual.py

screenshots: $(VENV)/.installed-dev
	$(BIN)/python docs/screenshots.py
	$(BIN)/python docs/gallery.py

clean:
	rm -rf $(VENV)

$(VENV)/bin/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Study TUI needs Python 3.11 or newer, and there is none on the PATH (python3 here is: $$(python3 --version 2>&1))." >&2; \
		echo "Install one, or name it: make study PYTHON=/path/to/python3.11" >&2; exit 1; fi
	@if ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
		echo "Study TUI needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; exit 1; fi
	@echo "1/2  Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "The environment could not be made. On Debian and Ubuntu the package python3-venv is missing." >&2; exit 1; }

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo "2/2  Installing into $(VENV); PyTorch is by far the largest part and takes a few minutes the first time"
	@$(BIN)/python -m pip install -e . || { echo "The installation stopped; run the same command to go on." >&2; exit 1; }
	@printf '%s\n' "$(CURDIR)" > $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	@echo "2/2  Installing into $(VENV), with the tools for development; PyTorch is by far the largest part"
	@$(BIN)/python -m pip install -e '.[dev]' || { echo "The installation stopped; run the same command to go on." >&2; exit 1; }
	@printf '%s\n' "$(CURDIR)" | tee $(VENV)/.installed > $@
