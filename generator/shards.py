"""Work over many communities: one after the other, or side by side on any executor."""

import contextlib
import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")

PARALLEL_FROM = 4
"""Fewest communities for which starting processes pays."""


def run(shards: Sequence[S], work: Callable[[S], T], executor: Executor | None = None) -> Iterator[T]:
    """Give `work` of each shard, in the order of the shards whoever finishes first.

    `work` is a module-level function that takes a path and gives small facts, so any
    `concurrent.futures.Executor` serves: processes here, a cluster's elsewhere.
    """
    if executor is None:
        yield from map(work, shards)
        return
    yield from executor.map(work, shards)


@contextlib.contextmanager
def pool(count: int, jobs: int | None = None) -> Iterator[Executor | None]:
    """Open processes for `count` shards, or none where they would not pay."""
    jobs = min(jobs or os.cpu_count() or 1, count)
    if jobs < 2 or count < PARALLEL_FROM or "fork" not in multiprocessing.get_all_start_methods():
        yield None
        return
    gc.freeze()  # what is loaded already is shared with the children and never copied by the collector
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as executor:
        yield executor
