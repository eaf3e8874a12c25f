# sayso: who says what about whom.
#
#   make pipeline   build, read the sample articles, write a snapshot
#   make test       all tests
#
# The rest is for those who change it.

GO ?= go
OUT ?= out/sample
export CGO_ENABLED = 0

STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.1
PLATFORMS = linux/amd64 linux/arm64 darwin/arm64 windows/amd64

.PHONY: pipeline build test golden examples lint bench soak eval train lists cross emulate interop browser clean

pipeline: build
	@bin/sayso run data/sample -o $(OUT) --force --show 5

build:
	@$(GO) build -trimpath -ldflags '-s -w' -o bin/sayso ./cmd/sayso

test:
	$(GO) vet ./...
	$(GO) test ./...

# Renew the expected outputs of the tests after a change that is meant.
golden:
	$(GO) test ./extract -run TestKernelsAgree -update
	$(GO) test ./cmd/sayso -run 'TestGolden' -update
	@$(MAKE) examples

# Write the answers of the sample into docs/examples.md. Needs Python 3.
examples: build
	@bin/sayso run data/sample -o out/examples --force --quiet > /dev/null
	@test -d .venv || python3 -m venv .venv
	@.venv/bin/pip install --quiet --disable-pip-version-check -r pipeline/snapshot/interop/requirements.txt
	@.venv/bin/python pipeline/snapshot/interop/examples.py out/examples docs/examples.md --renew

lint:
	@test -z "$$(gofmt -l cmd pipeline extract models data)" || { gofmt -l cmd pipeline extract models data; exit 1; }
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...

# Words per second, share of the time and bytes allocated by stage, on raw news if
# CORPORA has any, else on the sample, and the peak memory of runs over more and
# more articles, of raw news or such as are made of the sample's sentences; beside
# PyTorch if TORCH names a Python that has it. The largest run takes half an hour,
# of raw news on a slow machine hours.
MEMORY ?= 1000,5000,20000
bench:
	$(GO) run ./cmd/sayso-lab bench --memory $(MEMORY) $(if $(CORPORA),--corpora $(CORPORA)) $(if $(TORCH),--torch $(TORCH))

# Run over two thousand raw articles again and again, with 1, 2 and 7 workers:
# the bytes must be the same. Takes minutes.
soak:
	@test -n "$(CORPORA)" || { echo "name the folder of the corpora: make soak CORPORA=DIR"; exit 2; }
	$(GO) test ./pipeline -run Raw -count 1 -v -timeout 60m -raw $(abspath $(CORPORA))/raw

# Measure on the dev splits and renew docs/figures.txt.
eval:
	$(GO) run ./cmd/sayso-lab eval all $(if $(CORPORA),--corpora $(CORPORA) --figures docs/figures.txt)

# Train the encoder and its scorers, then make the lists again that are counted
# and fitted on corpora. Takes hours; goes on where it was cut off. What is made
# on the way lies in TRAINING.
TRAINING ?= $(HOME)/.cache/sayso/training
train:
	@$(if $(CORPORA),cmd/sayso-lab/train/run.sh $(CORPORA) $(TRAINING) && $(MAKE) lists CORPORA=$(CORPORA),\
		echo "skipped: no corpora to train on (make train CORPORA=DIR)")

# Make the lists again that are counted and fitted on corpora.
lists:
	@$(if $(CORPORA),$(GO) run ./cmd/sayso-lab train --corpora $(CORPORA),\
		echo "skipped: no corpora to count in (make lists CORPORA=DIR)")

cross:
	@for p in $(PLATFORMS); do \
		echo $$p; GOOS=$${p%/*} GOARCH=$${p#*/} $(GO) build -o /dev/null ./cmd/sayso ./cmd/sayso-lab || exit 1; \
	done

# Hold the kernels of arm64, and two articles read with them, to the bits of
# every other processor. Needs qemu-user-static.
emulate:
	GOARCH=arm64 $(GO) test -exec qemu-aarch64-static ./extract/tensor
	GOARCH=arm64 $(GO) test -exec qemu-aarch64-static -run TestKernelsAgree ./extract

# Open snapshots with the readers that their users have: the sample, with tokens
# and with a skip, so that every table has rows, in every format and without text.
# Ask it the questions of docs/examples.md.
INTEROP = bin/sayso run data/sample pipeline/snapshot/interop/empty.txt --force --quiet
interop: build
	@$(INTEROP) -o out/interop-parquet --tokens > /dev/null || test $$? -eq 3
	@for format in arrow jsonl csv duckdb; do \
		$(INTEROP) -o out/interop-$$format --tokens --format $$format --update out/interop-parquet > /dev/null || test $$? -eq 3 || exit 1; \
	done
	@$(INTEROP) -o out/interop-shared --without-text --update out/interop-parquet --title 'Ports' --author 'Ada Quill' --licence CC-BY-4.0 > /dev/null || test $$? -eq 3
	@test -d .venv || python3 -m venv .venv
	@.venv/bin/pip install --quiet --disable-pip-version-check -r pipeline/snapshot/interop/requirements.txt
	@.venv/bin/pip install --quiet --disable-pip-version-check --no-deps -r pipeline/snapshot/interop/schemas.txt
	@.venv/bin/python pipeline/snapshot/interop/check.py $(patsubst %,out/interop-%,parquet arrow jsonl csv duckdb shared)
	@.venv/bin/python pipeline/snapshot/interop/examples.py out/interop-parquet docs/examples.md

# Draw the sample's page, compare its figures with what DuckDB counts, and use it
# in headless Chromium as a reader would. Skips the browser where there is none.
browser: build
	@bin/sayso run data/sample -o out/browser --force --quiet > /dev/null
	@test -d .venv || python3 -m venv .venv
	@.venv/bin/pip install --quiet --disable-pip-version-check -r pipeline/report/browser/requirements.txt
	@.venv/bin/python pipeline/report/browser/check.py bin/sayso out/browser

clean:
	rm -rf bin out .venv
