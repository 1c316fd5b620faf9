"""From options chosen to proposals: real bedrooms given out, and what is worth a look beside each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from sharedlives.dates import Stay, birthday
from sharedlives.domain.policy import Step
from sharedlives.errors import OwnBugError
from sharedlives.matching.levels import charges
from sharedlives.matching.limits import days_that_matter, limits_on
from sharedlives.matching.options import JudgedPair, Option, Pair, Part, judge_pair
from sharedlives.matching.results import Charged, Proposal
from sharedlives.matching.rooms import kinds_of_rooms, nights_that_matter, rooms_not_stated
from sharedlives.matching.sides import Context
from sharedlives.matching.when import When

Rooms = dict[str, str | None]
"""By request, the bedroom it is given; None where no one bedroom is free all the time."""

_ONE_YEAR: Final = timedelta(days=365)
"""How far ahead a birthday is worth a warning: the next review comes before those further off."""


def proposals_of(context: Context, chosen: Sequence[Option]) -> tuple[Proposal, ...]:
    """A proposal for each part of each option chosen, in the order of their requests."""
    rooms = give_out_rooms(context, chosen)
    homes: dict[str, list[Option]] = {}
    for option in chosen:
        homes.setdefault(option.household_id, []).append(option)
    found = [
        _proposal(context, option, part, rooms, homes[option.household_id])
        for option in chosen
        for part in option.parts
    ]
    return tuple(sorted(found, key=lambda proposal: proposal.request_id))


def _proposal(
    context: Context, option: Option, part: Part, rooms: Rooms, in_the_home: Sequence[Option]
) -> Proposal:
    request = context.scheme.request(part.pair.request_id)
    pair = judge_pair(context, request, part.pair.household_id, part.pair.when)
    if pair.fit is None:
        raise OwnBugError(f"request {pair.request_id} is proposed with a household it cannot go to")
    warnings = list(_warnings(context, pair, in_the_home))
    if pair.request_id in rooms and rooms[pair.request_id] is None:
        warnings.append("no one bedroom is free at each of these stays: another one each time")
    return Proposal(
        request_id=pair.request_id,
        person_id=pair.person_id,
        household_id=pair.household_id,
        kind=part.kind,
        when=pair.when,
        bedroom_id=rooms.get(pair.request_id),
        room=part.room,
        fit=pair.fit,
        charges=tuple(
            Charged(charge=charge, points=points) for charge, points in charges(context, option, part)
        ),
        before_first_night=before_first_night(pair),
        questions=questions_riding_along(pair),
        warnings=tuple(warnings),
        together_with=tuple(request for request in option.requests if request != pair.request_id),
    )


def before_first_night(pair: JudgedPair) -> tuple[str, ...]:
    """What must be put in order before somebody sleeps there."""
    return tuple(o.sentence for o in pair.broken if o.step is not Step.NONE)


def questions_riding_along(pair: JudgedPair) -> tuple[str, ...]:
    """What nobody has said, of the criteria first and of fit after, each once."""
    asked = [outcome.sentence for outcome in pair.unknown]
    asked += [question for part in (pair.fit.parts if pair.fit else ()) for question in part.questions]
    return tuple(dict.fromkeys(asked))


def give_out_rooms(context: Context, chosen: Sequence[Option]) -> Rooms:
    """A real bedroom for each request, where it is known who sleeps in which.

    None for a stay that recurs where no one room is free every time: another one each time is.
    """
    kinds: dict[tuple[str, str], list[Part]] = {}
    for part in (part for option in chosen for part in option.parts):
        if part.room is not None and part.takes_a_room and _all_rooms_stated(context, part):
            kinds.setdefault((part.pair.household_id, part.room), []).append(part)
    given: Rooms = {}
    for (household_id, room), parts in kinds.items():
        found = kinds_of_rooms(context, household_id)
        bedrooms = [bedroom.id for kind in found if kind.key == room for bedroom in kind.bedrooms]
        parts.sort(key=lambda part: (part.pair.when.first, part.pair.request_id))
        given |= _whole_times(bedrooms, parts) or _stay_by_stay(bedrooms, parts)
    for part in (part for option in chosen for part in option.parts):
        if part.shares_with in given and not part.takes_a_room:
            given[part.pair.request_id] = given[part.shares_with]
    return given


def _all_rooms_stated(context: Context, part: Part) -> bool:
    there = context.presences(part.pair.household_id)
    household = context.scheme.household(part.pair.household_id)
    nights = nights_that_matter(part.pair.when, there, household)
    return not any(rooms_not_stated(there, night) for night in nights)


def _whole_times(bedrooms: Sequence[str], parts: Sequence[Part]) -> Rooms | None:
    """The first room that is free for all the nights of each, in the order of arrival."""
    given: Rooms = {}
    nights: dict[str, list[Stay]] = {bedroom: [] for bedroom in bedrooms}
    for part in parts:
        bedroom = _first_free(nights, part.pair.when.stays)
        if bedroom is None:
            return None
        nights[bedroom].extend(part.pair.when.stays)
        given[part.pair.request_id] = bedroom
    return given


def _stay_by_stay(bedrooms: Sequence[str], parts: Sequence[Part]) -> Rooms:
    """Where no more guests than rooms are there at once, the first room free at each arrival always does."""
    found: dict[str, set[str]] = {part.pair.request_id: set() for part in parts}
    nights: dict[str, list[Stay]] = {bedroom: [] for bedroom in bedrooms}
    stays = ((stay, part.pair.request_id) for part in parts for stay in part.pair.when.stays)
    for stay, request_id in sorted(stays, key=lambda entry: (entry[0].arrives, entry[1])):
        bedroom = _first_free(nights, (stay,))
        if bedroom is None:
            raise OwnBugError(f"no bedroom is left for request {request_id}")
        nights[bedroom].append(stay)
        found[request_id].add(bedroom)
    return {request: rooms.pop() if len(rooms) == 1 else None for request, rooms in found.items()}


def _first_free(nights: Mapping[str, Sequence[Stay]], stays: Sequence[Stay]) -> str | None:
    for bedroom, taken in nights.items():
        if not any(mine.overlaps(theirs) for mine in stays for theirs in taken):
            return bedroom
    return None


def _warnings(context: Context, pair: Pair, in_the_home: Sequence[Option]) -> Iterator[str]:
    yield from _approval_warnings(context, pair)
    yield from _tax_warnings(context, pair, in_the_home)
    away = [closure.period for closure in context.scheme.household(pair.household_id).closures]
    away += [rest.period for rest in context.scheme.breaks_of(pair.household_id) if rest.carer_id is None]
    for first in sorted({period.first for period in away if pair.when.touches(period)}):
        yield f"the household is away or closed from {_say(first)}: who is there then?"


def _approval_warnings(context: Context, pair: Pair) -> Iterator[str]:
    approval = context.scheme.approval_of(pair.household_id, pair.when.first)
    if approval is None:
        return
    until = approval.approved_until
    last = _last_day(pair.when)
    if until is not None and (last is None or last > until):
        yield f"the approval ends on {_say(until)}, within this time: bring the review forward"
    born, oldest = context.scheme.person(pair.person_id).born, approval.terms.oldest
    if born is not None and oldest is not None:
        too_old = birthday(born, oldest + 1)
        soon = pair.when.first + _ONE_YEAR
        if pair.when.first < too_old <= soon and (last is None or too_old <= last):
            yield (
                f"the person turns {oldest + 1} on {_say(too_old)}, past the ages approved: panel "
                "to consider varying the approval; nobody moves"
            )


def _last_day(when: When) -> date | None:
    """The last night or the last day of sessions; None where the end is open."""
    if when.sessions is not None:
        return when.sessions.period.last
    return when.stays[-1].as_period.last


def _tax_warnings(context: Context, pair: Pair, in_the_home: Sequence[Option]) -> Iterator[str]:
    newcomers = [newcomer for option in in_the_home for newcomer in option.newcomers]
    times = [part.pair.when for option in in_the_home for part in option.parts]
    for day in days_that_matter(context, pair.household_id, times):
        for limit in limits_on(context, pair.household_id, day, ()):
            if not limit.blocks and pair.when.is_there(day) and limit.is_broken_by(newcomers):
                yield f"on {_say(day)} there would be more than {limit.says}"
                return


def _say(day: date) -> str:
    return f"{day:%d/%m/%Y}"
