"""When a search is to end before it has proven everything: at a moment of the clock, or as soon as asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

Cancel = Callable[[], bool]
"""Asked now and then, perhaps from another thread, whether to stop; not asked again once it has said so."""

ASKED_EVERY: Final = 0.05
"""Seconds between one asking and the next, while a solver runs."""


class Stop:
    """When to stop, of one search and all its parts.

    What a host is to be asked with cannot travel to another process: a copy there keeps to the time only.
    """

    def __init__(self, deadline: float | None = None, cancel: Cancel | None = None) -> None:
        # The monotonic clock is one for all processes of a machine, so a moment of it means the same in each.
        self.deadline = deadline
        self._cancel = cancel
        self._is_cancelled = False

    def __reduce__(self) -> tuple[type[Stop], tuple[float | None]]:
        """Travel between processes with the deadline alone."""
        return Stop, (self.deadline,)

    @property
    def can_be_asked(self) -> bool:
        """Whether somebody may ask for it to stop."""
        return self._cancel is not None

    def is_cancelled(self) -> bool:
        """Whether somebody has asked for it to stop."""
        if not self._is_cancelled and self._cancel is not None:
            self._is_cancelled = self._cancel()
        return self._is_cancelled

    def is_now(self) -> bool:
        """Whether to stop: the time is up, or somebody has asked."""
        return self.is_cancelled() or (self.deadline is not None and time.monotonic() >= self.deadline)

    def seconds_left(self) -> float | None:
        """How long there is still; None for as long as it takes."""
        if self.is_cancelled():
            return 0.0
        return None if self.deadline is None else max(self.deadline - time.monotonic(), 0.0)

    @contextmanager
    def ending(self, end: Callable[[], object]) -> Iterator[None]:
        """While this lasts, call `end` as soon as somebody asks to stop, and again until it has ended."""
        if not self.can_be_asked:
            yield
            return
        over = Event()

        def watch() -> None:
            while not over.wait(ASKED_EVERY):
                if self.is_cancelled():
                    end()

        watcher = Thread(target=watch, name="sharedlives-cancel", daemon=True)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()


FOR_EVER: Final = Stop()
"""As long as it takes."""
