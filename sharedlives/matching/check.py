"""The plain checker: whether proposals keep to every rule, worked out again day by day without any solver.

Every result passes through here before anybody sees it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from sharedlives.domain.answer import Answer
from sharedlives.domain.arrangement import KeepTogether
from sharedlives.domain.request import Request
from sharedlives.domain.words import RequestStatus
from sharedlives.matching.limits import Newcomer, days_that_matter, limits_on, need_of, newcomers_of
from sharedlives.matching.newcomers import between_newcomers, cannot_both
from sharedlives.matching.options import Pair, Part, couples, is_plannable, judge_pair
from sharedlives.matching.results import Proposal
from sharedlives.matching.rooms import DOUBLE, Need, held_by, nights_that_matter, room_kinds, suits
from sharedlives.matching.sides import Context
from sharedlives.matching.when import possible_times, shares_a_day


def check(context: Context, proposals: Sequence[Proposal]) -> tuple[str, ...]:
    """Every way in which proposals break something, a sentence each with ids; empty where they are sound."""
    return (
        *_requests_are_open_and_met_once(context, proposals),
        *_pairs_are_possible(context, proposals),
        *_homes_have_room(context, proposals),
        *_rooms_of_a_kind_suffice(context, proposals),
        *_bedrooms_are_free(context, proposals),
        *_newcomers_suit_each_other(context, proposals),
        *_those_who_go_together_do(context, proposals),
    )


def _requests_are_open_and_met_once(context: Context, proposals: Sequence[Proposal]) -> Iterator[str]:
    for request_id, times in Counter(proposal.request_id for proposal in proposals).items():
        request = context.scheme.request(request_id)
        if times > 1:
            yield f"request {request_id} is met {times} times"
        if not _is_open(context, request):
            yield f"request {request_id} is not open"
    for proposal in proposals:
        request = context.scheme.request(proposal.request_id)
        if (proposal.person_id, proposal.kind) != (request.person_id, request.kind):
            yield f"request {request.id} is shown with another person or kind than it has"


def _is_open(context: Context, request: Request) -> bool:
    return request.status is RequestStatus.OPEN and not context.is_being_introduced(request)


def _pairs_are_possible(context: Context, proposals: Sequence[Proposal]) -> Iterator[str]:
    for proposal in proposals:
        request = context.scheme.request(proposal.request_id)
        if proposal.when not in possible_times(request, context.on):
            yield f"request {request.id} is not for these days"
        pair = judge_pair(context, request, proposal.household_id, proposal.when)
        if not is_plannable(context, request, pair):
            broken = ", ".join(o.code for o in (*pair.broken, *pair.unknown)) or "the floor of fit"
            yield f"request {request.id} cannot go to household {proposal.household_id}: {broken}"
        elif pair.fit != proposal.fit:
            yield f"request {request.id} is shown with another fit than it has"


def room_mates(context: Context, proposals: Sequence[Proposal]) -> dict[str, str]:
    """For each request of a couple who would share a double bedroom, the other's request."""
    mates: dict[str, str] = {}
    of = {proposal.request_id: proposal.person_id for proposal in proposals if proposal.kind.is_overnight}
    together = couples(context.scheme.keep_together)
    for proposal in proposals:
        party = Counter(of.get(request_id) for request_id in (proposal.request_id, *proposal.together_with))
        for other in proposal.together_with:
            two = (of.get(proposal.request_id), of.get(other))
            if any(set(two) == set(couple) for couple in together) and all(party[each] == 1 for each in two):
                mates[proposal.request_id] = other
    return mates


def _is_second(proposal: Proposal, mates: Mapping[str, str]) -> bool:
    """Whether the bedroom is counted for the other one of a couple."""
    return mates.get(proposal.request_id, proposal.request_id) < proposal.request_id


def _need(context: Context, proposal: Proposal, mates: Mapping[str, str]) -> Need | None:
    """What the bedroom must have; of two who share the first takes it, and it is for both of them."""
    need = need_of(context.asking_again(proposal.request_id, proposal.when))
    mate = mates.get(proposal.request_id)
    if mate is None or need is None:
        return need
    theirs = need_of(context.asking_again(mate, proposal.when))
    return need | (theirs or frozenset()) | {DOUBLE}


def _newcomers(context: Context, proposal: Proposal, mates: Mapping[str, str]) -> tuple[Newcomer, ...]:
    asking = context.asking_again(proposal.request_id, proposal.when)
    return newcomers_of(asking, None if _is_second(proposal, mates) else _need(context, proposal, mates))


def _homes_have_room(context: Context, proposals: Sequence[Proposal]) -> Iterator[str]:
    mates = room_mates(context, proposals)
    for household_id in sorted({proposal.household_id for proposal in proposals}):
        mine = [proposal for proposal in proposals if proposal.household_id == household_id]
        newcomers = [newcomer for p in mine for newcomer in _newcomers(context, p, mates)]
        needs = {newcomer.need for newcomer in newcomers if newcomer.need is not None}
        for day in days_that_matter(context, household_id, [proposal.when for proposal in mine]):
            for limit in limits_on(context, household_id, day, needs):
                if limit.blocks and limit.is_broken_by(newcomers):
                    yield f"household {household_id} on {day}: more than {limit.says}"


def _rooms_of_a_kind_suffice(context: Context, proposals: Sequence[Proposal]) -> Iterator[str]:
    """Whichever real rooms are given out, no more guests are at once in rooms of a kind than there are."""
    mates = room_mates(context, proposals)
    guests: dict[tuple[str, str], list[Proposal]] = {}
    for proposal in proposals:
        if proposal.room is not None and not _is_second(proposal, mates):
            guests.setdefault((proposal.household_id, proposal.room), []).append(proposal)
    for (household_id, room), some in guests.items():
        household = context.scheme.household(household_id)
        kinds = {kind.key: kind for kind in room_kinds(household, context.presences(household_id))}
        if room not in kinds:
            yield f"household {household_id} has no kind of bedroom {room}"
            continue
        kind = kinds[room]
        for one in some:
            need = _need(context, one, mates)
            if need is None or not kind.is_free(one.when) or suits(kind.bedrooms[0], need) is not True:
                yield f"request {one.request_id}: bedrooms like {room} do not suit, or are somebody else's"
        for night in sorted({stay.arrives for one in some for stay in one.when.stays}):
            if sum(one.when.is_there(night) for one in some) > len(kind.bedrooms):
                yield f"household {household_id} on {night}: more guests than bedrooms like {room}"


def _bedrooms_are_free(context: Context, proposals: Sequence[Proposal]) -> Iterator[str]:
    mates = room_mates(context, proposals)
    given = [proposal for proposal in proposals if proposal.bedroom_id is not None]
    for proposal in given:
        household = context.scheme.household(proposal.household_id)
        there = context.presences(household.id)
        bedroom = next((b for b in household.bedrooms or () if b.id == proposal.bedroom_id), None)
        need = _need(context, proposal, mates)
        if bedroom is None or need is None or suits(bedroom, need) is not True:
            yield f"request {proposal.request_id}: bedroom {proposal.bedroom_id} does not suit"
        elif any(
            held_by(bedroom, there, night) for night in nights_that_matter(proposal.when, there, household)
        ):
            yield f"request {proposal.request_id}: bedroom {proposal.bedroom_id} is somebody else's"
    for one, other in combinations(given, 2):
        same = one.household_id == other.household_id and one.bedroom_id == other.bedroom_id
        if same and mates.get(one.request_id) != other.request_id and shares_a_day(one.when, other.when):
            yield f"requests {one.request_id} and {other.request_id} are given one bedroom"


def _newcomers_suit_each_other(context: Context, proposals: Sequence[Proposal]) -> Iterator[str]:
    parts = [(proposal, _part(context, proposal)) for proposal in proposals]
    for (one, mine), (other, theirs) in combinations(parts, 2):
        if not shares_a_day(one.when, other.when):
            continue
        if one.person_id == other.person_id:
            if cannot_both(mine, theirs):
                yield f"person {one.person_id} is in two places at once"
        elif one.household_id == other.household_id and other.request_id not in one.together_with:
            judgement = between_newcomers(context, mine, theirs)
            if judgement.answer in (Answer.BROKEN, Answer.NOT_KNOWN):
                yield f"requests {one.request_id} and {other.request_id}: {judgement.sentence}"


def _part(context: Context, proposal: Proposal) -> Part:
    pair = Pair(
        request_id=proposal.request_id,
        person_id=proposal.person_id,
        household_id=proposal.household_id,
        when=proposal.when,
    )
    return Part(pair=pair, points=0, room=proposal.room, newcomers=_newcomers(context, proposal, {}))


def _those_who_go_together_do(context: Context, proposals: Sequence[Proposal]) -> Iterator[str]:
    """Who is proposed with others has them with them, and none of those who wish it is left behind."""
    by_request = {proposal.request_id: proposal for proposal in proposals}
    for group in context.scheme.keep_together:
        requests = [
            r for r in context.scheme.requests if r.person_id in group.people and _is_open(context, r)
        ]
        for one, other in combinations(requests, 2):
            if context.may_go_together(one, other):
                yield from _two_together(group, by_request.get(one.id), by_request.get(other.id))
    for proposal in proposals:
        for request_id in proposal.together_with:
            mutual = request_id in by_request and proposal.request_id in by_request[request_id].together_with
            if not mutual:
                yield f"request {proposal.request_id} is shown as together with {request_id}, and is not"


def _two_together(group: KeepTogether, one: Proposal | None, other: Proposal | None) -> Iterator[str]:
    met = one or other
    if met is None:
        return
    if one is None or other is None:
        yield f"group {group.id}: request {met.request_id} is met, and not all who go together are"
    elif group.one_home and one.kind.is_overnight:
        if one.household_id != other.household_id:
            yield f"group {group.id} is split between homes"
        elif not shares_a_day(one.when, other.when):
            yield f"group {group.id} would not be there at the same time"
        elif other.request_id not in one.together_with:
            yield f"group {group.id}: {one.request_id} and {other.request_id} are not shown as together"
