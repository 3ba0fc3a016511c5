"""Let plain `mkdocs build` and `mkdocs serve` give the full site: made before the build, copied after it.

Nothing may live here alone: other engines pass hooks over without a word, and `gongshi build` needs none.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from generator.serve import reloading

_made = Path(tempfile.gettempdir())
_options: tuple[str, ...] = ()


def on_startup(command: str, **_more: object) -> None:
    """Make no sheets under `mkdocs serve`: a preview must follow every change at once."""
    global _options  # noqa: PLW0603 - as below
    _options = ("--no-sheets",) if command == "serve" else ()


def on_pre_build(config: MkDocsConfig) -> None:
    """Check the records and make the site in temporary storage; where that fails MkDocs touches nothing."""
    global _made  # noqa: PLW0603 - MkDocs calls functions of this module, which keep their state here
    _made = Path(tempfile.mkdtemp(prefix="gongshi-"))
    root = Path(config.config_file_path).parent
    command = (sys.executable, "-m", "generator", "--root", str(root), "build", "--site", str(_made / "site"))
    if subprocess.run((*command, *_options), check=False).returncode:  # noqa: S603 - our own command line
        shutil.rmtree(_made)
        raise Abort("公示记录有错误，网站没有更新")


def on_post_build(config: MkDocsConfig) -> None:
    """Put the finished site in the place of what MkDocs built."""
    site = Path(config.site_dir)
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(_made / "site", site)
    shutil.rmtree(_made)


def on_serve(server: LiveReloadServer, **_: object) -> None:
    """Let the pages of the preview reload themselves."""
    reloading(server)
