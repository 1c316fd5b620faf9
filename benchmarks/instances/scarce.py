"""Scarce homes: one component of requests that compete for them, of the shape that a nation has.

Requests and homes lie in a square, evenly or in clusters; a request may be met in each of its nearest homes
that has room. Pairs of requests that rule each other out in one home are drawn at random.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sharedlives.program.rows import Component, Row

NEAREST = 20
"""Homes that each request looks at."""
ROOM = ((0, 0.3), (1, 0.42), (2, 0.21), (3, 0.07))
"""How many a home has room for, and in what share of homes."""
URGENCY = (0.7, 0.22, 0.08)
"""Shares of routine requests, urgent ones and emergencies."""
KINDS = (0.5, 0.3, 0.2)
"""Shares of homes to live in, breaks and days of support, where levels tell them apart."""
LONGEST_WAIT = 365

COUNTRY = 0.2
"""The share of those outside the towns, where there are towns; they tie the towns into one component."""
ROUTINE, URGENT, EMERGENCY = range(3)
LIVE_IN, BREAK, DAYS = range(3)

THREE, FIVE, EIGHT = "three", "five", "eight"
"""Levels: met, days waited and fit; these after emergencies and urgent; or met by kind, and a hash last."""

Whole = NDArray[np.int64]


def scarce(
    requests: int, households: int, conflicts: float, seed: int, *, clusters: int = 0, levels: str = EIGHT
) -> Component:
    """One component of requests that compete for homes.

    Parameters
    ----------
    requests, households
        How many; with half as many homes as requests, not everybody can be met.
    conflicts
        The share of pairs of options in one home that rule each other out.
    seed
        Of all that is drawn.
    clusters
        Around how many towns most requests and homes lie; 0 for evenly over the square.
    levels
        `THREE`, `FIVE` or `EIGHT`.
    """
    draw = np.random.default_rng(seed)
    towns = draw.random((clusters, 2))
    people, homes = _places(draw, requests, towns), _places(draw, households, towns)
    room = draw.choice([places for places, _ in ROOM], households, p=[share for _, share in ROOM])
    nearest = np.array([_nearest(person, homes) for person in people])
    request = np.repeat(np.arange(requests), nearest.shape[1])
    home = nearest.reshape(-1)
    request, home = request[room[home] > 0], home[room[home] > 0]
    worths = _worths(draw, requests, request, home, levels)
    rows = (*_limits(request, home, room), *_conflicts(draw, home, room, conflicts))
    return Component(
        size=len(request),
        worths=tuple(tuple(worth.tolist()) for worth in worths),
        rows=tuple(rows),
        asks=tuple(request.tolist()),
    )


def _places(draw: np.random.Generator, number: int, towns: NDArray[np.float64]) -> NDArray[np.float64]:
    if not len(towns):
        return draw.random((number, 2))
    in_town = towns[draw.integers(len(towns), size=number)] + draw.normal(scale=0.03, size=(number, 2))
    return np.where(draw.random((number, 1)) < COUNTRY, draw.random((number, 2)), in_town)


def _nearest(person: NDArray[np.float64], homes: NDArray[np.float64]) -> Whole:
    distances = ((homes - person) ** 2).sum(axis=1)
    return np.sort(np.argsort(distances, kind="stable")[:NEAREST])


def _worths(
    draw: np.random.Generator, requests: int, request: Whole, home: Whole, levels: str
) -> Iterator[Whole]:
    urgency = draw.choice(3, requests, p=URGENCY)[request]
    kind = draw.choice(3, requests, p=KINDS)[request]
    days = draw.integers(1, 6, requests)[request]
    waited = draw.integers(1, LONGEST_WAIT + 1, requests)[request]
    fit = draw.integers(1, 100, len(request))
    ones = np.ones(len(request), dtype=np.int64)
    if levels == THREE:
        wanted: list[Whole | NDArray[np.bool_]] = [ones, waited, fit]
    elif levels == FIVE:
        wanted = [urgency == EMERGENCY, urgency >= URGENT, ones, waited, fit]
    else:
        met = [kind == LIVE_IN, kind == BREAK, (kind == DAYS) * days]
        wanted = [urgency == EMERGENCY, urgency == URGENT, *met, waited, fit, _hashes(request, home)]
    yield from (worth.astype(np.int64) for worth in wanted)


def _hashes(request: Whole, home: Whole) -> Whole:
    """20 bits of each option's hash, as the tie-break of a plan has them."""
    texts = (f"R-{one}|H-{other}" for one, other in zip(request.tolist(), home.tolist(), strict=True))
    return np.array([int(hashlib.sha256(text.encode()).hexdigest()[:5], 16) for text in texts])


def _limits(request: Whole, home: Whole, room: Whole) -> Iterator[Row]:
    for one, options in _by(request):
        yield _row(options, 1, f"one option for R-{one}")
    for one, options in _by(home):
        if len(options) > room[one]:
            yield _row(options, int(room[one]), f"room in H-{one}")


def _conflicts(draw: np.random.Generator, home: Whole, room: Whole, share: float) -> Iterator[Row]:
    for one, options in _by(home):
        firsts, seconds = np.triu_indices(len(options), 1)
        drawn = draw.random(len(firsts)) < share
        if room[one] > 1:
            for first, second in zip(firsts[drawn].tolist(), seconds[drawn].tolist(), strict=True):
                yield _row([options[first], options[second]], 1, f"at odds in H-{one}")


def _by(owner: Whole) -> Iterator[tuple[int, list[int]]]:
    """The places of the options of each owner, in order of owners."""
    found: dict[int, list[int]] = {}
    for place, one in enumerate(owner.tolist()):
        found.setdefault(one, []).append(place)
    yield from sorted(found.items())


def _row(options: list[int], most: int, why: str) -> Row:
    return Row(weights=tuple((option, 1) for option in options), most=most, why=why)
