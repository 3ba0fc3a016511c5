# 一台有 python3（3.11 以上）、git 和 make 的机器，`make site` 就够了；缺什么由 .ci/setup 补上。
# Stamp files in .venv say what is set up, so that the second run does no set-up.

.DEFAULT_GOAL := help
.PHONY: help site test serve check docs fix bench messages lock clean

export PIP_DISABLE_PIP_VERSION_CHECK := 1
bin := .venv/bin
pip := $(bin)/python -m pip install --quiet
locked := --require-hashes --only-binary :all: --requirement

help: ## 列出这些命令
	@sed -n 's/^\([a-z]*\):.*## /make \1：/p' Makefile

site: .venv/site ## 核对全部记录，生成网站，最后一行说网站在哪里（SITE_URL=网址）
	$(bin)/gongshi check
	$(bin)/gongshi build $(if $(SITE_URL),--site-url "$$SITE_URL")

check: .venv/site ## 只核对记录（FORMAT=github 把问题标在合并请求上，SINCE=origin/main 和公布过的比）
	$(bin)/gongshi check $(if $(FORMAT),--format $(FORMAT)) $(if $(SINCE),--since "$$SINCE")

serve: .venv/site ## 在本机预览，改了记录页面随之更新
	$(bin)/gongshi serve

test: .venv/dev .venv/browser ## 跑一遍 CI 要过的全部检查
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy
	$(bin)/lint-imports
	$(bin)/zizmor --offline --strict-collection --persona=pedantic .github/workflows
	$(bin)/gongshi check
	$(bin)/pytest --numprocesses 2 --dist worksteal --cov
	$(bin)/coverage report --fail-under=100 --show-missing --include='generator/load.py,generator/lookalikes.py,generator/money.py,generator/slips.py,generator/source.py,generator/reconcile/*'

docs: .venv/dev ## 重做 docs/ 里由程序生成的页面（JSON Schema、问题代码、字段说明）
	$(bin)/gongshi schema
	$(bin)/pytest --quiet tests/cases/test_reference.py tests/downloads/test_reference.py --update-golden

fix: .venv/dev ## 自动整理代码
	$(bin)/ruff check --fix-only .
	$(bin)/ruff format .

bench: .venv/dev ## 测速度（LARGE=1 测大规模）
	$(bin)/python tests/bench/run.py $(if $(LARGE),--large)
	$(bin)/python tests/bench/check.py

messages: .venv/dev ## 更新译文词表，列出还没翻译的
	$(bin)/python .ci/messages.py

clean: ## 删除生成的网站和缓存（.venv 留着）
	rm -rf site .cache .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find generator tests -name __pycache__ -prune -exec rm -rf {} +

# The locks hold hashes and no address, so that every mirror serves them alike. Never edit one: change
# pyproject.toml, then `make lock` (pins stay where they can) or `make lock UPGRADE=1` (the newest of all).
compile := $(bin)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url

lock: ## 按 pyproject.toml 重做 requirements*.txt（UPGRADE=1 全部升到最新）
	.ci/setup venv
	$(pip) 'uv >=0.13,<1'
	$(compile) $(if $(UPGRADE),--upgrade) --group build --output-file requirements.txt
	$(compile) $(if $(UPGRADE),--upgrade) --group dev --constraint requirements.txt --output-file requirements-dev.txt

# A folder that was moved, or a system with a newer Python, is set up anew: .venv holds both paths.
place = echo "$(CURDIR) $$(realpath .venv/bin/python 2>/dev/null)"
ifneq ($(shell cat .venv/site 2>/dev/null),$(shell $(place)))
.PHONY: .venv/site
endif

.venv/site: requirements.txt pyproject.toml .ci/setup
	.ci/setup venv
	$(pip) $(locked) requirements.txt
	$(pip) --no-deps --no-build-isolation --editable .
	@$(place) >$@

.venv/dev: requirements-dev.txt .venv/site
	$(pip) $(locked) requirements-dev.txt
	@touch $@

.venv/browser: .ci/setup .venv/dev
	.ci/setup browser
	@touch $@
