"""The two previews, as processes of their own over a real project folder."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator import policy
from generator.publish import Job

GENERATOR = Path(__file__).parents[2] / "generator"
PATIENCE = 60


def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(*command: str, cwd: Path) -> Iterator[None]:
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE)


def wait_for(address: str, text: str) -> str:
    """Fetch a page until it holds a text; a page that never does fails the test."""
    page = ""
    for _ in range(PATIENCE * 5):
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
                page = answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            page = ""
        if text in page:
            return page
        time.sleep(0.2)
    pytest.fail(f"{address} never showed {text!r}; last: {page[:200]!r}")


def reloads(page: str) -> bool:
    """Tell whether a page carries a script that reloads it, and a policy that lets it run."""
    return "livereload(" in page and all(policy.source(one) in policy.of(page) for one in policy.inline(page))


def edit(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def test_gongshi_serve_follows_a_record_and_keeps_the_last_site_over_a_mistake(job: Job) -> None:
    number = port()
    page = f"http://127.0.0.1:{number}/demo/projects/shed.html"
    project = job.root / "records" / "demo" / "projects" / "shed.yml"
    command = (sys.executable, "-m", "generator", "serve", "--port", str(number), "--as-of", "2026-03-31")
    with running(*command, cwd=job.root):
        assert reloads(wait_for(page, "旧车棚换成能充电的新车棚"))
        edit(project, lambda text: text.replace("tagline: 旧车棚", "tagline: 老车棚"))
        wait_for(page, "老车棚换成能充电的新车棚")
        edit(project, lambda text: text.replace("stage: works", "stage: nowhere"))
        edit(job.root / "docs" / "about.md", lambda text: text + "\n新的一行\n")
        time.sleep(2)
        wait_for(page, "老车棚换成能充电的新车棚")
        edit(project, lambda text: text.replace("stage: nowhere", "stage: upkeep"))
        wait_for(page, "建后管护")


@pytest.fixture
def with_hook(job: Job) -> Job:
    """The project folder with the package in it, as in a checkout, for `mkdocs.yml` names the hook by its path."""
    shutil.copytree(GENERATOR, job.root / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.rmtree(job.out)
    return job


def mkdocs(root: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-m", "mkdocs", *more)
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_plain_mkdocs_build_gives_the_full_site_or_leaves_the_old_one(with_hook: Job) -> None:
    assert mkdocs(with_hook.root, "build").returncode == 0
    page = with_hook.out / "demo" / "projects" / "shed.html"
    before = page.read_bytes()
    assert "旧车棚换成能充电的新车棚" in before.decode()
    assert not (with_hook.out / "frame").exists()
    edit(with_hook.root / "records" / "demo" / "projects" / "shed.yml", lambda text: text + "number: 再写一次\n")
    failed = mkdocs(with_hook.root, "build")
    assert failed.returncode != 0
    assert "yaml-duplicate-key" in failed.stdout + failed.stderr
    assert page.read_bytes() == before


def test_plain_mkdocs_serve_gives_the_full_site_and_follows_a_record(with_hook: Job) -> None:
    number = port()
    with running(sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{number}", cwd=with_hook.root):
        page = f"http://127.0.0.1:{number}/demo/projects/shed.html"
        assert reloads(wait_for(page, "旧车棚换成能充电的新车棚"))
        edit(
            with_hook.root / "records" / "demo" / "projects" / "shed.yml",
            lambda text: text.replace("tagline: 旧车棚", "tagline: 老车棚"),
        )
        wait_for(page, "老车棚换成能充电的新车棚")
