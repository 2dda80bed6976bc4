# Mingjing 明镜. `make` alone lists the targets.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
BIN := .venv/bin
TESTS ?= tests
# Outside judges and servers pin other versions than ours: an environment of their own.
PEERS ?= .venv/peers

.PHONY: help setup demo serve test test-browser test-spark test-peers check lint format types contracts docs bench bench-upload bench-verify bench-live verifier lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' || { echo "Python's venv module is missing (Debian: apt-get install python3-venv)"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements/run.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

.venv/dev.stamp: requirements/dev.lock .venv/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

node_modules/assets.stamp: package-lock.json package.json | $(BIN)/python
	@if command -v npm >/dev/null 2>&1; then npm ci --no-audit --no-fund; else \
	  echo "npm is not installed: taking Node from PyPI"; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.lock && \
	  PATH="$$PWD/.venv/bin:$$PATH" $(BIN)/python tools/npm.py ci --no-audit --no-fund; fi
	@touch $@

setup: .venv/run.stamp node_modules/assets.stamp ## environment, assets, database
	$(BIN)/mingjing setup

demo: .venv/run.stamp node_modules/assets.stamp ## the Chicago example through the whole river, then the site (PORT=8000)
	$(BIN)/mingjing demo --host $(HOST) --port $(PORT)

serve: .venv/run.stamp node_modules/assets.stamp ## the site with what is in the store (PORT=8000)
	$(BIN)/mingjing serve --host $(HOST) --port $(PORT)

test: .venv/dev.stamp node_modules/assets.stamp ## the suite: SQLite always, PostgreSQL where one is reachable
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup $(TESTS)
	$(BIN)/python -m tests.postgres -n 2 --dist loadgroup $(TESTS)

test-browser: .venv/dev.stamp node_modules/assets.stamp ## real Chromium over every page, with axe
	$(BIN)/python -m pytest -q -m browser tests/browser

test-spark: .venv/dev.stamp ## the batch steps on Spark (installs pyspark)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/spark.lock
	$(BIN)/python -m pytest -q -m spark tests

$(PEERS)/peers.stamp: requirements/bench.lock | $(BIN)/python
	$(BIN)/python -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.lock
	@touch $@

tests/peers/node_modules/peers.stamp: tests/peers/package-lock.json tests/peers/package.json | $(BIN)/python
	@if command -v npm >/dev/null 2>&1; then cd tests/peers && npm ci --no-audit --no-fund; else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.lock && \
	  PATH="$$PWD/.venv/bin:$$PATH" $(BIN)/python tools/npm.py --prefix tests/peers ci --no-audit --no-fund; fi
	@touch $@

test-peers: .venv/dev.stamp $(PEERS)/peers.stamp tests/peers/node_modules/peers.stamp ## other tools beside ours: judges of standards and of the ledger, an S3 server
	MINGJING_PEERS=$(PEERS)/bin/python $(BIN)/python -m pytest -q -m peers tests

lint: .venv/dev.stamp ## ruff: rules and format
	$(BIN)/ruff check src tests tools
	$(BIN)/ruff format --check src tests tools

format: .venv/dev.stamp ## ruff: mend what can be mended
	$(BIN)/ruff check --fix src tests tools
	$(BIN)/ruff format src tests tools

types: .venv/dev.stamp ## mypy --strict
	$(BIN)/mypy src tests tools

contracts: .venv/dev.stamp ## import-linter: floors, doors, circles
	$(BIN)/lint-imports

check: lint types contracts test ## exactly what CI runs

docs: .venv/dev.stamp ## write the generated pages of docs/
	$(BIN)/python -m tools.reference

bench: .venv/dev.stamp $(PEERS)/peers.stamp ## every benchmark, each prints JSON (see docs/benchmarks.md)
	$(BIN)/mingjing ledger bench --json
	$(BIN)/mingjing standards bench --peers $(PEERS)/bin/python --json
	$(BIN)/mingjing evidence bench --json
	$(BIN)/mingjing subjects evaluate examples/chicago --json
	$(BIN)/mingjing risk evaluate examples/chicago --json

verifier: .venv/run.stamp ## the stand-alone verifier: build/mingjing-verify.pyz and .html
	$(BIN)/python -m tools.verifier build

bench-upload: .venv/dev.stamp tests/peers/node_modules/peers.stamp ## 200 MiB by tus-js-client, beside @tus/server, as JSON
	$(BIN)/python -m tests.peers.upload_bench

bench-verify: .venv/dev.stamp ## a gigabyte through the verifier, as JSON
	$(BIN)/python -m tests.verify.gigabyte

bench-live: .venv/dev.stamp node_modules/assets.stamp ## scene to command centre, Chromium to Chromium, as JSON
	$(BIN)/python -m pytest -q -s -m bench tests/benchmarks/test_live_bench.py

lock: ## renew the lock files (needs uv)
	uv pip compile -q --no-strip-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra postgres --extra stamps --extra credentials --group build pyproject.toml -o requirements/run.lock
	uv pip compile -q --no-strip-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra postgres --extra stamps --extra credentials --extra redaction --group dev --group browser -c requirements/run.lock pyproject.toml -o requirements/dev.lock
	uv pip compile -q --no-strip-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra postgres --extra stamps --extra credentials --extra spark -c requirements/run.lock pyproject.toml -o requirements/spark.lock
	uv pip compile -q --no-strip-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group pyproject.toml:node -o requirements/node.lock
	uv pip compile -q --no-strip-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group pyproject.toml:bench -o requirements/bench.lock

clean: ## remove everything that can be made again (not var/)
	rm -rf build .venv node_modules .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
