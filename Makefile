# Every target sets up what is missing first (packaging/setup); the second call of any starts in seconds.

PYTHON := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run test lint soak bench samples lock setup

help: ## list these targets
	@echo "Counterproof: make TARGET"
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):[^#]*## (.*)/  make \1@\2/' | column -t -s '@' 2>/dev/null || grep -E '^[a-z]+:.*## ' Makefile

setup: ## set up what is missing: system libraries and fonts, the virtual environment
	@packaging/setup

run: setup ## open the window on the sample reports; without a screen, drive it through the main job into build/demo/
	@packaging/run

test: setup ## everything that gates a change: style, types, arrows, all tests
	@$(PYTHON) packaging/check.py test

lint: setup ## style, types and arrows only
	@$(PYTHON) packaging/check.py lint

soak: setup ## what takes longer: kills the process 200 times, tries thousands of random reviews
	@$(PYTHON) packaging/check.py soak

bench: setup ## measure: window, confirm key, reading and suggesting, each against the bare thing in the same run
	@$(PYTHON) packaging/check.py bench

samples: setup ## make the sample reports again out of their source texts
	@$(PYTHON) packaging/make_samples.py

lock: setup ## make the list of pinned packages again out of pyproject.toml (needs pip-tools; UPGRADE=--upgrade for newer ones)
	@$(PYTHON) packaging/make_lock.py $(UPGRADE)
