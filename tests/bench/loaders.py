"""Read the same bytes by our reader and by PyYAML's C loader, in turns; print one ratio of CPU time a round."""

import gc
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from generator import source


def ours(raws: Sequence[bytes]) -> None:
    for raw in raws:
        if source.read(raw, "")[0] is None:
            raise SystemExit("a record could not be read")


def theirs(raws: Sequence[bytes]) -> None:
    for raw in raws:
        yaml.load(raw, Loader=yaml.CSafeLoader)


def taken(read: Callable[[Sequence[bytes]], None], raws: Sequence[bytes]) -> float:
    gc.collect()
    start = time.process_time()
    read(raws)
    return time.process_time() - start


records, rounds = Path(sys.argv[1]), int(sys.argv[2])
files = [path.read_bytes() for path in sorted(records.rglob("*.yml"))]
for _ in range(rounds):
    print(taken(theirs, files) / taken(ours, files))  # noqa: T201 - this is what it is for
