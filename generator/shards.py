"""Work over many communities: one after the other, or side by side on any executor."""

import contextlib
import gc
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor

S = TypeVar("S")
T = TypeVar("T")

PARALLEL_FROM = 4
"""Fewest communities for which starting processes pays."""


def run(shards: Sequence[S], work: Callable[[S], T], executor: "Executor | None" = None) -> Iterator[T]:
    """Give `work` of each shard, in the order of the shards whoever finishes first.

    `work` is a module-level function that takes a path and gives small facts, so any
    `concurrent.futures.Executor` serves: processes here, a cluster's elsewhere.
    """
    spared = partial(_spared, work)
    yield from map(spared, shards) if executor is None else executor.map(spared, shards)


def _spared(work: Callable[[S], T], shard: S) -> T:
    """Do one shard with the collector off: it would look at every record again and again and find nothing."""
    gc.disable()
    try:
        return work(shard)
    finally:
        gc.enable()


@contextlib.contextmanager
def pool(count: int, jobs: int | None = None) -> "Iterator[Executor | None]":
    """Open processes for `count` shards, or none where they would not pay."""
    jobs = min(jobs or os.cpu_count() or 1, count)
    if jobs < 2 or count < PARALLEL_FROM:
        yield None
        return
    # Loaded here, for most checks after an edit need one process.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    if "fork" not in multiprocessing.get_all_start_methods():
        yield None
        return
    gc.freeze()  # what is loaded already is shared with the children and never copied by the collector
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as executor:
        yield executor
