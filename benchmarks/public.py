"""Public instances: every file of a folder, and what is reached beside what is known of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import evolve

from benchmarks.answers import hold_together
from benchmarks.instances import gap, pas
from benchmarks.measuring import Run, run_apart
from benchmarks.peers import OURS

_WIDTHS: Final = (26, 14, 13, 9, 9, 8, 9, 9, 0)


def _line(*cells: str) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True)).rstrip()


def table(kind: str, folder: Path, only: str, *, seconds: float, peers: Sequence[str] = ()) -> Iterator[str]:
    """A line for each file that a pattern matches, and one for each peer; where two contradict, it raises."""
    known = "published" if kind == "gap" else "relaxed"
    yield _line("file", "who", "met", "cost", "bound", "gap", "seconds", "peak MiB", known)
    counted: Counter[str] = Counter()
    for path in sorted(folder.rglob(only)):
        if not path.is_file() or path.suffix == ".csv":
            continue
        ours = run_apart(f"{kind}:{path}", OURS, seconds)
        yield said(path.relative_to(folder).as_posix(), ours, _known(kind, path, seconds))
        counted.update(_reached(path, ours))
        for peer in peers:
            theirs = evolve(run_apart(f"{kind}:{path}", peer, seconds), beside=ours.beside)
            hold_together(ours.answers, theirs.answers or ours.answers)
            yield said("", theirs, "")
    yield ", ".join(f"{number} {what}" for what, number in counted.items())


def _reached(path: Path, ours: Run) -> Iterator[str]:
    """What is to be counted of a file; a recount that does not bear out what the library said raises."""
    yield "files"
    if not ours.found_any:
        return
    if ours.recount["faults"] or ours.recount["cost"] != -ours.values[-1]:
        raise AssertionError(f"{path.name}: the recount does not bear out what the library said")
    if ours.recount["met"] == ours.recount["asked"]:
        yield "with all met"
    if ours.proven == ours.levels:
        yield "proven"
    known = gap.published(path)
    if known is not None and ours.recount["met"] == ours.recount["asked"]:
        if known.bound > ours.recount["cost"]:
            raise AssertionError(f"{path.name}: no plan costs less than {known.bound}, it is published")
        if known.best == ours.recount["cost"]:
            yield "at the best published"


def _known(kind: str, path: Path, seconds: float) -> str:
    """What is known of a file beside what we say: the published best and its bound, or a relaxed bound."""
    if kind == "pas":
        bound = pas.relaxed_bound(pas.read(path), seconds)
        return "-" if bound is None else f"{bound / 10:.1f}"
    found = gap.published(path)
    if found is None:
        return "-"
    return f"{found.best} (optimum)" if found.best == found.bound else f"{found.best} (bound {found.bound})"


def said(name: str, run: Run, known: str) -> str:
    """One line: what a run met and at which cost, and how far off its own bound that may be."""
    if not run.found_any:
        return _line(
            name, run.who, "-", "-", "-", "-", f"{run.seconds:.1f}", str(run.peak), run.note or known
        )
    unit = 10 if run.name.startswith("pas") else 1
    met, cost = run.values[0], -run.values[-1]
    asked = run.recount.get("asked", 0)
    bounds = run.bounds or (run.values if run.proven == run.levels else ())
    # A bound on costs says nothing unless no plan meets more.
    bound = -bounds[-1] if bounds and bounds[0] == met else None
    return _line(
        name,
        run.who,
        f"{met} of {asked}" if asked else str(met),
        f"{cost / unit:g}",
        "-" if bound is None else f"{bound / unit:g}",
        "-" if bound is None else f"{(cost - bound) / max(cost, 1):.2%}",
        f"{run.seconds:.1f}",
        str(run.peak),
        known,
    )
