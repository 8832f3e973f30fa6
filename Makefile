# Run make for the list of targets.
.DEFAULT_GOAL := help
GO ?= go
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
CONSUMER := examples/consumer
FUZZTIME ?= 10s
SAMPLE ?= 0

.PHONY: help demo test check generate golden fuzz interop conformance-xsd conformance-wsdl diffsize bench bench-instr bench-size bench-growth lint rename

help: ## Print the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

# Without cgo, so that it is the same, and as fast, with and without a C compiler. Not optimized, since all that is
# built runs once: on a fresh machine, where the standard library is built too, that saves a quarter of the time.
demo: export CGO_ENABLED = 0
demo: export GOFLAGS := $(GOFLAGS) '-gcflags=all=-N -l'
demo: ## Generate clients of four providers into an empty folder, build them and call a mock with them
	@$(GO) run ./internal/demo

test: ## Run the tests
	$(GO) test ./...
	cd $(CONSUMER) && $(GO) test ./...
	@test -n "$(WSGEN_SHARED)" || echo 'SKIPPED: third-party contracts through the parser, real versions of contracts compared and measured, and InvoiCy against published samples and vectors; WSGEN_SHARED names no folder' >&2
	@test "$(WSGEN_LONG)" = 1 || echo 'SKIPPED: a document of 50 MB under the default limits; WSGEN_LONG is not 1' >&2
	@test "$(WSGEN_INTEROP)" = 1 || echo 'SKIPPED: calls of servers that are not ours; make interop makes them' >&2
	@unshare -rn true 2>/dev/null || echo 'SKIPPED: wsgen generate where there is no network; unshare -rn makes no such namespace here' >&2
	@command -v git >/dev/null || echo 'SKIPPED: contracts of a revision; git is not installed' >&2
	@command -v xmllint >/dev/null || echo 'SKIPPED: golden documents against their schemas; xmllint is not installed' >&2

check: lint ## Tell whether formatting, vet, generated code and goldens are current
	$(GO) run ./cmd/wsgen check
	cd $(CONSUMER) && $(GO) tool wsgen check
	$(GO) test ./internal/golden ./golden/... ./internal/importtable

generate: ## Generate the clients of the shipped specs and of the example
	$(GO) run ./cmd/wsgen generate
	cd $(CONSUMER) && $(GO) generate ./...

golden: ## Accept what the golden tests give now; read the diff afterwards
	$(GO) test ./internal/golden -update

fuzz: ## Fuzz each target for 10 s (FUZZTIME=1m for longer)
	@grep -rl --include='*_test.go' '^func Fuzz' . | sort | while read -r f; do \
	  for t in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' $$f); do \
	    echo "$$(dirname $$f) $$t"; \
	    $(GO) test $$(dirname $$f) -run '^$$' -fuzz "^$$t\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x || exit 1; \
	  done; done

interop: ## Call servers in PHP, Java and JavaScript, which it installs, and compare what they decoded
	@cd internal/interop && WSGEN_INTEROP=1 $(GO) test -count=1

conformance-xsd: ## Measure the W3C XML Schema suite (whole, or SAMPLE=200 schemas; needs WSGEN_SHARED and xmllint)
	$(GO) run ./internal/conformance -sample $(SAMPLE) xsd

conformance-wsdl: ## Measure the suites of WSDLs (whole, or SAMPLE=10 contracts of each; needs WSGEN_SHARED)
	$(GO) run ./internal/conformance -sample $(SAMPLE) wsdl

diffsize: ## Measure what new versions of contracts change in generated Go, and that they rename nothing (needs WSGEN_SHARED)
	@$(GO) run ./internal/diffsize

bench: ## Run the benchmarks
	$(GO) test -run '^$$' -bench . -benchmem ./...

bench-instr: ## Count instructions of the codec against encoding/xml (needs valgrind)
	@$(GO) run ./bench/instr

bench-size: ## Measure the compiler's time and the binary's size for 1,000 types, against the tags of encoding/xml
	@$(GO) run ./bench/size

bench-growth: ## Draw docs/growth.svg: generating from 1 to 16 copies of a schema
	@$(GO) run ./bench/size -types 300 -growth docs/growth.svg

lint: ## Run gofmt, vet and staticcheck
	@files=$$(gofmt -l .); test -z "$$files" || { echo "gofmt: $$files" >&2; exit 1; }
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...
	cd $(CONSUMER) && $(GO) vet ./... && $(GO) run $(STATICCHECK) ./...

rename: ## Rename the module: make rename MODULE=host/path
	@test -n "$(MODULE)" || { echo 'make rename MODULE=host/path' >&2; exit 2; }
	@old=$$($(GO) list -m) && \
	  git grep -lF "\"$$old/" -- '*.go' | xargs sed -i "s|\"$$old/|\"$(MODULE)/|g" && \
	  git grep -lF "$$old" -- '*.md' '*.txtar' '$(CONSUMER)/go.mod' | xargs sed -i "s|$$old|$(MODULE)|g" && \
	  $(GO) mod edit -module $(MODULE) && gofmt -w . && $(MAKE) generate golden
