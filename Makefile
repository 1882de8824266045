# Quern: `make run` and `make test` do all their set-up on a bare Debian 12 with the Swift toolchain.

SHELL := /bin/bash
.DEFAULT_GOAL := help

QUERN := .build/release/quern
FORMATTED := Package.swift Sources Tests Benchmarks Tools

# Where `make install` puts the command: make install PREFIX=/usr DESTDIR=package
PREFIX ?= /usr/local
DESTDIR ?=

.PHONY: help deps build run install man test test-slow trials test-sanitized fuzz check format bench bench-check compare growth relevance clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

deps: ## install the missing system libraries (Debian: apt; macOS: says the brew line)
	@./.ci/install-dependencies

build: deps ## build the release command, .build/release/quern
	@./.ci/build quern

run: build ## index the sample articles and ask them a question
	$(QUERN) index --index index seeds
	$(QUERN) search --index index 'Peskov breakthrough'
	@echo
	@echo 'Ask more: $(QUERN) search --index index Ciragan'

SHARE = $(DESTDIR)$(PREFIX)/share

install: build ## the command, its manual page and completions of bash, zsh and fish
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 $(SHARE)/bash-completion/completions \
	  $(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	install -m755 $(QUERN) $(DESTDIR)$(PREFIX)/bin/quern
	install -m644 man/quern.1 $(SHARE)/man/man1/quern.1
	$(QUERN) --generate-completion-script bash > $(SHARE)/bash-completion/completions/quern
	$(QUERN) --generate-completion-script zsh > $(SHARE)/zsh/site-functions/_quern
	$(QUERN) --generate-completion-script fish > $(SHARE)/fish/vendor_completions.d/quern.fish

man: ## make the manual page man/quern.1 of the command's help anew
	swift build --product quern
	swift build --product ManualPage
	.build/debug/quern --experimental-dump-help | .build/debug/ManualPage > man/quern.1

# One test after another: some have time limits, which others beside them would eat up.
test: deps ## build and run the tests
	swift build --build-tests
	swift test --skip-build --no-parallel

test-slow: deps ## the long random suites and every kind of damage, in release
	QUERN_SLOW=1 swift test -c release -Xswiftc -enable-testing --no-parallel --scratch-path .build-slow

# What is too large for tests: make trials FOLDER=/somewhere
trials: build ## a million files, a file of 2 GB: time and memory of each
	@./.ci/trials $(FOLDER)

# The same writers and readers under each sanitizer; make test-sanitized SECONDS=600
test-sanitized: deps ## writers and readers at once under the thread and the address sanitizer
	swift build --sanitize=thread --product FaultProcess --scratch-path .build-thread
	TSAN_OPTIONS="suppressions=$(CURDIR)/.ci/thread-sanitizer.suppressions exitcode=66" \
	  .build-thread/debug/FaultProcess stress $(or $(SECONDS),120)
	swift build --sanitize=address --product FaultProcess --scratch-path .build-address
	.build-address/debug/FaultProcess stress $(or $(SECONDS),120)

# Seconds of processor: make fuzz FUZZ_SECONDS=600 TARGETS="query manifest"
fuzz: deps ## give every reader of foreign bytes what libFuzzer thinks of, 60 s each
	@./.ci/fuzz $(or $(FUZZ_SECONDS),60) $(TARGETS)

check: deps ## format, lint, warnings as errors, tests
	swift format lint --strict --recursive --parallel $(FORMATTED)
	$(MAKE) test

format: ## lay out the sources
	swift format --in-place --recursive --parallel $(FORMATTED)

# make bench FILTER=search/ CORPUS="seeds articles.jsonl" DOCUMENTS=20000 ARGUMENTS=--save
bench: deps ## measure analysis, indexing, opening and searching
	@./Benchmarks/run $(if $(FILTER),--filter $(FILTER)) \
	  $(foreach corpus,$(CORPUS),--corpus $(corpus)) \
	  $(if $(DOCUMENTS),--documents $(DOCUMENTS)) $(ARGUMENTS)

# make bench-check ARGUMENTS=--record
bench-check: deps ## count the instructions of each query class; fails where one rises over 3 %
	@./Benchmarks/Instructions/check $(ARGUMENTS)

# make compare CORPUS=articles.jsonl DOCUMENTS=50000 ARGUMENTS=--readme; PEERS_HOME keeps the others
compare: deps ## measure other engines beside ours: one corpus, one run
	@COMPARE_COMMAND='make compare$(if $(CORPUS), CORPUS=$(notdir $(CORPUS)))$(if \
	  $(DOCUMENTS), DOCUMENTS=$(DOCUMENTS))$(if $(ARGUMENTS), ARGUMENTS="$(ARGUMENTS)")' \
	  ./Benchmarks/Compare/run $(if $(CORPUS),--corpus $(CORPUS)) \
	  $(if $(DOCUMENTS),--documents $(DOCUMENTS)) $(ARGUMENTS)

# make growth ARGUMENTS="--sizes 10000,100000,1000000"
growth: deps ## the same queries on 10 k, 100 k and 1 M documents
	@COMPARE_COMMAND='make growth$(if $(ARGUMENTS), ARGUMENTS="$(ARGUMENTS)")' \
	  ./Benchmarks/Compare/run growth $(ARGUMENTS)

relevance: deps ## judge the ten best hits on the test collections beside the project
	swift run -c release Relevance $(ARGUMENTS)

clean: ## remove what was built
	swift package clean
