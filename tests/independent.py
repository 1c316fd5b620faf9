"""A second opinion on a register: rules, fit and a solver of its own, straight from the truth file.

Nothing here uses the library's records, criteria, fit or rows; only the straight-line miles between
postcodes, which the places room has its own tests for. People are counted on every day. SCIP, not CP-SAT,
solves.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from math import floor
from pathlib import Path
from typing import Any

from ortools.math_opt.python import mathopt

from sharedlives.domain.place import Place
from sharedlives.places import straight_line

TRUTH = Path(__file__).parent / "data"
_DAY = {"Mon": 0, "Tue": 1, "Wed": 2, "Thu": 3, "Fri": 4, "Sat": 5, "Sun": 6}
_LETTERS = {"lt": "LT", "sb": "SB", "day": "DAY"}

Truth = Mapping[str, Any]


def truth_of(name: str) -> Truth:
    """The truth file of a register."""
    return json.loads((TRUTH / f"{name}.truth.json").read_text())


def possible_pairs(truth: Truth) -> set[tuple[str, str]]:
    """Refs of every request and home that could be a pair, were nobody else to come."""
    return {
        (request["ref"], home["ref"])
        for request in truth["referrals"]
        for home in truth["homes"]
        if _possible(truth, request, home) and _has_room_for_one(truth, request, home)
    }


FLOOR = 35
"""The least fit, at its best, with which a home to live in is planned."""


def reached(truth: Truth) -> dict[str, int]:
    """The most that can be reached, one level after the other, of what the truth file says."""
    requests = {request["ref"]: request for request in truth["referrals"]}
    homes = {home["ref"]: home for home in truth["homes"]}
    pairs = [
        (r, h)
        for r, h in sorted(possible_pairs(truth))
        if requests[r]["kind"] != "LT" or fit(truth, requests[r], homes[h])[2] >= FLOOR
    ]
    program = mathopt.Model()
    taken = {pair: program.add_binary_variable() for pair in pairs}
    _once_and_together(truth, program, taken)
    for home in truth["homes"]:
        _count_every_day(truth, home, program, taken)
    found = {}
    for level, counts in _LEVELS.items():
        goal = _sum(counts(truth, requests[r]) * variable for (r, _), variable in taken.items())
        program.maximize(goal)
        solved = mathopt.solve(program, mathopt.SolverType.GSCIP)
        assert solved.termination.reason is mathopt.TerminationReason.OPTIMAL
        found[level] = round(solved.objective_value())
        program.add_linear_constraint(goal >= found[level])
    return found


_LEVELS: Mapping[str, Callable[[Truth, Mapping[str, Any]], int]] = {
    "emergencies met": lambda _, r: r["urgency"] == "emergency" and r["kind"] == "SB",
    "urgent met": lambda _, r: (
        r["urgency"] == "urgent" or (r["urgency"] == "emergency" and r["kind"] != "SB")
    ),
    "homes met": lambda _, r: r["kind"] == "LT",
    "breaks met": lambda _, r: r["kind"] == "SB",
    "days of support met": lambda _, r: len(r["days"] or ()),
    "days waited by those met": lambda truth, r: min(365, _days_apart(r["received"], truth["on"])),
}


def _days_apart(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def fit(truth: Truth, request: Mapping[str, Any], home: Mapping[str, Any]) -> tuple[int, int, int]:
    """At worst, half way and at best: nearness 4, interests 3, one's own wishes 5, animals 1.

    Nothing else that fit is made of is kept by either register for the people who wait.
    """
    parts = [(4, *_nearness(request, home))]
    if request["interests"]:
        parts.append((3, *_in_common(request, home)))
    if "pref" in request["carer_sex"] and truth["key"] != "calderbrook":
        all_are = all(carer["sex"] == request["carer_sex"][0] for carer in home["carers"])
        parts.append((5, *[100 * all_are] * 3))
    if request["pets"].startswith("would love a dog"):
        parts.append((1, *[100 * ("dog" in home["pets"])] * 3))
    weight = sum(part[0] for part in parts)
    low, mid, high = (_half_up(Fraction(sum(p[0] * p[n] for p in parts), weight)) for n in (1, 2, 3))
    return low, mid, high


def _half_up(number: Fraction) -> int:
    return floor(number + Fraction(1, 2))


def _nearness(request: Mapping[str, Any], home: Mapping[str, Any]) -> tuple[int, int, int]:
    """100 next door, 50 at the miles they named, 0 at twice that; to the thousandth of a mile."""
    thousandths = round(_miles(request["postcode"], home["postcode"]) * 1000)
    points = max(0, 100 - _half_up(Fraction(50 * thousandths, request["miles"] * 1000)))
    return points, points, points


def _in_common(request: Mapping[str, Any], home: Mapping[str, Any]) -> tuple[int, int, int]:
    if not home["interests"]:
        return 0, 50, 100
    common = set(request["interests"]) & set(home["interests"])
    points = _half_up(Fraction(100 * len(common), len(set(request["interests"]))))
    return points, points, points


@cache
def _miles(one: str, other: str) -> float:
    miles = straight_line(Place(postcode=one), Place(postcode=other))
    assert miles is not None
    return miles


def _possible(truth: Truth, request: Mapping[str, Any], home: Mapping[str, Any]) -> bool:
    start = date.fromisoformat(request["start"])
    age = _age(request["born"], start)
    low, _, high = home["ages"].rstrip("+").partition("-")
    return (
        home[_column(request)] > 0
        and date.fromisoformat(home["approved"]) <= start
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
        and _miles(request["postcode"], home["postcode"]) <= request["miles"]
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


def _sum(parts: Iterable[Any]) -> mathopt.LinearExpression:
    total = mathopt.LinearExpression()
    for part in parts:
        total += part
    return total


def _once_and_together(truth: Truth, program: mathopt.Model, taken: Mapping[tuple[str, str], Any]) -> None:
    for request in truth["referrals"]:
        mine = {h: variable for (r, h), variable in taken.items() if r == request["ref"]}
        program.add_linear_constraint(_sum(mine.values()) <= 1)
        if request["together"]:
            theirs = {h: variable for (r, h), variable in taken.items() if r == request["together"]}
            for home in set(mine) | set(theirs):
                as_often = _sum((mine.get(home, 0),)) - _sum((theirs.get(home, 0),))
                program.add_linear_constraint(as_often == 0)
        for home, variable in mine.items():
            for other in truth["referrals"]:
                if (other["ref"], home) in taken and _at_odds(truth, request, other):
                    program.add_linear_constraint(variable + taken[other["ref"], home] <= 1)


def _at_odds(truth: Truth, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Kept apart; or one asks that nobody smokes, and no register keeps whether the other does."""
    if one["ref"] == other["ref"]:
        return False
    meet = any(_comes_on(one, day) and _comes_on(other, day) for day in _horizon(truth))
    return meet and (one["apart"] == other["ref"] or one["smoke_ok"] is False)


def _count_every_day(
    truth: Truth, home: Mapping[str, Any], program: mathopt.Model, taken: Mapping[tuple[str, str], Any]
) -> None:
    mine = {r["ref"]: r for r in truth["referrals"] if (r["ref"], home["ref"]) in taken}
    for day in _horizon(truth) if mine else ():
        for left, some in _places_left(truth, home, list(mine.values()), day):
            if some:
                program.add_linear_constraint(
                    _sum(taken[r["ref"], home["ref"]] for r in some) <= max(left, 0)
                )


def _has_room_for_one(truth: Truth, request: Mapping[str, Any], home: Mapping[str, Any]) -> bool:
    return all(
        left > 0
        for day in _horizon(truth)
        for left, some in _places_left(truth, home, [request], day)
        if some
    )


def _places_left(
    truth: Truth, home: Mapping[str, Any], wanting: Sequence[Mapping[str, Any]], day: date
) -> Iterator[tuple[int, list[Mapping[str, Any]]]]:
    """For each limit of a home on a day: how many more it lets in, and who of these counts towards it."""
    coming = [request for request in wanting if _comes_on(request, day)]
    there = _there(truth, home, day)
    kinds = [arrangement["kind"] for arrangement in there]
    yield home["total"] - len(there), coming
    for column, letters in _LETTERS.items():
        yield home[column] - kinds.count(letters), [r for r in coming if r["kind"] == letters]
    if truth["nation"] == "W":
        yield 3 - len(there), coming
    overnight = [request for request in coming if request["kind"] != "DAY"]
    held = _rooms_held(truth, home, day)
    yield home["beds"] - held, overnight
    yield home["ground"] - held, [request for request in overnight if request["ground"]]
