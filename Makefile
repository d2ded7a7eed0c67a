# Everything is reached from here; `make help` lists it. Only Python 3.11 or newer and make are needed.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help venv run check test lint format types contracts unit frontend frontend-check infra-test local-test \
	browser-test lock openapi screens lighthouse layer deploy bench clean

# The first Python that runs and is new enough; `make PYTHON=…` names another.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$python; break; fi; \
	done)
BIN := .venv/bin
PYTEST := $(BIN)/pytest
# Where make can, the output of things that run side by side is kept apart.
SIDE_BY_SIDE := $(MAKE) --no-print-directory -j2 -k $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
ARGS ?=
# Compiled once and kept, whatever the shell says: the tests start hundreds of Pythons.
export PYTHONDONTWRITEBYTECODE :=

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv: ## Make .venv from the lock (done by all others when needed)
	@test -n "$(PYTHON)" || { echo "Loket needs Python 3.11 or newer, and there is none on the PATH. Install one, or name it: make PYTHON=/path/to/python3 run"; exit 1; }
	@$(PYTHON) ops/bootstrap.py

run: venv ## Build, start, deploy and fill Loket on this machine (ARGS="--portal-port 8081")
	@$(BIN)/loket up $(ARGS)

check: venv ## Format, lint, types, import contracts, unit tests: a few minutes on two cores
	@$(SIDE_BY_SIDE) types lint contracts unit
	@echo "make check: all is well"

test: venv ## Everything: check, frontend, CDK, local stack, browser
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m ops.local.chromium
	@$(BIN)/python -m ops.local.builds
	@$(MAKE) --no-print-directory frontend-check infra-test local-test browser-test
	@echo "make test: all is well"

lint: venv ## Format and lint, Python only
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m ops.openapi --check

format: venv ## Put Python and frontend in form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python -m ops.local.builds frontend format

types: venv
	$(BIN)/mypy

contracts: venv
	$(BIN)/lint-imports

# Sets of words come in the same order in every run.
unit infra-test local-test browser-test: export PYTHONHASHSEED := 0

unit: venv
	$(PYTEST) -n 2 --ignore=tests/infra --ignore=tests/local --ignore=tests/browser tests

frontend-check: venv
	$(BIN)/python -m ops.local.builds frontend check lint test

infra-test: venv
	$(PYTEST) -n 2 tests/infra

local-test: venv
	$(PYTEST) -n 2 --dist loadfile tests/local

browser-test: venv
	$(PYTEST) tests/browser

lock: venv ## Lock the newest versions that fit pyproject.toml
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --all-extras --upgrade \
		--no-annotate --no-header pyproject.toml -o requirements/dev.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 -c requirements/dev.txt \
		--no-annotate --no-header pyproject.toml -o requirements/lambda.txt
	$(BIN)/python -m ops.lock
	awk '/^[^ ]/ { inside = /^uv==/ } inside' requirements/dev.txt > requirements/uv.txt

openapi: venv ## Write docs/openapi.json and the frontend's types from the API's routes
	$(BIN)/python -m ops.openapi
	$(BIN)/python -m ops.local.builds frontend api

frontend: venv ## Build the portal, if it changed
	$(BIN)/python -m ops.local.builds

screens: venv ## Take the pictures of docs/screens anew
	$(BIN)/python -m tests.browser.screens

lighthouse: venv ## Lighthouse on a phone's profile against the budgets
	$(BIN)/python -m tests.browser.lighthouse

layer: venv ## Build the libraries' layer for Lambda
	$(BIN)/python -m infra.layer

deploy: frontend layer ## Deploy to AWS (docs/deploy.md): make deploy ARGS="mail_domains=acme.example"
	$(BIN)/python -m ops.local.builds cdk
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m infra.deploy $(ARGS)

bench: venv ## Measure (docs/benchmarks.md); ARGS="intake" for one
	$(BIN)/loket bench $(ARGS)

clean: ## Delete what was built; .venv and all data of `make run` stay
	rm -rf build dist cdk.out .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf frontend/build frontend/.svelte-kit frontend/node_modules infra/node_modules
	find functions infra ops tests -name __pycache__ -type d -prune -exec rm -rf {} +
