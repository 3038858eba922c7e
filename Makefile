# make serve · make build · make test; each sets up what it needs, once.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# The first Python from 3.11 on that really runs (a version manager's shim may stand there and not).
FIND_PYTHON = for p in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done

.PHONY: serve build pack check test lint browser bench load lighthouse serve-production lock schema clean help

help: ## say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

serve: $(READY) ## build, serve on http://127.0.0.1:8000, rebuild and reload on every change
	@$(BIN)/kb serve

build: $(READY) ## leave the finished site in site/
	@$(BIN)/kb build

pack: $(READY) ## the finished site with a zip of it that reads without a network
	@$(BIN)/kb pack

serve-production: build ## serve the finished site from nginx as hosting/ ships it (PORT=8080 BELOW=/project/)
	@$(BIN)/kb compress
	@$(BIN)/python -m hosting.serve --port $(or $(PORT),8080) --below $(or $(BELOW),/)

check: $(READY) ## report every problem in the content
	@$(BIN)/kb check

test: $(READY) lint browser ## run every test
	@$(BIN)/python -m pytest -n auto -q

lint: $(READY)
	@$(BIN)/ruff check -q . && $(BIN)/ruff format -q --check . && $(BIN)/mypy

browser: $(READY)
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m hosting.serve --install-only
	@$(BIN)/python -m tests.site.nu_checker

bench: $(READY) ## time builds of 50, 500 and 2,000 entries beside plain MkDocs, an edit, a search on a slow phone
	@$(BIN)/python -m benchmarks.search
	@$(BIN)/python -m benchmarks.edit
	@$(BIN)/python -m benchmarks.build

load: build ## how many readers nginx serves on this machine
	@$(BIN)/python -m benchmarks.load

lighthouse: build ## Lighthouse and a slow phone over a page of each kind, beside plain Material
	@$(BIN)/python -m benchmarks.lighthouse

schema: $(READY) ## renew the JSON Schemas that editors read
	@$(BIN)/kb schema

lock: ## choose new exact versions for requirements.txt
	rm -rf build/lock && $$($(FIND_PYTHON)) -m venv build/lock
	build/lock/bin/pip install -q -U pip -r requirements.in
	(echo '# Exact versions of everything; made by `make lock` from requirements.in.'; \
	 build/lock/bin/pip freeze --all | grep -v -i -E '^(pip|wheel)==') > requirements.txt

$(READY): requirements.txt pyproject.toml
	@python=$$($(FIND_PYTHON)); \
	if [ -z "$$python" ]; then echo "Python 3.11 or newer with venv is needed (on Debian: apt-get install python3-venv)." >&2; exit 1; fi; \
	echo "setting up with $$($$python --version) …"; \
	rm -rf $(VENV) && "$$python" -m venv $(VENV)
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

clean: ## delete everything that can be made again
	rm -rf $(VENV) build site .pytest_cache .mypy_cache .ruff_cache *.egg-info
