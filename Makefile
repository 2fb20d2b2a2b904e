# The few commands that everybody needs; each is one or two lines, the work is done elsewhere.
.DEFAULT_GOAL := help
.PHONY: help setup demo batch watch status fix check test test-all golden fuzz messages lock audit bench-cost bench-ocr bench-speech bench-drafts bench-cases bench-roundtrip outcomes pictures house clean

PYTHON ?= python3
BIN := .venv/bin
SETUP := @tools/setup.sh $(PYTHON)
CODE := pipeline workers tests tools benchmarks

help: ## Show this list.
	@awk 'BEGIN {FS = ":.*## "} /^[a-z][a-z-]*:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install everything: system packages, .venv, speech model. Quick when done before.
	$(SETUP)

demo: ## Set up, process sample scans and recordings, correct a draft, show draft and final.
	$(SETUP)
	@$(BIN)/python -m tools.demo

batch: ## Process everything in inbox/ into outbox/, then stop.
	$(SETUP)
	@$(BIN)/schreibstube batch --inbox inbox --outbox outbox

watch: ## Process whatever is dropped into inbox/, until Ctrl-C.
	$(SETUP)
	@$(BIN)/schreibstube watch --inbox inbox --outbox outbox

status: ## Show what is waiting, in work and done.
	@$(BIN)/schreibstube status --inbox inbox

fix: ## Format and apply safe fixes.
	$(BIN)/ruff check --fix --quiet $(CODE); $(BIN)/ruff format --quiet $(CODE)

check: ## Lint, types, architecture.
	$(SETUP) tests
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m tools.house

test: ## All tests but the slow ones.
	$(SETUP) tests
	$(BIN)/pytest -m "not slow" -n 2 --dist loadgroup --cov --cov-report=term

test-all: ## All tests, also those that take minutes.
	$(SETUP) tests
	$(BIN)/pytest -n 2 --dist loadgroup --cov --cov-report=term

golden: ## Write the golden files anew; their difference is what to review.
	$(SETUP) tests
	$(BIN)/pytest -q -n 0 --renew-golden \
		tests/integration/test_draft_golden.py tests/integration/test_mistakes_golden.py

fuzz: ## Feed mutated real files to everything that reads them, for ten minutes.
	$(BIN)/python -m tools.fuzz

messages: ## Collect the messages for translation and compile the German catalogue.
	$(BIN)/python -m tools.messages

lock: ## Write requirements.lock anew from pyproject.toml.
	tools/lock.sh

audit: ## Look the locked packages up in the database of known weaknesses; needs PyPI itself, no mirror.
	$(BIN)/python -m tools.audit

bench-cost: ## Measure CPU, wall time and memory per page and per audio second; write docs/benchmarks/cost.md.
	$(BIN)/python -m benchmarks.cost

bench-ocr: ## Measure scans against OCRmyPDF, cost and accuracy; write docs/benchmarks/ocr.md. About two hours.
	$(BIN)/python -m benchmarks.ocr --long --target docs/benchmarks/ocr.md

bench-speech: ## Measure recordings against openai-whisper and faster-whisper; write docs/benchmarks/speech.md. Half an hour.
	$(BIN)/python -m benchmarks.speech --target docs/benchmarks/speech.md

bench-drafts: ## Measure what drafts mark, change and suggest; write docs/benchmarks/drafts.md.
	$(BIN)/python -m benchmarks.drafts --target docs/benchmarks/drafts.md

bench-cases: ## Judge the cases from the field in ../shared/data/cases; write docs/benchmarks/cases.md. Five minutes.
	$(BIN)/python -m benchmarks.cases --target docs/benchmarks/cases.md

bench-roundtrip: ## Measure where corrected words go; write docs/benchmarks/roundtrip.md. Ten minutes.
	$(BIN)/python -m benchmarks.roundtrip --target docs/benchmarks/roundtrip.md

outcomes: ## Run over ../shared/data and write docs/outcomes.md.
	$(BIN)/python -m benchmarks.field

pictures: ## Draw the pictures of drafts in docs/pictures anew; needs LibreOffice.
	$(BIN)/python -m tools.pictures

house: ## Show how the code keeps its goals, and each place that misses one.
	$(BIN)/python -m tools.house --list

clean: ## Remove the virtual environment and all caches; never inbox/ or outbox/.
	rm -rf .venv .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage .coverage.* .import_linter_cache
