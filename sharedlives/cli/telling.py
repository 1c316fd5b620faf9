"""What is said beside a result: problems in the data, what was written, and that something takes a while."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Timer
from typing import Final

from rich.status import Status

from sharedlives.cli.page import Page, Part, aside
from sharedlives.domain.scheme import COLLECTIONS
from sharedlives.errors import CellProblem, Severity
from sharedlives.files.reading import Reading
from sharedlives.program import Progress

_PATIENCE: Final = 1.0
"""Seconds before it is said that something takes a while."""
_MOST_PLACES: Final = 8
_HEADINGS: Final = {
    Severity.STOPS: ("This stops the reading", "bold red"),
    Severity.LEFT_OUT: ("Left out", "bold red"),
    Severity.NOTICE: ("Read, and worth a look", "bold yellow"),
}


def tell_problems(page: Page, problems: Sequence[CellProblem]) -> None:
    """Every problem, the gravest first, each with its place, what the cell says, and what to do."""
    for severity, (heading, style) in _HEADINGS.items():
        some = [problem for problem in problems if problem.severity is severity]
        if some:
            page.put((f"{heading} ({len(some)})", style))
            for problem in some:
                page.put(*_one(problem), indent=2, hang=2)
            page.blank()


def _one(problem: CellProblem) -> Iterator[Part]:
    yield _few(problem.place, ", "), "bold"
    if problem.heading:
        yield f" · {problem.heading}", "cyan"
    if problem.given is not None:
        yield f" · it says “{_few(problem.given, '; ')}”"
    yield f" · {problem.expected} {problem.suggestion}".rstrip()


def _few(text: str, separator: str) -> str:
    """The first of many places or values that one problem names, and how many more there are."""
    parts = text.split(separator)
    if len(parts) <= _MOST_PLACES:
        return text
    return f"{separator.join(parts[:_MOST_PLACES])} and {len(parts) - _MOST_PLACES} more"


def tell_briefly(page: Page, reading: Reading) -> None:
    """What stops or was left out in full; notices only by their number, for they change nothing."""
    tell_problems(page, [p for p in reading.problems if p.severity is not Severity.NOTICE])
    notices = len(reading.of(Severity.NOTICE))
    if notices and reading.scheme is not None:
        things = "1 thing was read and is" if notices == 1 else f"{notices} things were read and are"
        page.put((f"{things} worth a look: sharedlives import lists them.", "dim"))
        page.blank()


def tell_what_was_read(page: Page, reading: Reading) -> None:
    """How many records of each kind were read, and how blank cells were."""
    scheme = reading.scheme
    if scheme is None:
        return
    found = [(name.replace("_", " "), len(getattr(scheme, name))) for name in COLLECTIONS]
    told = ", ".join(f"{number} {name}" for name, number in found if number)
    page.put(f"Read: {scheme.name or 'a scheme without a name'}: {told or 'no records'}.")
    as_no = sorted(_spaced(fact) for fact, answer in reading.silence if answer == "no")
    if as_no:
        page.put((f"A blank cell was read as “no” for: {', '.join(as_no)}.", "dim"))
    if reading.silence:
        page.put(("Any other blank cell was read as not known, which is a question to ask.", "dim"))


def _spaced(fact: str) -> str:
    return fact.replace(".", " ").replace("_", " ")


@contextmanager
def waiting(what: str) -> Iterator[Callable[[Progress], object] | None]:
    """Say on a terminal that something takes a while, and how far it is; quiet where nobody looks on."""
    console = aside().console
    if not console.is_terminal:
        yield None
        return
    status = Status(what, console=console)
    timer = Timer(_PATIENCE, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda at: status.update(f"{what}: part {at.component} of {at.of}, {at.level}")
    finally:
        timer.cancel()
        timer.join()
        status.stop()


def write_out(text: str) -> None:
    """Put a document on standard output, the same bytes on every system."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        buffer.write(text.encode())
        buffer.flush()
