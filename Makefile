# The two commands: `make run` and `make test`. Both need Python 3.11 to 3.14, and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := sh deploy/install.sh $(BIN)/python
LISTS := $(wildcard deploy/lock/*.txt deploy/*_models.txt)
# Dozens of processes are started: they keep what one of them has compiled, also where the machine is
# set otherwise.
unexport PYTHONDONTWRITEBYTECODE
# `make test STORE=1` stores what each test costs the processor (tests/processor_time.py).
STORED := $(if $(STORE),--store-seconds)
# Two more than cores: most tests wait for something now and then.
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 2)

.PHONY: run test chromium ruff mypy types imports alone beside prove prepare check bench lock parts clean

run: $(VENV)/run
	$(BIN)/kiosk serve $(if $(DISPLAY)$(WAYLAND_DISPLAY),--open)

test:
	@# First: both may need apt, which lets only one in at a time.
	@sh deploy/make_venv.sh $(PYTHON) $(VENV)
	$(MAKE) --no-print-directory --jobs 2 $(VENV)/test chromium
	$(MAKE) --no-print-directory --jobs $(if $(STORE),1,4) ruff mypy types imports alone beside

chromium:
	sh tests/browser/find_chromium.sh

ruff:
	$(BIN)/ruff check .

mypy:
	$(BIN)/mypy

# The types of the page's scripts: tests/deno.json, static/js/events.d.ts. Nothing is fetched.
types:
	DENO_DIR=$(VENV)/deno DENO_NO_UPDATE_CHECK=1 $(BIN)/deno check --quiet --no-remote --no-npm \
	    --config tests/deno.json static/js/main.js static/js/*/*.js

# Which shelf may import which: pyproject.toml.
imports:
	$(BIN)/lint-imports --no-cache --no-logo

# What is heard or pressed in real time goes before all else, where that is allowed (to root; else
# `nice` says so and goes on), and mostly waits itself. What may wait has a little less priority than
# usual, not much: beside a program that never rests it would get next to nothing.
alone:
	mkdir -p test-output
	nice -n -5 $(BIN)/python -m pytest -m alone $(STORED) >test-output/alone.log 2>&1; \
	code=$$?; cat test-output/alone.log; exit $$code

beside:
	KIOSK_CHROMIUM=headless-shell nice -n 4 $(BIN)/python -m pytest -m "not alone" --numprocesses $(WORKERS) --dist worksteal $(STORED)

# All of it takes hours; PART=geometry or another of tests/prove.py, 45 minutes at most.
prove: $(VENV)/test chromium
	$(BIN)/python -m tests.prove $(PART)

prepare: $(VENV)/run
	$(BIN)/kiosk prepare

check: $(VENV)/run
	$(BIN)/kiosk check

bench: $(VENV)/test
	$(BIN)/python -m bench

$(VENV)/run: pyproject.toml $(LISTS)
	sh deploy/make_venv.sh $(PYTHON) $(VENV)
	@echo "Installing what the kiosk needs ..."
	$(INSTALL) build
	$(INSTALL) run
	$(INSTALL) natural "Without the natural voice the clear one speaks."
	$(INSTALL) voice "Without listening the kiosk is used by touch and switches."
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/test: $(VENV)/run
	$(INSTALL) test
	touch $@

# Looks for newer versions of all that is installed and writes them down with their hashes.
lock: $(VENV)/run
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --editable '.[lock]'
	sh deploy/lock.sh $(BIN)/python
	@echo "Now run make parts, and make test."

# The list of parts, deploy/parts.cdx.json, from what is installed.
parts: $(VENV)/test
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --editable '.[lock]'
	$(BIN)/python deploy/parts.py

clean:
	rm -rf $(VENV) data .pytest_cache .mypy_cache .ruff_cache .hypothesis
