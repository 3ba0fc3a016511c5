"""Compressed files of the index: written only where their content changed, linked to the old site's otherwise."""

import json
import os
import shutil
import zlib

SUFFIX = ".bin"
"""Gzip all the same: a server may unpack what is called .gz, and may not pack what is called .json."""

_GZIP = 31


def put(new: str, old: str, raw: bytes) -> None:
    """Write a file of the new site, or link the old site's where that holds the same; names are without suffix."""
    try:
        with open(old + SUFFIX, "rb") as file:  # noqa: PTH123 - measured: Path costs more than many a file here
            same = zlib.decompress(file.read(), _GZIP) == raw
    except (OSError, zlib.error):
        same = False
    if not (same and link(new, old)):
        with open(new + SUFFIX, "wb") as file:  # noqa: PTH123 - as above
            file.write(zlib.compress(raw, wbits=_GZIP))


def link(new: str, old: str) -> bool:
    """Let a file of the new site be the old site's; tell whether there was one."""
    try:
        os.link(old + SUFFIX, new + SUFFIX)
    except FileNotFoundError:
        return False
    except OSError:  # not every file system has links
        shutil.copy2(old + SUFFIX, new + SUFFIX)
    return True


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
