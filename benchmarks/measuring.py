"""One instance and one solver in a process of its own: seconds, memory, and the answer gone over again."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from operator import sub
from typing import Any, Final

from attrs import asdict, frozen

from benchmarks.answers import Answer, Checked, checked
from benchmarks.catalogue import instance
from benchmarks.instances.posing import Instance
from benchmarks.peers import OURS, PACKAGES, PEERS
from benchmarks.plain import NotForThisError
from sharedlives.program.rows import Component

GRACE: Final = 30.0
"""Seconds that a peer may go beyond its limit before its process is ended."""


@frozen(kw_only=True)
class Run:
    """What one solver did with one instance.

    `seconds` are those of building and solving the components; `phases`, of ours alone, those of each phase.
    `beside` is what is reached without any solver, level by level; `levels` are those of all components
    together; `peak` is what the process held at most in MiB, instance and packages included; `note` says why
    there is no answer.
    """

    name: str
    who: str
    seconds: float = 0.0
    phases: Mapping[str, float] = {}
    answers: tuple[Checked, ...] = ()
    recount: Mapping[str, int] = {}
    beside: tuple[int, ...] = ()
    levels: int = 0
    size: str = ""
    peak: int = 0
    note: str = ""

    @property
    def proven(self) -> int:
        """How many of them are proven."""
        return sum(answer.proven for answer in self.answers)

    @property
    def found_any(self) -> bool:
        """Whether there is a choice at all."""
        return any(answer.values for answer in self.answers) or (not self.answers and bool(self.beside))

    @property
    def values(self) -> tuple[int, ...]:
        """What is reached in all, level by level."""
        return _sums(self.beside, [answer.values for answer in self.answers if answer.values])

    @property
    def bounds(self) -> tuple[int, ...]:
        """What cannot be passed in all, level by level; empty where that is not known of every component."""
        bounds = [answer.bounds for answer in self.answers]
        return _sums(self.beside, bounds) if all(bounds) else ()


def _sums(beside: Sequence[int], others: Sequence[Sequence[int]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*filter(None, (beside, *others)), strict=True)))


def run_here(name: str, who: str, seconds: float, made: Callable[[], object] = lambda: None) -> Run:
    """Solve an instance in this process; loading packages and making the instance do not count.

    `made` is called when that is done.
    """
    try:
        for package in PACKAGES[who]:
            importlib.import_module(package)
    except ImportError as error:
        return Run(name=name, who=who, note=f"{error.name} is not installed")
    posed = instance(name)
    if who == OURS:
        made()
        return _ours(name, posed, seconds)
    components = posed.components()
    made()
    try:
        return _peers(name, who, components, seconds)
    except (NotForThisError, MemoryError) as error:
        return Run(name=name, who=who, note=str(error) or "out of memory")


def _ours(name: str, posed: Instance, seconds: float) -> Run:
    ours = posed.solve(seconds)
    components = posed.components()
    answers = tuple(map(checked, components, ours.answers))
    solved = _sums((), [answer.values for answer in answers])
    return Run(
        name=name,
        who=OURS,
        seconds=ours.solving,
        phases=ours.phases,
        answers=answers,
        beside=tuple(map(sub, ours.values, solved)) if solved else ours.values,
        recount=ours.recount,
        levels=_levels(components),
        size=_size(components),
        peak=_peak(),
    )


def _peers(name: str, who: str, components: Sequence[Component], seconds: float) -> Run:
    begun = time.perf_counter()
    answers = []
    for component in components:
        left = seconds - (time.perf_counter() - begun)
        answers.append(PEERS[who](component, left) if left > 0 else Answer(chosen=None, proven=0))
    taken = time.perf_counter() - begun
    return Run(
        name=name,
        who=who,
        seconds=taken,
        answers=tuple(map(checked, components, answers)),
        levels=_levels(components),
        peak=_peak(),
    )


def _size(components: Sequence[Component]) -> str:
    options, rows = sum(each.size for each in components), sum(len(each.rows) for each in components)
    return f"{options} options, {rows} rows, {len(components)} components"


def _levels(components: Sequence[Component]) -> int:
    return sum(len(component.worths) for component in components)


def _peak() -> int:
    """MiB that this process held at most; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def run_apart(name: str, who: str, seconds: float) -> Run:
    """Solve an instance in a process of its own; a peer is ended where it goes far beyond its seconds.

    The library looks at the clock itself, and what comes before and after the solving has no limit.
    """
    words = [sys.executable, "-m", "benchmarks", "one", name, who, "--seconds", str(seconds)]
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as faults,
        subprocess.Popen(words, stdout=subprocess.PIPE, stderr=faults, encoding="utf-8") as process,
    ):
        assert process.stdout is not None
        said = [process.stdout.readline()]
        begun = time.perf_counter()
        ending = threading.Timer(seconds + GRACE, process.kill)
        if who != OURS:
            ending.start()
        said += process.stdout.readlines()
        ending.cancel()
        if process.wait() == 0:
            return from_json(said[-1])
        if time.perf_counter() - begun >= seconds + GRACE:
            return Run(name=name, who=who, note=f"no end within {seconds + GRACE:.0f} s")
        faults.seek(0)
        raise RuntimeError(f"{who} on {name}: {faults.read()}")


def to_json(run: Run) -> str:
    """A run in one line."""
    return json.dumps(asdict(run))


def from_json(text: str) -> Run:
    """A run from its line."""
    plain: dict[str, Any] = json.loads(text)
    answers = tuple(
        Checked(values=tuple(each["values"]), proven=each["proven"], bounds=tuple(each["bounds"]))
        for each in plain.pop("answers")
    )
    return Run(answers=answers, beside=tuple(plain.pop("beside")), **plain)
