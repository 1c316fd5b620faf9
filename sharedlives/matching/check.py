"""The plain checker: whether proposals keep to every rule, worked out again day by day without any solver.

Every result passes through here before anybody sees it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from sharedlives.domain.answer import Answer
from sharedlives.domain.arrangement import KeepTogether
from sharedlives.domain.words import RequestStatus
from sharedlives.matching.limits import Newcomer, days_that_matter, limits_on, need_of, newcomers_of
from sharedlives.matching.newcomers import between_newcomers, cannot_both
from sharedlives.matching.options import Pair, Part, is_plannable, judge_pair
from sharedlives.matching.results import Proposal
from sharedlives.matching.rooms import DOUBLE, held_by, nights_that_matter, suits
from sharedlives.matching.sides import Context
from sharedlives.matching.when import possible_times, shares_a_day


def check(context: Context, proposals: Sequence[Proposal]) -> tuple[str, ...]:
    """Every way in which proposals break something, a sentence each with ids; empty where they are sound."""
    return (
        *_requests_are_open_and_met_once(context, proposals),
        *_pairs_are_possible(context, proposals),
        *_homes_have_room(context, proposals),
        *_bedrooms_are_free(context, proposals),
        *_newcomers_suit_each_other(context, proposals),
        *_those_who_go_together_do(context, proposals),
    )


def _requests_are_open_and_met_once(context: Context, proposals: Sequence[Proposal]) -> Iterator[str]:
    for request_id, times in Counter(proposal.request_id for proposal in proposals).items():
        request = context.scheme.request(request_id)
        if times > 1:
            yield f"request {request_id} is met {times} times"
        if request.status is not RequestStatus.OPEN or context.is_being_introduced(request):
            yield f"request {request_id} is not open"


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


def _newcomers(context: Context, proposal: Proposal, *, shared: bool) -> tuple[Newcomer, ...]:
    asking = context.asking_again(proposal.request_id, proposal.when)
    need = need_of(asking)
    if shared and need is not None:
        first = min((proposal.request_id, *proposal.together_with))
        need = need | {DOUBLE} if proposal.request_id == first else None
    return newcomers_of(asking, need)


def _shares_a_room(context: Context, proposal: Proposal) -> bool:
    if not proposal.together_with or not proposal.kind.is_overnight:
        return False
    people = {context.scheme.request(r).person_id for r in (proposal.request_id, *proposal.together_with)}
    groups = [g for g in context.scheme.keep_together if g.one_home and g.people & people]
    return bool(groups) and all(group.share_bedroom for group in groups)


def _homes_have_room(context: Context, proposals: Sequence[Proposal]) -> Iterator[str]:
    for household_id in sorted({proposal.household_id for proposal in proposals}):
        mine = [proposal for proposal in proposals if proposal.household_id == household_id]
        newcomers = [n for p in mine for n in _newcomers(context, p, shared=_shares_a_room(context, p))]
        needs = {newcomer.need for newcomer in newcomers if newcomer.need is not None}
        for day in days_that_matter(context, household_id, [proposal.when for proposal in mine]):
            for limit in limits_on(context, household_id, day, needs):
                if limit.blocks and limit.is_broken_by(newcomers):
                    yield f"household {household_id} on {day}: more than {limit.says}"


def _bedrooms_are_free(context: Context, proposals: Sequence[Proposal]) -> Iterator[str]:
    given = [proposal for proposal in proposals if proposal.bedroom_id is not None]
    for proposal in given:
        household = context.scheme.household(proposal.household_id)
        there = context.presences(household.id)
        bedroom = next((b for b in household.bedrooms or () if b.id == proposal.bedroom_id), None)
        person = context.scheme.person(proposal.person_id)
        need = frozenset(str(access.value) for access in person.access or ())
        if _shares_a_room(context, proposal):
            need |= {DOUBLE}
        if bedroom is None or suits(bedroom, need) is not True:
            yield f"request {proposal.request_id}: bedroom {proposal.bedroom_id} does not suit"
        elif any(
            held_by(bedroom, there, night) for night in nights_that_matter(proposal.when, there, household)
        ):
            yield f"request {proposal.request_id}: bedroom {proposal.bedroom_id} is somebody else's"
    for one, other in combinations(given, 2):
        same = one.household_id == other.household_id and one.bedroom_id == other.bedroom_id
        couple = other.request_id in one.together_with and _shares_a_room(context, one)
        if same and not couple and shares_a_day(one.when, other.when):
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
        outcomes=(),
        fit=None,
    )
    return Part(pair=pair, room=proposal.room, newcomers=_newcomers(context, proposal, shared=False))


def _those_who_go_together_do(context: Context, proposals: Sequence[Proposal]) -> Iterator[str]:
    for group in context.scheme.keep_together:
        yield from _group(context, group, proposals)


def _group(context: Context, group: KeepTogether, proposals: Sequence[Proposal]) -> Iterator[str]:
    theirs = [p for p in proposals if p.person_id in group.people]
    open_requests = [
        request
        for request in context.scheme.requests
        if request.person_id in group.people
        and request.status is RequestStatus.OPEN
        and not context.is_being_introduced(request)
    ]
    for kind in sorted({proposal.kind for proposal in theirs}):
        mine = [proposal for proposal in theirs if proposal.kind is kind]
        wanted = [request for request in open_requests if request.kind is kind]
        if len(mine) != len(wanted):
            yield f"group {group.id}: {len(mine)} of {len(wanted)} who go together are met"
        if group.one_home and kind.is_overnight and len({p.household_id for p in mine}) > 1:
            yield f"group {group.id} is split between homes"
