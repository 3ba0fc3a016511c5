"""What a command takes: run to its end as a process of its own, children and all."""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

ROOT = Path(__file__).parents[2]
_ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
_ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled modules are kept, as on anybody's machine
Command = Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process and its children took: seconds, and the megabytes of the largest of them."""

    wall: float
    cpu: float
    peak: float


WALL, CPU, PEAK = attrgetter("wall"), attrgetter("cpu"), attrgetter("peak")


def spent(command: Command, status: int = 0) -> Spent:
    """Run a command to its end, see that it ends as it should and what it took."""
    start = time.perf_counter()
    told = subprocess.DEVNULL if status else None  # what is to fail will complain
    process = subprocess.Popen(command, cwd=ROOT, env=_ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=told)
    _, ended, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(ended)
    if process.returncode != status:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}, not {status}")
    return Spent(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
