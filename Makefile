# Balai: two commands for newcomers, `make demo` and `make test`.
PYTHON ?= python3
VENV   := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
RUN_STAMP := $(VENV)/.run-stamp
DEV_STAMP := $(VENV)/.dev-stamp
PORT ?= 8000

.PHONY: demo test lint screens lock wheel clean messages
demo: $(RUN_STAMP)
	@PORT=$(PORT) $(BIN)/python -m balai demo

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Balai needs Python 3.11 or newer; $(PYTHON) is older. Try: make demo PYTHON=python3.12"; exit 1; }
	@echo "Menyiapkan lingkungan Python (sekali saja) …"
	@$(PYTHON) -m venv $(VENV) || { echo "python3-venv is missing. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }

$(RUN_STAMP): requirements.lock pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Memasang paket yang terkunci (requirements.lock) …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -c 'open("$(RUN_STAMP)", "w").close()'

$(DEV_STAMP): requirements-dev.lock pyproject.toml | $(RUN_STAMP)
	@echo "Installing test tools (requirements-dev.lock) …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -c 'open("$(DEV_STAMP)", "w").close()'

test: $(DEV_STAMP)
	@$(BIN)/python -m tests.run

lint: $(DEV_STAMP)
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

screens: $(DEV_STAMP)
	$(BIN)/python -m tests.screens

wheel: $(DEV_STAMP)
	$(BIN)/python -m pip wheel -q --no-deps --no-build-isolation -w dist .

messages: $(DEV_STAMP)
	$(BIN)/python -m tests.messages

lock:
	uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --group build pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --group build --group dev pyproject.toml -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) dist build hasil
