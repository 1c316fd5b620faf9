"""Generalised assignment: each item to one agent, no agent over its capacity, at the least cost.

A file holds whole numbers as the OR-Library writes them: how many agents and items; the cost of each item
to the first agent, to the second and so on; likewise how much of each agent's capacity each item takes; and
the capacities. The OR-Library's own files begin with how many such problems follow.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import frozen

from benchmarks.instances.posing import Programmed
from sharedlives.program import AtOnce, Choice, Program, Take

Plan = Mapping[int, int]
"""The agent of each item that has one."""


TABLE: Final = "data.csv"
"""What is published of the files of a folder and those below: their paths, best known bounds and values."""


@frozen(kw_only=True)
class Problem:
    """Costs and loads as ``[agent][item]``, and what each agent can carry."""

    name: str
    costs: tuple[tuple[int, ...], ...]
    loads: tuple[tuple[int, ...], ...]
    capacities: tuple[int, ...]

    @property
    def agents(self) -> range:
        """Every agent."""
        return range(len(self.capacities))

    @property
    def items(self) -> range:
        """Every item."""
        return range(len(self.costs[0]))


@frozen(kw_only=True)
class Published:
    """What is known of a problem: no plan costs less than `bound`, and one costs `best`."""

    bound: int
    best: int


def read(path: Path) -> tuple[Problem, ...]:
    """Every problem of a file; a file that is cut short or has something to spare raises `ValueError`."""
    numbers = [int(word) for word in path.read_text(encoding="utf-8").split()]
    if len(numbers) > 1 and len(numbers) == _length(numbers):
        return (_problem(path.name, numbers),)
    count, rest, found = numbers[0] if numbers else 0, numbers[1:], []
    for number in range(1, count + 1):
        if not 0 < _length(rest) <= len(rest):
            break
        found.append(_problem(f"{path.name}-{number}", rest))
        rest = rest[_length(rest) :]
    if rest or not found or len(found) != count:
        raise ValueError(f"{path.name} does not hold whole problems of generalised assignment")
    return tuple(found)


def _length(numbers: Sequence[int]) -> int:
    """How many numbers the problem has that begins here."""
    if len(numbers) <= 1:
        return 0
    agents, items = numbers[:2]
    return 2 + 2 * agents * items + agents


def _problem(name: str, numbers: Sequence[int]) -> Problem:
    agents, items = numbers[:2]
    lines = [tuple(numbers[at : at + items]) for at in range(2, 2 + 2 * agents * items, items)]
    return Problem(
        name=name,
        costs=tuple(lines[:agents]),
        loads=tuple(lines[agents:]),
        capacities=tuple(numbers[2 + 2 * agents * items :][:agents]),
    )


def published(path: Path) -> Published | None:
    """What `TABLE` in the file's folder, or in one above, says of a file; None where nothing."""
    table = next((folder / TABLE for folder in path.parents if (folder / TABLE).exists()), None)
    if table is None:
        return None
    with table.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            if line["Path"] == path.relative_to(table.parent).as_posix():
                bound, best = line["Best known bound"], line["Best known solution value"]
                return Published(bound=int(bound), best=int(best))
    return None


def faults(problem: Problem, plan: Plan) -> list[str]:
    """What a plan breaks, in words; that an item has no agent is no fault."""
    loads = [0 for _ in problem.agents]
    for item, agent in plan.items():
        loads[agent] += problem.loads[agent][item]
    return [
        f"agent {agent} carries {load} of {capacity}"
        for agent, (load, capacity) in enumerate(zip(loads, problem.capacities, strict=True))
        if load > capacity
    ]


def cost(problem: Problem, plan: Plan) -> int:
    """What a plan costs."""
    return sum(problem.costs[agent][item] for item, agent in plan.items())


def posed(path: Path) -> Programmed:
    """The first problem of a file, for the library."""
    return instance(read(path)[0])


def instance(problem: Problem) -> Programmed:
    """A problem for the library: as many items as can be, and then at the least cost."""
    pairs = {
        f"item {item} to agent {agent}": (item, agent) for item in problem.items for agent in problem.agents
    }
    choices = [
        Choice(
            name,
            meets=f"item {item}",
            takes=Take(f"agent {agent}", size=problem.loads[agent][item]),
            scores={"met": 1, "cost": -problem.costs[agent][item]},
        )
        for name, (item, agent) in pairs.items()
    ]
    rules = [AtOnce(f"agent {agent}", most=capacity) for agent, capacity in enumerate(problem.capacities)]

    def recount(chosen: Sequence[str]) -> dict[str, int]:
        plan = dict(pairs[name] for name in chosen)
        return {
            "cost": cost(problem, plan),
            "met": len(plan),
            "asked": len(problem.items),
            "faults": len(faults(problem, plan)),
        }

    return Programmed(Program(("met", "cost"), choices, rules), recount)
