# Two commands: `make demo` and `make test`. Everything else serves them.
PYTHON ?= python3
UV_VERSION := 0.13.9
UV := .uv/bin/uv
RUN := .venv/bin
ARGS ?=

.PHONY: setup demo test check format docs screens messages bench mutate lock clean

.uv/bin/uv:
	$(PYTHON) -m venv .uv
	.uv/bin/pip install --quiet uv==$(UV_VERSION)

.venv/bin/python: | .uv/bin/uv
	$(UV) venv --quiet --python $(PYTHON) .venv

# What the product needs; `install` leaves the developers' tools in place where they are.
.venv/.product: requirements.lock pyproject.toml | .venv/bin/python
	$(UV) pip install --quiet --python .venv --require-hashes -r requirements.lock
	$(UV) pip install --quiet --python .venv --no-deps -e .
	touch $@

# What the tests need: exactly the locked set.
.venv/.tools: requirements-dev.lock pyproject.toml | .venv/bin/python
	$(UV) pip sync --quiet --python .venv --require-hashes requirements-dev.lock
	$(UV) pip install --quiet --python .venv --no-deps -e .
	touch $@ .venv/.product

setup: .venv/.tools

demo: .venv/.product
	$(RUN)/efqi demo $(ARGS)

check: setup
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	EFQI_HOME=.mypy_cache/efqi $(RUN)/mypy
	$(RUN)/lint-imports --no-cache

test: check
	tests/ensure-chromium
	$(RUN)/coverage erase
	$(RUN)/pytest -n 2 --dist loadgroup --cov --cov-report=term --cov-fail-under=95 $(ARGS)

format: setup
	$(RUN)/ruff check --fix .
	$(RUN)/ruff format .

docs: setup
	$(RUN)/python docs/build.py
	$(RUN)/python docs/spc_pages.py

# A picture of every page, of the examples, and the page that lists them.
screens: setup
	tests/ensure-chromium
	$(RUN)/python docs/screens.py $(ARGS)

# Every sentence that a page or a report can say, for whoever translates.
messages: setup
	PYTHONPATH=. $(RUN)/pybabel --quiet extract --mapping=babel.cfg --keyword=say --keyword=phrase --keyword=words \
	  --omit-header --no-location --sort-output --output=src/efqi/web/locale/efqi.pot src/efqi

bench: setup
	for script in benchmarks/spc.py benchmarks/verdict.py benchmarks/report.py benchmarks/office.py benchmarks/inequality.py benchmarks/counting.py benchmarks/engines.py benchmarks/workbench.py; do $(RUN)/python $$script || exit 1; done

mutate: setup
	$(RUN)/mutmut run

lock: | .uv/bin/uv
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
	  --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
	  --custom-compile-command "make lock" pyproject.toml --group dev -o requirements-dev.lock

clean:
	rm -rf .venv .uv efqi-demo .pytest_cache .mypy_cache .ruff_cache
