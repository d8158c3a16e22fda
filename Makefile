# make demo    the whole site with fictional data      make demo-reset  clears that data
# make test    every test, browser tests included      make check       format, types, layers, settings
# make bench   how fast it is, written to docs/benchmarks.md     make bench BENCH="--maat 10000" for one size
# make journey a request and a track, whole              make format      rewrites the code in house style
# make soak    half an hour under load while everything around it breaks
# make sweep   what a sweep over a million open terms costs
# make mutaties  how many wrong changes to the rules of access the tests notice
PY = .venv/bin/python
JOBS ?= 2

.PHONY: demo demo-reset test check journey bench soak sweep format mutaties omgeving browser

demo: omgeving
	@DEKKEND_OMGEVING=demo exec $(PY) manage.py demo

demo-reset: omgeving
	@DEKKEND_OMGEVING=demo exec $(PY) manage.py demo --wissen

test: omgeving browser
	$(PY) -m pytest -n $(JOBS) --dist loadscope

journey: omgeving browser
	DEKKEND_BEELDEN=build $(PY) -m pytest tests/browser/reis -s

SECONDEN ?= 1800
soak: omgeving
	$(PY) -m tests.soak --seconden $(SECONDEN) --schrijf

bench: omgeving
	DEKKEND_OMGEVING=demo $(PY) -m bench $(BENCH)

sweep: omgeving
	DEKKEND_OMGEVING=demo $(PY) -m bench.veeg

check: omgeving
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy .
	.venv/bin/lint-imports
	$(PY) -m djlint templates --lint --quiet
	DEKKEND_OMGEVING=test $(PY) manage.py makemigrations --check --dry-run
	DEKKEND_OMGEVING=test $(PY) manage.py migratie_controle
	scripts/check-productie

format: omgeving
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

mutaties: omgeving
	scripts/mutaties

omgeving:
	@scripts/omgeving

browser:
	@scripts/omgeving browser
