#!/usr/bin/env python3
"""Fetch the Nu HTML checker into .venv. It is one file, published on npm alone; npm itself would bring hundreds."""

import base64
import hashlib
import io
import os
import sys
import tarfile
import urllib.request
from pathlib import Path

VERSION = "26.9.27"
INTEGRITY = "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="
"""SHA-512 of the package, as `npm view vnu-jar@26.9.27 dist.integrity` gives it."""

REGISTRY = os.environ.get("NPM_CONFIG_REGISTRY") or "https://registry.npmjs.org"
TARGET = Path(sys.prefix) / f"vnu-{VERSION}.jar"


def main() -> None:
    """Fetch, compare the hash, unpack the one file that is wanted."""
    if TARGET.exists():
        return
    address = f"{REGISTRY.rstrip('/')}/vnu-jar/-/vnu-jar-{VERSION}.tgz"
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - the registry's own address
            package = answer.read()
    except OSError as problem:
        sys.exit(f"{address}: {problem}")
    if base64.b64encode(hashlib.sha512(package).digest()).decode() != INTEGRITY:
        sys.exit(f"{address}: not the file that was expected")
    with tarfile.open(fileobj=io.BytesIO(package)) as files:
        part = TARGET.with_suffix(".part")
        part.write_bytes(files.extractfile("package/build/dist/vnu.jar").read())  # type: ignore[union-attr] # the hash says that it is there
    for old in TARGET.parent.glob("vnu-*.jar"):
        old.unlink()
    part.rename(TARGET)


if __name__ == "__main__":
    main()
