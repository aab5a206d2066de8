# The developer's memory. Needs git, make and Python ≥ 3.11 with venv; everything else is installed here.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help run deploy aws-local test quick lint lint-aws types package-sizes bench explore evals words openapi lock clean

help: ## What can be done here
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 15

# ---- installing ----

$(VENV)/run.stamp: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what the bot needs (once, about half a minute) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	@echo "Installing what the tests need (once, about half a minute) ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# Tools that pin what others need otherwise: each in an environment of its own.
.venv-%/stamp: sandbox/cloud/%.lock
	@test -x .venv-$*/bin/python || $(PYTHON) -m venv .venv-$*
	@echo "Installing $* (once) ..."
	@.venv-$*/bin/pip --disable-pip-version-check --quiet install --no-deps --require-hashes -r $<
	@touch $@

# ---- using ----

run: $(VENV)/run.stamp ## Serve Telegram, or a local sandbox when no token is set
	@exec $(BIN)/python -OO -m bot run # without docstrings: 7 MB less of memory

# ---- AWS ----

STACK ?= ai-tracker
SAM := SAM_CLI_TELEMETRY=0 .venv-sam/bin/sam
ifdef AWS_REGION # where the AWS CLI looks first, and SAM never: it would take us-east-1
export AWS_DEFAULT_REGION := $(AWS_REGION)
endif

deploy: .venv-sam/stamp $(VENV)/run.stamp ## Build and deploy to your AWS account (asks the first time), then tell Telegram
	@$(SAM) build --template backend/template.yaml --build-in-source --parallel
	@$(SAM) deploy $(if $(wildcard samconfig.toml),,--guided) --stack-name $(STACK) --resolve-s3 \
	  --capabilities CAPABILITY_IAM $(if $(PARAMETERS),--parameter-overrides $(PARAMETERS))
	@$(BIN)/ai-tracker webhook --stack $(STACK)

aws-local: $(VENV)/dev.stamp .venv-ministack/stamp ## The AWS assembly on this machine, with the sandbox's Telegram
	@exec $(BIN)/python -m sandbox.cloud

build-%: # The package of one function; sam build calls it with ARTIFACTS_DIR, several at a time
	@$(BIN)/python -m scripts.package $* $(or $(ARTIFACTS_DIR),build/packages/$*)

# ---- developing ----

# Half as many again as there are processors: for a third of their time tests wait for other processes.
WORKERS = $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) * 3 // 2)')

test: $(VENV)/dev.stamp .venv-ministack/stamp ## Every test, the browser's too
	@scripts/need-chromium
	@$(BIN)/pytest -n $(WORKERS) --dist loadgroup || $(BIN)/python -m scripts.second_look $$?

quick: $(VENV)/dev.stamp .venv-ministack/stamp ## The tests without browser and kills
	@$(BIN)/pytest -n $(WORKERS) --dist loadgroup tests/unit tests/contract tests/sandbox

ROUNDS ?= 10

explore: $(VENV)/dev.stamp ## Search with the property tests, each round other examples (make test draws the same ones each time)
	@for round in $$(seq $(ROUNDS)); do \
	  $(BIN)/pytest -n auto -q -m hypothesis --hypothesis-profile=default tests/unit tests/contract tests/sandbox || exit; done

lint: $(VENV)/dev.stamp ## Style, formatting, directions of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

lint-aws: .venv-sam/stamp .venv-checkov/stamp ## The template: SAM's, CloudFormation's and checkov's rules
	@SAM_CLI_TELEMETRY=0 .venv-sam/bin/sam validate --lint --template backend/template.yaml --region eu-central-1
	@.venv-sam/bin/python -m scripts.translate build/template.json
	@.venv-sam/bin/cfn-lint build/template.json --regions eu-central-1
	@.venv-checkov/bin/checkov --file build/template.json --config-file sandbox/cloud/checkov.yaml

types: $(VENV)/dev.stamp ## mypy --strict
	@$(BIN)/mypy

package-sizes: $(VENV)/run.stamp ## How big the functions' packages are, written into docs/aws.md
	@$(BIN)/python -m scripts.package_sizes

bench: $(VENV)/dev.stamp ## The ratios of docs/performance.md
	@$(BIN)/python -m bench

evals: $(VENV)/dev.stamp ## How good is what a model says, by prompt version (ARGS=--live: the model that is set)
	@$(BIN)/python -m evals $(ARGS)

words: $(VENV)/dev.stamp ## Extract the texts and merge them into the catalogues
	@$(BIN)/python scripts/words.py

openapi: $(VENV)/dev.stamp ## Write docs/openapi.json from the API
	@$(BIN)/python -m backend.api.openapi

lock: ## Pin every dependency anew (needs uv)
	@uv pip compile pyproject.toml --group build --extra postgres --universal --generate-hashes \
	  --python-version 3.11 --no-header --no-annotate --quiet --output-file requirements.lock
	@uv pip compile pyproject.toml --group dev --extra postgres --universal --generate-hashes \
	  --python-version 3.11 --no-header --no-annotate --quiet --constraints requirements.lock \
	  --output-file requirements-dev.lock
	@for group in backend billing coach webhook link updates; do \
	  uv pip compile --group lambda-$$group --generate-hashes --python-version 3.13 \
	    --python-platform aarch64-manylinux_2_34 --no-header --no-annotate --quiet --constraints requirements.lock \
	    --output-file backend/locks/$$group.lock; done

clean: ## Remove what was installed and cached (not your data)
	@rm -rf $(VENV) .venv-* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
