import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from generator import shards


def test_one_after_the_other() -> None:
    assert list(shards.run([1, 2, 3], str)) == ["1", "2", "3"]


def test_results_come_in_the_order_of_the_shards_whoever_finishes_first() -> None:
    second_is_done = threading.Event()

    def work(shard: str) -> str:
        if shard == "first":
            assert second_is_done.wait(10)
        else:
            second_is_done.set()
        return shard

    with ThreadPoolExecutor(2) as executor:
        assert list(shards.run(["first", "second"], work, executor)) == ["first", "second"]


@pytest.mark.parametrize(("count", "jobs"), [(0, None), (shards.PARALLEL_FROM - 1, 8), (100, 1)])
def test_no_processes_where_they_would_not_pay(count: int, jobs: int | None) -> None:
    with shards.pool(count, jobs) as executor:
        assert executor is None
