# Everything a newcomer runs. `make` alone lists the targets.

PYTHON ?= python3
PORT ?=
BIN := .venv/bin
SCHEMA := $(shell sed -n 's/^SCHEMA_VERSION = //p' src/smwidgets/data/metadata.py)
SHOP := build/sample-$(shell date +%G-W%V)-v$(SCHEMA).duckdb
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
# What the wheel installs outside the package: a change means installing again.
SHARED := $(shell find voila_templates notebooks -type f -not -path '*/.*')

.DEFAULT_GOAL := help
.PHONY: help app test lab lint style types bench load browser nginx hub clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

app: .venv/.app $(SHOP) ## serve the sample shop's Main dashboard on 127.0.0.1 (PORT=… chooses the port)
	@exec $(BIN)/smwidgets serve $(SHOP) --no-browser $(if $(PORT),--port $(PORT))

# The types are checked beside the tests, in what they leave of the machine, and told at the end. A file of browser tests
# shares its servers, so it stays with one worker; the others are dealt out until both workers are done.
test: .venv/.test browser style ## run linters, types, layers and every test
	@mkdir -p build; nice $(MAKE) -s types >build/types.log 2>&1 & types=$$!; failed=0; \
	trap 'kill $$types 2>/dev/null; exit 130' INT TERM; \
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not browser" && \
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m browser || failed=1; \
	wait $$types || failed=1; cat build/types.log; exit $$failed

lab: .venv/.test $(SHOP) ## open the notebooks in JupyterLab with the sample shop
	SMWIDGETS_SHOP=$(abspath $(SHOP)) SMWIDGETS_WORKSPACE=$(abspath build/dashboards.json) $(BIN)/jupyter lab --ip 127.0.0.1 notebooks

lint: style types ## ruff, mypy and the layers of the package

style: .venv/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

types: .venv/.test
	$(BIN)/mypy

bench: .venv/.test ## run the benchmarks (minutes, and a few GiB of memory)
	$(BIN)/python benchmarks/period_change.py
	$(BIN)/python benchmarks/listing.py

peers: .venv/.test browser ## measure the same dashboard in smwidgets and in five peers (half an hour; ARGS="--size 1m" for less)
	$(BIN)/python benchmarks/peers/run.py $(ARGS)

load: .venv/.test browser ## see what a served dashboard stands: many pages, browsers that are killed, a crowd (an hour)
	$(BIN)/python benchmarks/load/run.py

browser: ## install the system packages of the browser tests (Chromium), when missing
	@command -v chromium >/dev/null || { \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get -q update && \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends chromium fonts-dejavu-core; }

nginx: ## install nginx, which the tests of the deployment guide run, when missing
	@test -x /usr/sbin/nginx || { \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get -q update && \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends nginx-light; }

hub: .venv/.created ## install a JupyterHub of its own, which a test of the deployment guide runs, when missing
	@test -x build/hub/node_modules/.bin/configurable-http-proxy || { \
		$(PYTHON) -m venv build/hub && \
		build/hub/bin/pip install -q --disable-pip-version-check -c constraints.txt -e . jupyterhub jupyter-server-proxy jupyterlab && \
		npm install --silent --no-save --prefix build/hub configurable-http-proxy; }

clean: ## remove the virtual environment and everything built
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks

.venv/.created:
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13) and "smwidgets needs Python 3.11 to 3.13: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.app: .venv/.created pyproject.toml constraints.txt $(SHARED)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/.test: .venv/.created pyproject.toml constraints.txt $(SHARED)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@ .venv/.app

# One sample shop a week and version of the store: its data reaches 30 days ahead, which the as-of clock reveals as time passes.
$(SHOP): | .venv/.app
	@mkdir -p build && rm -f build/sample-*.duckdb
	$(BIN)/smwidgets demo -o $@
