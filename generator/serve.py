"""Preview with live reload: MkDocs' own development server over a site that `gongshi build` makes."""

import logging
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from generator import policy

_WATCHED = ("records", "docs", "generator", "mkdocs.yml")


def serve(root: Path, options: tuple[str, ...], host: str, port: int) -> None:
    """Build, serve, and build again at every change of a record, a page, a template or the code; until interrupted.

    Each build is a process of its own, so that changed code counts too; one that fails leaves the last site standing.
    """
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with tempfile.TemporaryDirectory(prefix="gongshi-") as folder:
        site = Path(folder) / "site"
        command = (
            sys.executable,
            "-m",
            "generator",
            "--root",
            str(root),
            "build",
            "--no-sheets",
            "--site",
            str(site),
            *options,
        )

        def build() -> None:
            subprocess.run(command, check=False)  # noqa: S603 - our own command line

        build()
        site.mkdir(exist_ok=True)
        server = LiveReloadServer(build, host=host, port=port, root=str(site))
        for name in _WATCHED:
            if (root / name).exists():
                server.watch(str(root / name))
        reloading(server)
        try:
            server.serve()  # type: ignore[no-untyped-call] # MkDocs gives no types here
        except KeyboardInterrupt:
            server.shutdown()


def reloading(server: LiveReloadServer) -> None:
    """Let the script run that a server puts into each page to reload it: no policy knows it, for it is always new."""
    inject: Callable[[bytes, int], bytes] = server._inject_js_into_html  # noqa: SLF001 - MkDocs has no other door

    def admitted(content: bytes, epoch: int) -> bytes:
        page = inject(content, epoch).decode()
        *_, script = policy.inline(page)
        return policy.admitting(page, script).encode()

    server._inject_js_into_html = admitted  # type: ignore[method-assign] # noqa: SLF001 - as above
