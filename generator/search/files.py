"""Compressed files of the index: written only where their content changed, linked to the old site's otherwise."""

import json
import os
import zlib
from pathlib import Path

SUFFIX = ".bin"
"""Gzip all the same: a server may unpack what is called .gz, and may not pack what is called .json."""

_GZIP = 31


def put(fresh: Path, old: Path, name: str, raw: bytes) -> None:
    """Write a file of the new site, or link the old site's where that holds the same."""
    new, known = fresh / f"{name}{SUFFIX}", old / f"{name}{SUFFIX}"
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        if zlib.decompress(known.read_bytes(), _GZIP) == raw:
            os.link(known, new)
            return
    except (OSError, zlib.error):
        pass
    new.write_bytes(zlib.compress(raw, wbits=_GZIP))


def line(value: object) -> str:
    """Write a line of JSON: every file begins with one."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def varint(number: int) -> bytes:
    """Write a number, seven bits a byte, the lowest first; all bytes but the last have their high bit set."""
    if number < 128:
        return bytes((number,))
    encoded = bytearray()
    while number > 127:
        encoded.append(number & 127 | 128)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)
