"""A second opinion on a register: rules and a solver of its own, straight from the truth file.

Nothing here uses the library's records, criteria or rows; only the straight-line miles between postcodes,
which the places room has its own tests for. People are counted on every day. SCIP, not CP-SAT, solves.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ortools.linear_solver import pywraplp

from sharedlives.domain.place import Place
from sharedlives.places import straight_line

TRUTH = Path(__file__).parent / "data"
_DAY = {"Mon": 0, "Tue": 1, "Wed": 2, "Thu": 3, "Fri": 4, "Sat": 5, "Sun": 6}
_LETTERS = {"lt": "LT", "sb": "SB", "day": "DAY"}

Truth = Mapping[str, Any]


def truth_of(name: str) -> Truth:
    """The truth file of a register."""
    return json.loads((TRUTH / f"{name}.truth.json").read_text())


def met_by_kind(truth: Truth, reaches_the_floor: Callable[[str, str], bool]) -> dict[str, int]:
    """The most that can be met, one level after the other, of what the truth file says.

    Parameters
    ----------
    truth
        The truth file.
    reaches_the_floor
        Whether the fit of a request with a household, by their refs, is not below the floor.
    """
    pairs = [
        (request["ref"], home["ref"])
        for request in truth["referrals"]
        for home in truth["homes"]
        if _possible(truth, request, home)
        and (request["kind"] != "LT" or reaches_the_floor(request["ref"], home["ref"]))
    ]
    solver = pywraplp.Solver.CreateSolver("SCIP")
    taken = {pair: solver.BoolVar(str(pair)) for pair in pairs}
    _once_and_together(truth, solver, taken)
    for home in truth["homes"]:
        _count_every_day(truth, home, solver, taken)
    requests = {request["ref"]: request for request in truth["referrals"]}
    reached = {}
    for level, counts in _LEVELS.items():
        goal = solver.Sum(counts(requests[r]) * variable for (r, _), variable in taken.items())
        solver.Maximize(goal)
        assert solver.Solve() == pywraplp.Solver.OPTIMAL
        reached[level] = round(solver.Objective().Value())
        solver.Add(goal >= reached[level])
    return reached


_LEVELS: Mapping[str, Callable[[Mapping[str, Any]], int]] = {
    "emergencies met": lambda r: r["urgency"] == "emergency" and r["kind"] == "SB",
    "urgent met": lambda r: r["urgency"] == "urgent" or (r["urgency"] == "emergency" and r["kind"] != "SB"),
    "homes met": lambda r: r["kind"] == "LT",
    "breaks met": lambda r: r["kind"] == "SB",
    "days of support met": lambda r: len(r["days"] or ()),
}


def _possible(truth: Truth, request: Mapping[str, Any], home: Mapping[str, Any]) -> bool:
    start = date.fromisoformat(request["start"])
    age = _age(request["born"], start)
    low, _, high = home["ages"].rstrip("+").partition("-")
    miles = straight_line(Place(postcode=request["postcode"]), Place(postcode=home["postcode"]))
    return (
        home[_column(request)] > 0
        and int(low) <= age <= int(high or 200)
        and age >= (18 if truth["nation"] == "W" else 16)
        and home["sexes"] in ("Either", request["sex"])
        and set(request["needs"]) <= set(home["needs"])
        and not (request["smoke_ok"] is False and home["smoker"])
        and not (request["children_ok"] is False and _children(home, start))
        and not ("no dogs" in request["pets"] and "dog" in home["pets"])
        and not ("allergic to cats" in request["pets"] and "cat" in home["pets"])
        and _carers_suit(truth, request, home)
        and (not request["lang"] or request["lang"] in home["langs"])
        and miles <= request["miles"]
        and not _closed(request, home, start)
        and _ground_floor_is_sure(truth, request, home)
        and not any(a["ref"] == request["apart"] for a in _there_with(truth, request, home))
    )


def _column(request: Mapping[str, Any]) -> str:
    return next(column for column, letters in _LETTERS.items() if letters == request["kind"])


def _age(born: str, on: date) -> int:
    day = date.fromisoformat(born)
    return on.year - day.year - ((on.month, on.day) < (day.month, day.day))


def _children(home: Mapping[str, Any], on: date) -> bool:
    """Children whose age the sheet gives, and the others in the home by their birth date."""
    return bool(home["children"]) or any(_age(other["born"], on) < 18 for other in home["others"])


def _carers_suit(truth: Truth, request: Mapping[str, Any], home: Mapping[str, Any]) -> bool:
    """Calderbrook's sheet does not keep the sex of carers: there "F only" is a question, not a yes."""
    if "only" not in request["carer_sex"]:
        return True
    if truth["key"] == "calderbrook":
        return False
    return all(carer["sex"] == request["carer_sex"][0] for carer in home["carers"])


def _last_day(request: Mapping[str, Any]) -> date | None:
    """The last night, or None for a home to live in and for day support, which have no end."""
    if request["nights"] is None:
        return None
    return date.fromisoformat(request["start"]) + timedelta(days=request["nights"] - 1)


def _comes_on(request: Mapping[str, Any], day: date) -> bool:
    last = _last_day(request)
    if day < date.fromisoformat(request["start"]) or (last is not None and day > last):
        return False
    return not request["days"] or day.weekday() in {_DAY[name] for name in request["days"]}


def _closed(request: Mapping[str, Any], home: Mapping[str, Any], start: date) -> bool:
    if home["closed"] is None:
        return False
    first, last = (date.fromisoformat(day) for day in home["closed"])
    if request["kind"] == "LT":
        return first <= start <= last
    return any(_comes_on(request, day) for day in _days(first, last))


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _sleeps(arrangement: Mapping[str, Any], day: date) -> bool:
    end = arrangement["end"]
    return date.fromisoformat(arrangement["start"]) <= day and (end is None or day < date.fromisoformat(end))


def _there(truth: Truth, home: Mapping[str, Any], day: date) -> list[Mapping[str, Any]]:
    """Who sleeps in a home; somebody who stays with another household that night does not."""
    away = {a["ref"] for a in truth["arrangements"] if a["kind"] == "SB" and _sleeps(a, day)}
    return [
        a
        for a in truth["arrangements"]
        if a["home"] == home["ref"] and _sleeps(a, day) and (a["kind"] == "SB" or a["ref"] not in away)
    ]


def _there_with(truth: Truth, request: Mapping[str, Any], home: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Who is in a home on any day that the request would be."""
    found = {}
    for day in _horizon(truth):
        if _comes_on(request, day):
            found |= {
                a["ref"]: a for a in truth["arrangements"] if a["home"] == home["ref"] and _sleeps(a, day)
            }
    return list(found.values())


def _horizon(truth: Truth) -> Iterator[date]:
    """From the register's day to a month after the last date in it; after that nothing changes."""
    ends = [a["end"] for a in truth["arrangements"] if a["end"]]
    last = max([*ends, *(r["start"] for r in truth["referrals"])])
    return _days(date.fromisoformat(truth["on"]), date.fromisoformat(last) + timedelta(days=31))


def _rooms_held(truth: Truth, home: Mapping[str, Any], day: date) -> int:
    """A room stays somebody's while they are away."""
    return sum(a["home"] == home["ref"] and _sleeps(a, day) for a in truth["arrangements"])


def _ground_floor_is_sure(truth: Truth, request: Mapping[str, Any], home: Mapping[str, Any]) -> bool:
    """The sheet says whether there is one such room, and of nobody which room is theirs."""
    if not request["ground"] or request["kind"] == "DAY":
        return True
    nights = [day for day in _horizon(truth) if _comes_on(request, day)]
    return bool(home["ground"]) and all(_rooms_held(truth, home, night) == 0 for night in nights)


def _once_and_together(truth: Truth, solver: Any, taken: Mapping[tuple[str, str], Any]) -> None:
    for request in truth["referrals"]:
        mine = {h: variable for (r, h), variable in taken.items() if r == request["ref"]}
        solver.Add(solver.Sum(mine.values()) <= 1)
        if request["together"]:
            theirs = {h: variable for (r, h), variable in taken.items() if r == request["together"]}
            for home in set(mine) | set(theirs):
                solver.Add(mine.get(home, 0) - theirs.get(home, 0) == 0)
        for home, variable in mine.items():
            for other in truth["referrals"]:
                if (other["ref"], home) in taken and _at_odds(truth, request, other):
                    solver.Add(variable + taken[other["ref"], home] <= 1)


def _at_odds(truth: Truth, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Kept apart; or one asks that nobody smokes, and no register keeps whether the other does."""
    if one["ref"] == other["ref"]:
        return False
    meet = any(_comes_on(one, day) and _comes_on(other, day) for day in _horizon(truth))
    return meet and (one["apart"] == other["ref"] or one["smoke_ok"] is False)


def _count_every_day(
    truth: Truth, home: Mapping[str, Any], solver: Any, taken: Mapping[tuple[str, str], Any]
) -> None:
    mine = [(r, taken[r["ref"], home["ref"]]) for r in truth["referrals"] if (r["ref"], home["ref"]) in taken]
    for day in _horizon(truth) if mine else ():
        coming = [(request, variable) for request, variable in mine if _comes_on(request, day)]
        there = _there(truth, home, day)
        kinds = [a["kind"] for a in there]
        limits = [(home["total"], len(there), coming)]
        for column, letters in _LETTERS.items():
            some = [(request, variable) for request, variable in coming if request["kind"] == letters]
            limits.append((home[column], kinds.count(letters), some))
        if truth["nation"] == "W":
            limits.append((3, len(there), coming))
        overnight = [(request, variable) for request, variable in coming if request["kind"] != "DAY"]
        limits.append((home["beds"], _rooms_held(truth, home, day), overnight))
        limits.append((home["ground"], 0, [(r, v) for r, v in overnight if r["ground"]]))
        for most, already, some in limits:
            if some:
                solver.Add(solver.Sum(variable for _, variable in some) <= max(most - already, 0))
