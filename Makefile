# Two commands are enough: `make book` builds the book, `make test` checks everything.
# Each sets up its own environment in _build/venv; nothing is installed outside this folder.

PYTHON ?= python3
VENV   := _build/venv
RUN    := $(VENV)/bin/python
PRESS  := $(RUN) -m press

.PHONY: book test audit serve lab check claim seal numbers pdf epub zip publish benchmark notebooks requirements clean help
.DEFAULT_GOAL := help

help:            ## list these commands
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

book: $(VENV)/.ready  ## check the data, run every chapter, render, print the address
	@$(PRESS) build

test: $(VENV)/.ready  ## pass every test: data, chapters (nbval), pages in a real browser
	@$(PRESS) browser
	@$(RUN) -m pytest

pdf: $(VENV)/.ready  ## print the whole book as one PDF (from the stored outputs)
	@$(PRESS) browser
	@$(PRESS) pdf

epub: $(VENV)/.ready  ## write the book as an EPUB, and check it with epubcheck if that is installed
	@$(PRESS) epub

audit: $(VENV)/.ready  ## measure every page: speed, weight, accessibility, layout (needs Node.js; PAGES="rules chips" for some)
	@$(PRESS) audit $(PAGES)

serve: $(VENV)/.ready  ## build, then read in a browser with rebuild on change
	@$(PRESS) serve

lab: $(VENV)/.ready  ## open the chapters in JupyterLab
	@$(RUN) -m jupyterlab book

check: $(VENV)/.ready  ## validate the data package and locate every claim
	@$(PRESS) check

claim: $(VENV)/.ready  ## add a claim: asks for its fields, writes valid rows, gives the verdict
	@$(PRESS) add

seal: $(VENV)/.ready  ## record a meant change of a table in datapackage.json
	@$(PRESS) seal

numbers: $(VENV)/.ready  ## write the rows' present values into stale numbers of the prose
	@$(PRESS) numbers

zip: $(VENV)/.ready  ## make one zip file of the pages, for a memory stick or a learning platform
	@$(PRESS) zip

publish: pdf epub  ## prepare _build/publish for a host such as GitHub Pages, and check it
	@$(PRESS) publish

benchmark: $(VENV)/.ready  ## time the search for conflicts on up to a million claims
	@$(RUN) -m benchmarks.conflicts

notebooks: $(VENV)/.ready  ## run every chapter and store its outputs
	@$(PRESS) execute

requirements: $(VENV)/.ready  ## compile requirements.txt from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes -q pyproject.toml -o requirements.txt

clean:           ## remove everything that was generated
	rm -rf _build

$(VENV)/.ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "error: Python 3.11 or newer is needed, found $$($(PYTHON) --version 2>&1); run again with PYTHON=python3.12 or so."; exit 1; }
	@echo "Setting up $(VENV) from requirements.txt (a minute or two, once)"
	@$(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@# Let every kernel of this environment import ledger and press, wherever it starts.
	@$(RUN) -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "book.pth").write_text(str(pathlib.Path.cwd()))'
	@touch $@
