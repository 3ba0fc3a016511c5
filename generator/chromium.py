"""Chromium without a window: a page in, a PDF or a picture out.

It is driven through a pair of pipes by the DevTools protocol, which every Chromium, Chrome and Edge speaks: no port is
opened and no library is needed. A page is handed over whole and asks nobody for anything.
"""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.wording import say

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_DOWNLOADS = (".cache/ms-playwright", "Library/Caches/ms-playwright")
_DOWNLOADED = (
    "chrome-linux*/chrome",
    "chrome-mac*/*.app/Contents/MacOS/*",
    "chrome-headless-shell-*/chrome-headless-shell",
)
_FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
_PATIENCE = 60.0
"""Seconds to wait for one answer."""

_HAS_CHINESE = """(() => {
  const draw = sign => {
    const context = document.createElement("canvas").getContext("2d");
    context.font = "40px sans-serif";
    context.fillText(sign, 5, 60);
    return context.getImageData(0, 0, 80, 80).data.join();
  };
  return draw("公") !== draw("示");
})()"""
"""Without a Chinese font every sign is drawn as the same box."""

MISSING = say("没有找到浏览器，请装 Chromium、Chrome 或 Edge（Debian、Ubuntu：sudo .ci/setup browser）")
"""What to say where `find` finds nothing."""


class BrowserError(Exception):
    """The browser did not start, has no Chinese font, or did not answer."""


def find(home: Path) -> Path | None:
    """Find a browser: the system's own, else one that Playwright downloaded below somebody's `home`."""
    for name in _NAMES:
        if path := shutil.which(name):
            return Path(path)
    kept = (home / below for below in _DOWNLOADS)
    downloads = (found for folder in kept for which in _DOWNLOADED for found in folder.glob(f"chromium*/{which}"))
    newest_first = sorted(downloads, reverse=True)
    return next((path for path in (*map(Path, _PLACES), *newest_first) if path.is_file()), None)


@contextmanager
def start(path: Path) -> Iterator["Tab"]:
    """Start the browser with a profile of its own and give one empty page; it ends with the block.

    Raises:
        BrowserError: it does not start, or has no Chinese font.
    """
    # Root has no sandbox to go into; the pages are our own and load nothing.
    flags = (*_FLAGS, "--no-sandbox") if os.geteuid() == 0 else _FLAGS
    asking, to_it = os.pipe()
    from_it, answering = os.pipe()
    with tempfile.TemporaryDirectory(prefix="gongshi-", ignore_cleanup_errors=True) as profile:
        # The protocol wants file descriptors 3 and 4; a shell turns our two pipes into them.
        command = ("sh", "-c", 'exec "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1', "sh", str(path), *flags)
        process = subprocess.Popen(  # noqa: S603 - our own command line
            (*command, f"--user-data-dir={profile}"), stdin=asking, stdout=answering
        )
        os.close(asking)
        os.close(answering)
        try:
            yield Tab(to_it, from_it)
        finally:
            os.close(to_it)  # a browser whose pipe is closed ends by itself
            os.close(from_it)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class Tab:
    """One page of a browser under way."""

    def __init__(self, to_it: int, from_it: int) -> None:
        self._to, self._from = to_it, from_it
        self._read = b""
        self._sent = 0
        self._session = ""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._frame = self._ask("Page.getFrameTree")["frameTree"]["frame"]["id"]
        if not self.run(_HAS_CHINESE):
            raise BrowserError(say("没有中文字体"))

    def show(self, markup: str) -> None:
        """Put a page in the place of the one before."""
        self._ask("Page.setDocumentContent", frameId=self._frame, html=markup)

    def run(self, script: str) -> Any:
        """Run a script in the page and give what it comes to."""
        said = self._ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in said:
            raise BrowserError(str(said["exceptionDetails"].get("exception", {}).get("description", said)))
        return said["result"].get("value")

    def look(self, width: int, scale: int, *, paper: bool = False) -> None:
        """Lay the page out at a width in CSS pixels, for a screen or as for paper."""
        self._ask("Emulation.setEmulatedMedia", media="print" if paper else "screen")
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=100, deviceScaleFactor=scale, mobile=False)

    def pdf(self) -> bytes:
        """Print the page on the paper its style asks for."""
        asked: dict[str, Any] = {"preferCSSPageSize": True, "printBackground": True, "displayHeaderFooter": False}
        return base64.b64decode(self._ask("Page.printToPDF", **asked)["data"])

    def picture(self, width: int, height: int) -> bytes:
        """Photograph the upper left of the page, in CSS pixels, as PNG."""
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        asked: dict[str, Any] = {"format": "png", "clip": clip, "captureBeyondViewport": True}
        return base64.b64decode(self._ask("Page.captureScreenshot", **asked)["data"])

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        try:
            os.write(self._to, json.dumps(message).encode() + b"\0")
        except OSError as trouble:
            raise BrowserError(say("浏览器打不开")) from trouble
        while True:
            answer = json.loads(self._next())
            if answer.get("id") == self._sent:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error'].get('message')}")
                return dict(answer["result"])

    def _next(self) -> bytes:
        """Read one message: they end with a zero byte."""
        while b"\0" not in self._read:
            ready, _, _ = select.select([self._from], [], [], _PATIENCE)
            more = os.read(self._from, 1 << 20) if ready else b""
            if not more:
                raise BrowserError(say("浏览器打不开") if ready else say("浏览器没有回答"))
            self._read += more
        message, _, self._read = self._read.partition(b"\0")
        return message
