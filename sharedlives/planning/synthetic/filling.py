"""Filling a scheme: people supported with their homes, what is asked for, and the records around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import define

from sharedlives.domain.request import Request
from sharedlives.domain.words import Kind, RequestStatus
from sharedlives.planning.synthetic.asking import ask
from sharedlives.planning.synthetic.between import (
    begin_introductions,
    bring_together,
    hold_a_place,
    keep_apart,
    record_moves,
    say_no,
)
from sharedlives.planning.synthetic.carers import add_applicants, add_carers, assess, carers_by_home
from sharedlives.planning.synthetic.evidence import check_home
from sharedlives.planning.synthetic.homes import household_of, make_homes
from sharedlives.planning.synthetic.living import (
    come_for_the_day,
    homes_to_live_in,
    live,
    stay_for_a_time,
    take_breaks,
)
from sharedlives.planning.synthetic.making import Home, Making
from sharedlives.planning.synthetic.people import make_person
from sharedlives.planning.synthetic.tables import of_living
from sharedlives.planning.synthetic.tables.shares import Shares

_LIVES: Final = (Kind.LIVE_IN, Kind.PARENT_AND_CHILD)
_SHARE_A_HOME: Final = 4
"""At least one household for so many people who take breaks or come for the day."""


@define(eq=False)
class _Supported:
    """Somebody supported: by which kinds, in which home they live, and which of the requests is theirs."""

    id: str
    kinds: tuple[Kind, ...]
    home: Home | None = None
    asks: int | None = None


def fill(making: Making, asked_for: Shares[Kind]) -> None:
    """Everything that a scheme holds, from its homes on."""
    supported = _supported(making)
    asked = making.draw("asked").spread(asked_for, making.size.requests)
    _choose_askers(making, supported, asked)
    _support(making, supported)
    newcomers = _ask(making, supported, asked)
    bring_together(making, newcomers)
    requests: list[Request] = list(making.records["requests"])
    keep_apart(making, requests)
    say_no(making, requests)
    begin_introductions(making, requests)
    _ask_further(making, requests)
    record_moves(making)
    for home, roles in carers_by_home(making):
        household = household_of(making, home)
        making.add("households", household)
        if roles:
            add_carers(making, home, roles)
            check_home(making, home, household)
        else:
            assess(making, home)
    add_applicants(making)


def _supported(making: Making) -> list[_Supported]:
    """Everybody supported, and homes for those who live in one."""
    kinds = making.draw("kinds").spread(of_living.SUPPORTED_BY, making.size.supported)
    everybody = [_Supported(f"P{number:05}", some) for number, some in enumerate(kinds, 1)]
    of_kind = Counter(kind for some in kinds for kind in some)
    make_homes(making, {k: of_kind[k] if k.is_home else -(-of_kind[k] // _SHARE_A_HOME) for k in Kind})
    for kind in _LIVES:
        living = [somebody for somebody in everybody if kind in somebody.kinds]
        for somebody, home in zip(living, homes_to_live_in(making, kind, len(living)), strict=True):
            somebody.home = home
    return everybody


def _choose_askers(making: Making, everybody: Sequence[_Supported], asked: Sequence[Kind]) -> None:
    """Which of the requests are of people supported; those whose carers stop ask for a home first."""
    draw = making.draw("askers")
    anybody = iter(draw.shuffled(everybody))
    with_a_home = [somebody for somebody in draw.shuffled(everybody) if somebody.home is not None]
    moving = iter(sorted(with_a_home, key=lambda somebody: _goes_on(somebody.home)))
    for number, kind in enumerate(asked):
        share = of_living.ASKED_BY_SOMEBODY_SUPPORTED.get(kind)
        if share is not None and draw.chance(share):
            order = moving if kind is Kind.LIVE_IN else anybody
            somebody = next((one for one in order if one.asks is None), None)
            if somebody is not None:
                somebody.asks = number


def _goes_on(home: Home | None) -> bool:
    return home is None or home.stops_on is None


def _support(making: Making, everybody: Sequence[_Supported]) -> None:
    """Everybody with their arrangements; those who live somewhere first, for their room is theirs."""
    for somebody in everybody:
        place = None if somebody.home is None else somebody.home.place
        looking = somebody.asks is not None
        person = make_person(making, somebody.id, somebody.kinds[0], looking=looking, home=place)
        making.people[somebody.id] = person
        if somebody.home is not None:
            live(making, person, somebody.home, somebody.kinds[0])
    for somebody in everybody:
        person = making.people[somebody.id]
        for kind in somebody.kinds:
            if kind is Kind.INTERMEDIATE:
                stay_for_a_time(making, person)
            elif kind is Kind.SHORT_BREAK:
                take_breaks(making, person, somebody.home)
            elif not kind.is_overnight:
                come_for_the_day(making, person, kind, somebody.home)


def _ask(making: Making, everybody: Sequence[_Supported], asked: Sequence[Kind]) -> list[Request]:
    """Every request; the ones of people who are new to the scheme are handed back."""
    askers = {somebody.asks: somebody for somebody in everybody}
    theirs = list(_newcomers(making, [kind for number, kind in enumerate(asked) if number not in askers]))
    newcomers = iter(theirs)
    found = []
    for number, kind in enumerate(asked):
        somebody = askers.get(number)
        if somebody is None:
            found.append(ask(making, making.people[next(newcomers)], kind))
        else:
            stops = somebody.home.stops_on if somebody.home and kind is Kind.LIVE_IN else None
            ask(making, making.people[somebody.id], kind, not_before=stops)
    return found


def _newcomers(making: Making, kinds: Sequence[Kind]) -> Iterator[str]:
    """Who asks for each of these: somebody new, or at times the one before for something else as well."""
    draw = making.draw("newcomers")
    last: tuple[str, Kind] | None = None
    for kind in kinds:
        again = draw.chance(of_living.ASKS_TWICE)
        if again and last is not None and {kind, last[1]} == {Kind.LIVE_IN, Kind.SHORT_BREAK}:
            yield last[0]
            last = None
            continue
        last = (_newcomer(making, kind), kind)
        yield last[0]


def _newcomer(making: Making, kind: Kind) -> str:
    identity = f"P{len(making.people) + 1:05}"
    making.people[identity] = make_person(making, identity, kind, looking=True)
    return identity


def _ask_further(making: Making, requests: Sequence[Request]) -> None:
    """Requests beside the open ones: some that hold a place, and some that are on hold or withdrawn."""
    for request in requests:
        draw = making.draw("further", request.id)
        if draw.chance(of_living.BEING_INTRODUCED):
            kind = draw.one_of((Kind.LIVE_IN, Kind.SHORT_BREAK))
            hold_a_place(making, ask(making, making.people[_newcomer(making, kind)], kind))
        if draw.chance(of_living.OTHER_STATUS):
            status = draw.one_of((RequestStatus.ON_HOLD, RequestStatus.WITHDRAWN))
            ask(making, making.people[_newcomer(making, request.kind)], request.kind, status=status)
