"""A new site beside the old one: files that both have, and the exchange."""

import os
import shutil
from pathlib import Path


def link(old: str, new: str) -> None:
    """Give a file of the old site a second name in the new one; copy it where links cannot be had."""
    try:
        os.link(old, new)
    except FileNotFoundError:
        Path(new).parent.mkdir(parents=True, exist_ok=True)
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def swap(fresh: Path, out: Path) -> None:
    """Put the fresh site in the place of the old one; if that fails, put the old one back."""
    old = out.with_name(f".{out.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
