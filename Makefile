# Every target sets up and builds what it needs by itself. What the targets do is in scripts/.
.DEFAULT_GOAL := help
.PHONY: help setup build demo test e2e lint format schema bench fuzz sanitize clean

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: ## Install with apt what is missing
	@scripts/setup

build: setup ## Build the program
	@scripts/build

demo: build ## Load the sample, score its night, print the ten best, serve; CHECK=1 stops before serving
	@scripts/demo

test: setup ## Run all tests
	@scripts/build --tests
	@scripts/test
	@scripts/e2e --short

e2e: build ## Drive the pages in Chromium: the whole story, lost connections, accessibility
	@scripts/setup --browser
	@scripts/e2e

lint: ## Check format, lengths, settings, scripts and compose file
	@scripts/lint

format: ## Format the Swift sources
	@swift format format -i -r $(wildcard Sources Tests Benchmarks) Package.swift

schema: build ## Write sql/schema.sql anew after a migration
	@scripts/schema

bench: build ## Measure what README says about speed
	@Benchmarks/run

fuzz: build ## Drive the API with good and bad requests for an hour, and the parsers with bytes for some minutes
	@scripts/fuzz-parsers
	@scripts/fuzz

sanitize: setup ## Run tests of what runs at once under the thread sanitizer
	@scripts/sanitize

clean: ## Remove the private database and everything built
	@scripts/clean
