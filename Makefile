# Two commands: `make run` and `make test`. Environment variables: see README.md.
.PHONY: help run admin test lint
python = .venv/bin/python

help:
	@echo "make run    set up what is missing, then serve the site (PORT=8001 make run: other port)"
	@echo "make admin  make an account that may use /admin/"
	@echo "make test   run every test (browser tests where Chromium is installed)"
	@echo "make lint   check style and templates"

run:
	@bin/venv requirements.txt
	@$(python) manage.py serve

admin:
	@bin/venv requirements.txt
	@$(python) manage.py prepare
	@$(python) manage.py createsuperuser

test:
	@bin/venv requirements-dev.txt
	@$(python) -m pytest -n 2

lint:
	@bin/venv requirements-dev.txt
	@bin/lint
