# Two commands do everything: `make demo` and `make test`. `make` alone lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# One configuration for everything, so that the compiler works once. No test uses @testable, so that tests need no
# other build of the rooms than the program has.
CONFIGURATION := release
BUILD := swift build -c $(CONFIGURATION) --explicit-target-dependency-import-check error
TADAMUN := .build/$(CONFIGURATION)/tadamun

.PHONY: help setup build demo test lint format schema bench clean

help: ## List the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## Install what is missing (PostgreSQL, libpq, …); asks for nothing
	@scripts/setup

build: setup ## Build the program
	$(BUILD) --product tadamun

demo: build ## Show everything on the sample and serve it on http://127.0.0.1:8080; CHECK=1 stops before serving
	$(TADAMUN) demo $(if $(CHECK),--check)

test: setup ## Run all tests; they start what they need
	$(BUILD) --build-tests
	swift test -c $(CONFIGURATION) --skip-build --disable-xctest

lint: ## Check format and sizes of files and functions
	@scripts/lint

format: ## Format the code
	swift format format --in-place --parallel --recursive Sources Tests Package.swift

schema: build ## Write sql/schema.sql anew
	@scripts/schema

bench: build ## Measure what README claims about speed
	@Benchmarks/run

clean: ## Remove the build and the private database
	@if [ -x $(TADAMUN) ] && [ -d .tadamun ]; then $(TADAMUN) db stop || true; fi
	rm -rf .build .tadamun
