import functools
import http.server
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from generator.publish import Job, build
from tests.browser import samples

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 780}


def chromium() -> str | None:
    """Find a system browser that really runs; none means Playwright's own."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        path = shutil.which(name)
        if path and subprocess.run([path, "--version"], check=False, capture_output=True).returncode == 0:
            return path
    return None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        pass


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site of the full test records (`demo`) and of the sample projects (`sample`).

    Notices of both communities are open on its day. English and traditional pages stand beside the others.
    """
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "docs", root / "docs")
    for records in (ROOT / "tests" / "cases" / "_base" / "records", ROOT / "tests" / "site" / "full" / "records"):
        shutil.copytree(records, root / "records", dirs_exist_ok=True)
    samples.write(root / "records" / "sample")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("demonstration: false", "demonstration: true").replace("  # languages:", "  languages:")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    built = build(Job(root, root / "site", samples.AS_OF, url="https://example.org/"))
    assert built.replaced, built.outcome.findings
    return root / "site"


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a site on this machine; give its address."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="session")
def site(folder: Path) -> Iterator[str]:
    """The address where that site is served."""
    with serve(folder) as address:
        yield address


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A page of a 360 px phone; it fails the test on any request that leaves the site, and on any script error."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai")  # type: ignore[arg-type]
    page = context.new_page()
    outside: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(site) else outside.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert outside == []
    assert errors == []
