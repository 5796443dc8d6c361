# One command each; `make help` lists them. CI calls only these.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
export ANONYMIZED_TELEMETRY := False
export LANGSMITH_TRACING := false

.DEFAULT_GOAL := help
.PHONY: help draft test check format lint types laws docs pictures bench eval serve lock clean

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "drafter needs Python 3.11 or later; found $$($(PYTHON) --version). Set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "installing what drafter needs (once, about a minute) ..."
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps -r requirements.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps -r requirements-dev.lock
	@touch $@

draft: $(VENV)/.run ## environment, sample corpus, a draft with its review, files in out/
	@$(BIN)/drafter ingest corpus
	@$(BIN)/drafter draft examples/2025h1-business.md -o out/draft.docx -o out/draft.html -o out/draft.md -o out/draft.json

test: $(VENV)/.dev ## environment, then all tests
	@$(BIN)/python -m pytest -n 2

check: format lint types laws docs ## format, lint, types, laws, docs fresh

format: $(VENV)/.dev
	@$(BIN)/ruff format --check .

lint: $(VENV)/.dev
	@$(BIN)/ruff check .

types: $(VENV)/.dev
	@$(BIN)/mypy

laws: $(VENV)/.dev
	@$(BIN)/python -m pytest -q tests/test_architecture.py

docs: $(VENV)/.dev ## generated pages are up to date (`make docs WRITE=1` writes them)
	@$(BIN)/python tools/docs.py $(if $(WRITE),--write)

pictures: $(VENV)/.dev ## docs/pictures from real runs (pages need LibreOffice and pdftoppm, web pages Chromium)
	@$(BIN)/python tools/pictures.py
	@$(BIN)/python tools/web_pictures.py

bench: $(VENV)/.dev ## ratios against named peers, measured in the same run
	@$(BIN)/python evals/bench.py

eval: $(VENV)/.dev ## replay every recording offline, compare, gate, report in out/eval.html
	@$(BIN)/drafter eval report -o out/eval.html --gate

lock: ## pin what is installed, without addresses (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.lock
	@uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --no-emit-find-links --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	@rm -rf $(VENV) out build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
