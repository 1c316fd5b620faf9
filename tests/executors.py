"""Wherever components may be solved: threads, processes begun in every way, a cluster in memory."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager

WAYS = ("threads", "spawn", "forkserver", "dask")


@contextmanager
def an_executor(way: str) -> Iterator[Executor]:
    """An executor of one of the `WAYS`, and nothing of it left behind."""
    if way == "threads":
        with ThreadPoolExecutor(2) as executor:
            yield executor
    elif way == "dask":
        from distributed import Client, LocalCluster

        cluster = LocalCluster(
            n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None, protocol="inproc://"
        )
        with cluster, Client(cluster) as client, client.get_executor() as executor:
            yield executor
    else:
        with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(way)) as executor:
            yield executor
