# Everything a maintainer does, by name. `make` alone tells what there is.
.DEFAULT_GOAL := help
.PHONY: help demo test prepare docs shots bench

help: ## Tell what there is
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 16

demo: ## Make the demonstration county and serve it on http://127.0.0.1:8080
	cargo run --release -- demo

test: ## Install what the tests need where it is missing, and run everything
	@scripts/test

prepare: ## Only install what the tests need, or say what to install
	@scripts/prepare

docs: ## Write the generated documents anew (docs/schema.md)
	@scripts/docs

shots: ## Take the pictures of docs/screenshots in a real browser
	@scripts/prepare
	cargo build --package server
	npm --prefix e2e run --silent shots

bench: ## Run every benchmark beside its reference; writes target/bench.json
	cargo build --release --package server --package bench
	cargo run --release --package bench --bin bench
	cargo run --release --package bench --bin search
