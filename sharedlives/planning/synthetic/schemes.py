"""One invented scheme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sharedlives.domain.request import Request
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import Kind, Nation, RequestStatus
from sharedlives.errors import InvalidRecordError
from sharedlives.planning.synthetic.areas import a_middle, area_around
from sharedlives.planning.synthetic.asking import ask
from sharedlives.planning.synthetic.between import (
    begin_introductions,
    bring_together,
    hold_a_place,
    keep_apart,
    say_no,
)
from sharedlives.planning.synthetic.carers import add_applicants, add_carers, assess, carers_by_home
from sharedlives.planning.synthetic.drawing import Draw
from sharedlives.planning.synthetic.evidence import check_home
from sharedlives.planning.synthetic.homes import household_of, make_homes
from sharedlives.planning.synthetic.living import (
    come_for_the_day,
    homes_to_live_in,
    live,
    stay_for_a_time,
    take_breaks,
)
from sharedlives.planning.synthetic.making import MOST_AT_ONCE, Home, Making
from sharedlives.planning.synthetic.people import make_person
from sharedlives.planning.synthetic.sizes import SIZES, SchemeSize
from sharedlives.planning.synthetic.tables import of_living
from sharedlives.planning.synthetic.tables.shares import Shares

REGISTER_DAY: Final = date(2026, 11, 16)
"""The day an invented register speaks of unless another is given."""

_LIVES: Final = (Kind.LIVE_IN, Kind.PARENT_AND_CHILD)


def make_scheme(
    size: str | SchemeSize = "scheme",
    nation: Nation = Nation.ENGLAND,
    seed: int | str = 0,
    *,
    on: date = REGISTER_DAY,
    around: str | None = None,
    asked: Mapping[Kind, float] | None = None,
) -> Scheme:
    """An invented scheme, complete enough to match on and to audit: nobody in it exists.

    The same arguments give the same scheme, byte for byte, on every machine. What is drawn, how often and on
    what grounds stands in `sharedlives.planning.synthetic.tables`.

    Parameters
    ----------
    size
        ``"scheme"`` (150 households, 60 open requests), ``"large"`` (600 and 400), or a `SchemeSize`.
    nation
        The nation whose law binds it, and where it lies.
    seed
        Which of the many schemes of this size.
    on
        The day its register is kept; everything is dated around it.
    around
        The postcode district (``HX1``) in the middle of it; None for one drawn in the nation.
    asked
        The kinds that open requests are for, each with its part of them; None for what `tables` has.

    Raises
    ------
    InvalidRecordError
        Where no size has this name, or where no such postcode district is lived in.
    """
    if isinstance(size, str) and size not in SIZES:
        raise InvalidRecordError(f"size: one of {', '.join(SIZES)}, or a SchemeSize")
    middle = around or a_middle(nation, Draw(seed, nation, "middle"))
    if asked is not None and not any(part > 0 for part in asked.values()):
        raise InvalidRecordError("asked: give at least one kind a part greater than 0")
    making = Making(
        size=SIZES[size] if isinstance(size, str) else size,
        nation=nation,
        on=on,
        words=(seed, nation, middle),
        area=area_around(middle, Draw(seed, nation, middle, "area")),
    )
    _fill(making, of_living.ASKED_FOR if asked is None else Shares("Asked for", tuple(asked.items())))
    collections: dict[str, Any] = {name: tuple(records) for name, records in making.records.items()}
    return Scheme(
        name=f"Invented scheme around {middle}",
        nation=nation,
        as_at=on,
        neighbourhoods=making.area.neighbourhoods,
        local_limit=MOST_AT_ONCE,
        **{**collections, "people": tuple(making.people.values())},
    )


def _fill(making: Making, shares: Shares[Kind]) -> None:
    kinds = making.draw("kinds").spread(of_living.SUPPORTED_BY, making.size.supported)
    needed = Counter(kind for some in kinds for kind in some)
    make_homes(making, {kind: needed[kind] if kind.is_home else -(-needed[kind] // 4) for kind in Kind})
    own = _homes_of(making, kinds)
    asked = making.draw("asked").spread(shares, making.size.requests)
    askers = _askers(making, kinds, own, asked)
    for index, some in enumerate(kinds):
        _support(making, f"P{index + 1:05}", some, own[index], looking=index in askers)
    requests = _ask(making, asked, askers, own)
    bring_together(making, [r for r in requests if r.person_id > f"P{len(kinds):05}"])
    requests = [request for request in making.records["requests"] if request.status is RequestStatus.OPEN]
    keep_apart(making, requests)
    say_no(making, requests)
    begin_introductions(making, requests)
    _further_requests(making, requests)
    for home, roles in carers_by_home(making):
        household = household_of(making, home)
        making.add("households", household)
        if roles:
            add_carers(making, home, roles)
            check_home(making, home, household)
        else:
            assess(making, home)
    add_applicants(making)


def _homes_of(making: Making, kinds: list[tuple[Kind, ...]]) -> list[Home | None]:
    """The carers' home in which each person supported lives, None for those who live elsewhere."""
    own: list[Home | None] = [None] * len(kinds)
    for kind in _LIVES:
        living = [index for index, some in enumerate(kinds) if kind in some]
        for index, home in zip(living, homes_to_live_in(making, kind, len(living)), strict=True):
            own[index] = home
    return own


def _askers(
    making: Making, kinds: list[tuple[Kind, ...]], own: list[Home | None], asked: list[Kind]
) -> dict[int, int]:
    """Which of the people supported ask for something, and which of the requests is theirs.

    Those whose carers stop are the first to ask for a new home.
    """
    draw = making.draw("askers")
    order = draw.shuffled(range(len(kinds)))
    moving = [i for i in order if (home := own[i]) is not None and home.stops_on is not None]
    askers: dict[int, int] = {}
    for number, kind in enumerate(asked):
        share = of_living.ASKED_BY_SOMEBODY_SUPPORTED.get(kind)
        if share is None or not draw.chance(share):
            continue
        fitting = moving + order if kind is Kind.LIVE_IN else order
        found = next(
            (i for i in fitting if i not in askers and (kind is not Kind.LIVE_IN or own[i] is not None)), None
        )
        if found is not None:
            askers[found] = number
    return askers


def _support(
    making: Making, identity: str, kinds: tuple[Kind, ...], home: Home | None, *, looking: bool
) -> None:
    """Somebody supported, with their arrangements."""
    place = None if home is None else home.place
    person = make_person(making, identity, kinds[0], looking=looking, home=place)
    making.people[identity] = person
    for kind in kinds:
        if kind in _LIVES and home is not None:
            live(making, person, home, kind)
        elif kind is Kind.INTERMEDIATE:
            stay_for_a_time(making, person)
        elif kind is Kind.SHORT_BREAK:
            take_breaks(making, person, home)
        else:
            come_for_the_day(making, person, kind, home)


def _ask(making: Making, asked: list[Kind], askers: dict[int, int], own: list[Home | None]) -> list[Request]:
    by_number = {number: index for index, number in askers.items()}
    found = []
    for number, kind in enumerate(asked):
        index = by_number.get(number)
        if index is None:
            person_id = _newcomer(making, kind)
            found.append(ask(making, person_id, kind, making.people[person_id].neighbourhood))
            continue
        person = making.people[f"P{index + 1:05}"]
        home = own[index]
        stops = None if home is None or kind is not Kind.LIVE_IN else home.stops_on
        found.append(ask(making, person.id, kind, person.neighbourhood, not_before=stops))
    return found


def _newcomer(making: Making, kind: Kind) -> str:
    identity = f"P{len(making.people) + 1:05}"
    making.people[identity] = make_person(making, identity, kind, looking=True)
    return identity


def _further_requests(making: Making, requests: list[Request]) -> None:
    """Requests beside the open ones: some that hold a place, and some that are no longer looked at."""
    for request in requests:
        draw = making.draw("further", request.id)
        if draw.chance(of_living.BEING_INTRODUCED):
            kind = draw.one_of((Kind.LIVE_IN, Kind.SHORT_BREAK))
            hold_a_place(making, ask(making, _newcomer(making, kind), kind, None))
        if draw.chance(of_living.OTHER_STATUS):
            status = draw.one_of((RequestStatus.ON_HOLD, RequestStatus.WITHDRAWN, RequestStatus.MET))
            ask(making, _newcomer(making, request.kind), request.kind, None, status=status)
