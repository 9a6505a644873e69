# make chat | make test: both set up what they need from a bare clone, and do nothing twice.
.PHONY: help setup index chat test check browser format screenshots constraints clean
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.installed
CODE := bot ingest.py eval tests
EVERY_EXTRA := dev,documents,openai,anthropic,google,ollama,huggingface

# The first of these that really runs and is new enough; `make PYTHON=…` decides otherwise.
PYTHON ?= $(firstword $(foreach p,python3.11 python3 python3.12 python3.13 python,\
    $(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST)

setup: $(READY) ## make .venv with everything that certpath needs

# Installs again only where pyproject.toml or constraints.txt changed; the stamp is written last,
# so that a broken installation is taken up where it stopped.
$(READY): pyproject.toml constraints.txt
	@if [ -z "$(PYTHON)" ]; then \
	    echo "certpath needs Python 3.11 or newer, and there is none on the PATH. Install it, or name it: make PYTHON=/path/to/python3.11"; exit 1; fi
	@[ -x $(BIN)/python ] || { echo "certpath: making $(VENV) with $$($(PYTHON) --version)"; $(PYTHON) -m venv $(VENV); }
	@echo "certpath: installing what it needs into $(VENV); the first time takes 1 to 5 minutes (torch is the big one)"
	@$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e ".[dev,documents]"
	@touch $@
	@echo "certpath: installed"

index: $(READY) ## bring the index up to date with corpus/
	@$(BIN)/python ingest.py

chat: index ## index the corpus and serve the chat page on 127.0.0.1:7860
	@$(BIN)/python -m bot serve

check: $(READY) ## lint, formatting and types
	@echo "certpath: lint, formatting, types"
	@$(BIN)/python -m ruff check $(CODE)
	@$(BIN)/python -m ruff format --check $(CODE)
	@$(BIN)/python -m mypy

# The browser's tests have a process of their own: Playwright keeps an event loop running in it.
test: check ## check, then run every test
	@$(BIN)/python -m tests.browser.chromium
	@echo "certpath: tests; the first run builds an index, which takes about a minute"
	@$(BIN)/python -m pytest --ignore tests/browser
	@echo "certpath: the page, in Chromium"
	@$(BIN)/python -m pytest tests/browser
	@echo "certpath: forty golden questions, and the gates"
	@$(BIN)/python -m eval --split smoke

browser: $(READY) ## only the tests that drive the page in the system's Chromium
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m pytest tests/browser

format: $(READY) ## write the formatting that `make check` asks for
	@$(BIN)/python -m ruff check --fix $(CODE)
	@$(BIN)/python -m ruff format $(CODE)

screenshots: index ## take the pictures in docs/ again, in the system's Chromium
	@$(BIN)/python -m tests.browser.screenshots

constraints: ## pin the newest set that pyproject.toml allows (a few minutes; run `make test` after it)
	@rm -rf build/pins && $(PYTHON) -m venv build/pins
	@build/pins/bin/python -m pip install ".[$(EVERY_EXTRA)]"
	@{ echo "# The tested set: every extra, pinned. Written by \`make constraints\`; what is needed stands in pyproject.toml."; \
	   build/pins/bin/python -m pip freeze --all --exclude pip --exclude certpath | sed 's/+[a-z0-9.]*$$//'; } > constraints.txt
	@rm -rf build/pins

clean: ## remove everything that make made here; the index stays in the user's cache folder
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
