"""One table: ours and the peers on the same instances in the same run, as ratios."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from attrs import evolve

from benchmarks.answers import hold_together
from benchmarks.catalogue import peers_of
from benchmarks.measuring import Run, run_apart
from benchmarks.peers import OTHER_OBJECTIVE, OURS

_WIDTHS: Final = (22, 22, 9, 8, 16, 9, 0)


def line(*cells: str) -> str:
    """Cells in columns."""
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=False)).rstrip()


HEADING: Final = line(
    "instance", "who", "seconds", "x ours", "levels proven", "peak MiB", "reached, level by level"
)


def machine() -> str:
    """Where this runs, and with which versions of whatever matters; one line."""
    versions = []
    for package in ("ortools", "numpy", "scipy", "matching"):
        with suppress(PackageNotFoundError):
            versions.append(f"{package} {version(package)}")
    system = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    return f"{system}; Python {platform.python_version()}, {', '.join(versions)}"


def compared(
    name: str, *, seconds: float, times: int = 1, peers: Sequence[str] | None = None
) -> Iterator[str]:
    """Solve an instance by the library and by peers, a line each; where two contradict, it raises."""
    ours = median([run_apart(name, OURS, seconds) for _ in range(times)])
    yield said(ours, ours)
    yield line("", f"  {ours.size}: {_phases(ours)}")
    for peer in peers_of(name) if peers is None else peers:
        theirs = evolve(run_apart(name, peer, seconds), beside=ours.beside)
        hold_together(ours.answers, theirs.answers or ours.answers)
        yield said(theirs, ours)


def _phases(run: Run) -> str:
    return ", ".join(f"{phase} {seconds:.2f} s" for phase, seconds in run.phases.items())


def median(runs: Sequence[Run]) -> Run:
    """The first of several runs with the median of all seconds; they must have answered the same."""
    first = runs[0]
    for run in runs[1:]:
        hold_together(first.answers, run.answers)
    return evolve(
        first,
        seconds=statistics.median(run.seconds for run in runs),
        phases={
            phase: statistics.median(run.phases[phase] for run in runs if phase in run.phases)
            for phase in first.phases
        },
    )


def said(run: Run, ours: Run) -> str:
    """One line of the table."""
    name = run.name if run.who == OURS else ""
    if run.note:
        return line(name, run.who, "-", "-", run.note)
    proven = "other objective" if run.who in OTHER_OBJECTIVE else f"{run.proven} of {run.levels}"
    ratio = f"x{run.seconds / ours.seconds:.1f}" if ours.seconds else "-"
    reached = " ".join(map(str, run.values)) if run.found_any else "nothing"
    return line(name, run.who, f"{run.seconds:.2f}", ratio, proven, str(run.peak or "-"), reached)
