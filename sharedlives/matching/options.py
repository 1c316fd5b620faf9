"""Options: every way of meeting a request that breaks nothing, each judged by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from sharedlives.domain.answer import Answer
from sharedlives.domain.arrangement import KeepTogether, circles
from sharedlives.domain.policy import Step
from sharedlives.domain.request import Request
from sharedlives.domain.words import Kind, RequestStatus
from sharedlives.matching.criteria import criteria_of
from sharedlives.matching.fit import Fit, fit_of
from sharedlives.matching.homes import Homes
from sharedlives.matching.judging import Outcome, judged
from sharedlives.matching.limits import (
    Newcomer,
    days_that_matter,
    limits_on,
    need_of,
    newcomers_of,
    newcomers_once,
)
from sharedlives.matching.rooms import DOUBLE, Need, kinds_of_rooms
from sharedlives.matching.sides import Asking, Context
from sharedlives.matching.weighing import Possible, Weighing
from sharedlives.matching.when import When, possible_times, shares_a_day

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

TWO: Final = 2


@frozen(kw_only=True)
class Pair:
    """One request and one household at one time."""

    request_id: str
    person_id: str
    household_id: str
    when: When


@frozen(kw_only=True)
class JudgedPair(Pair):
    """A pair with what every criterion says of it, and how it would fit."""

    outcomes: tuple[Outcome, ...]
    fit: Fit | None
    """None where a criterion is broken for good: nobody weighs what cannot be."""

    @property
    def step(self) -> Step:
        """How far the two may go together."""
        return min((outcome.step for outcome in self.broken), key=lambda step: step.reach, default=Step.STAY)

    @property
    def broken(self) -> tuple[Outcome, ...]:
        """What stands in the way."""
        return tuple(outcome for outcome in self.outcomes if outcome.answer is Answer.BROKEN)

    @property
    def unknown(self) -> tuple[Outcome, ...]:
        """What nobody has said yet, each with the question that settles it."""
        return tuple(outcome for outcome in self.outcomes if outcome.answer is Answer.NOT_KNOWN)

    def is_open(self, rides_along: frozenset[str]) -> bool:
        """Whether nothing needs to be asked first, but for what only rides on a proposal."""
        return all(outcome.code in rides_along for outcome in self.unknown)


@frozen(kw_only=True)
class Part:
    """One person's part in an option: their request, when, which kind of room, and how it fits."""

    pair: Pair
    points: int
    """How it fits, from 0 to 100, with what is not known counted as 50."""
    room: str | None
    """The key of a kind of room; None where nobody sleeps there, or where the rooms are not known."""
    newcomers: tuple[Newcomer, ...] = field(eq=False)
    shares_with: str | None = None
    """The request of whoever shares their bedroom; the first of two is counted as taking it."""

    @property
    def kind(self) -> Kind:
        """The kind asked for."""
        return self.newcomers[0].presence.kind

    @property
    def takes_a_room(self) -> bool:
        """Whether a bedroom is counted for them, not for day guests or the second of a couple."""
        return any(newcomer.need is not None for newcomer in self.newcomers)


@frozen(kw_only=True)
class Option:
    """One way of meeting one request, or all those of people who go together into one home."""

    household_id: str
    parts: tuple[Part, ...]

    @property
    def requests(self) -> tuple[str, ...]:
        """The ids of the requests it would meet."""
        return tuple(part.pair.request_id for part in self.parts)

    @property
    def people(self) -> frozenset[str]:
        """The ids of those who would come."""
        return frozenset(part.pair.person_id for part in self.parts)

    @property
    def newcomers(self) -> tuple[Newcomer, ...]:
        """All of them, as limits count them."""
        return tuple(newcomer for part in self.parts for newcomer in part.newcomers)

    @property
    def key(self) -> tuple[object, ...]:
        """What it is sorted by, so that nothing depends on the order of rows in a file."""
        times = tuple((part.pair.request_id, part.pair.when.first, part.room or "") for part in self.parts)
        return (self.household_id, times)


@frozen(kw_only=True, eq=False)
class Possibilities:
    """Everything that was weighed: the open requests with all homes, and the options a plan may use.

    `weighed` has for each request, at each time it may begin, the homes that nothing rules out for good.
    """

    requests: tuple[Request, ...]
    introduced: tuple[Request, ...]
    weighing: Weighing
    weighed: Mapping[str, tuple[Possible, ...]]
    options: tuple[Option, ...]
    across: tuple[tuple[str, ...], ...]
    """Requests of people who go together in different homes: all or none."""


def open_requests(context: Context, only: Iterable[str] | None = None) -> tuple[Request, ...]:
    """The requests to find somebody for; one that holds a place already is being introduced, not open.

    A part of them takes with it the requests of those who go together with somebody in it: all or none.

    Raises
    ------
    UnknownIdError
        Where no request has one of the ids in `only`.
    """
    found = tuple(
        request
        for request in context.scheme.requests
        if request.status is RequestStatus.OPEN and not context.is_being_introduced(request)
    )
    if only is None:
        return found
    wanted = {context.scheme.request(request_id).id for request_id in only}
    along = {
        request.id
        for circle in circles(context.scheme.keep_together)
        for company in _companies(context, [r for r in found if r.person_id in circle])
        for request in company
        if any(other.id in wanted for other in company)
    }
    return tuple(request for request in found if request.id in wanted | along)


def _companies(context: Context, requests: Sequence[Request]) -> tuple[tuple[Request, ...], ...]:
    """Requests of people in one circle that are to be met together: of one kind, at times that may meet.

    A break in May is not part of a break in October: each is asked for by itself.
    """
    companies: list[tuple[Request, ...]] = []
    for request in requests:
        meeting = [
            company
            for company in companies
            if any(context.may_go_together(request, other) for other in company)
        ]
        companies = [company for company in companies if company not in meeting]
        companies.append((*chain.from_iterable(meeting), request))
    by_id = [tuple(sorted(company, key=lambda request: request.id)) for company in companies]
    return tuple(sorted(by_id, key=lambda company: (company[0].kind, company[0].id)))


def askings_of(context: Context, requests: Iterable[Request]) -> list[Asking]:
    """Each of some requests at every time at which it may begin."""
    return [
        context.asking(request, when) for request in requests for when in possible_times(request, context.on)
    ]


def judge_pair(context: Context, request: Request, household_id: str, when: When) -> JudgedPair:
    """What every criterion says of a request with a household at one time; none short-circuits another."""
    asking = context.asking(request, when)
    offering = context.offering(household_id, when.first)
    outcomes = tuple(judged(criterion, asking, offering, context) for criterion in criteria_of(context))
    possible = all(
        outcome.answer is not Answer.BROKEN or outcome.step is not Step.NONE for outcome in outcomes
    )
    return JudgedPair(
        request_id=request.id,
        person_id=request.person_id,
        household_id=household_id,
        when=when,
        outcomes=outcomes,
        fit=fit_of(asking, offering, context) if possible else None,
    )


def possibilities(context: Context, only: Iterable[str] | None = None) -> Possibilities:
    """Weigh every open request against every household at every time it may begin."""
    requests = open_requests(context, only)
    together = _together(context, requests)
    askings = askings_of(context, requests)
    homes = Homes(context, (asking.when for asking in askings))
    weighing = Weighing(context, homes)
    weighed: dict[str, list[Possible]] = {request.id: [] for request in requests}
    for each in weighing.possible(askings):
        weighed[each.asking.request.id].append(each)
    parts = _all_parts(context, weighing, weighed, together)
    return Possibilities(
        requests=requests,
        introduced=tuple(r for r in context.scheme.requests if context.is_being_introduced(r)),
        weighing=weighing,
        weighed={request_id: tuple(some) for request_id, some in weighed.items()},
        options=tuple(sorted(_options(context, parts, together), key=lambda option: option.key)),
        across=tuple(group.requests for group in together if not group.one_home),
    )


def _all_parts(
    context: Context,
    weighing: Weighing,
    weighed: Mapping[str, Sequence[Possible]],
    together: Sequence[Together],
) -> Parts:
    """For each request and each home that a plan may use for it, every room at every time."""
    sharing = {request_id for group in together for pair in group.sharing for request_id in pair}
    parts: Parts = {}
    for request_id, times in weighed.items():
        for each in times:
            plannable = weighing.plannable(each)
            for place, part in _parts(context, weighing.homes, each, plannable, shares=request_id in sharing):
                parts.setdefault((request_id, weighing.homes.ids[place]), []).append(part)
    return parts


def is_plannable(context: Context, request: Request, pair: JudgedPair) -> bool:
    """Whether a plan over everybody may use a pair.

    The person sees it all the same. A home to live in must reach the floor of fit, at least where the best
    that its fit may turn out to be is counted.
    """
    if pair.fit is None or any(stands_in_the_way(context, outcome) for outcome in pair.outcomes):
        return False
    return not request.kind.is_home or pair.fit.high >= context.policy.floor


def stands_in_the_way(context: Context, outcome: Outcome) -> bool:
    """Whether what a criterion says keeps a pair out of the plan, as the policy has it."""
    if outcome.answer is Answer.BROKEN:
        return outcome.step.reach < context.policy.planned_from.reach
    return outcome.answer is Answer.NOT_KNOWN and outcome.code not in context.policy.rides_along


Parts = dict[tuple[str, str], list[Part]]


@frozen(kw_only=True)
class Together:
    """Requests of one kind, of people who go together: all or none, and who of them share a bedroom."""

    requests: tuple[str, ...]
    one_home: bool
    sharing: tuple[tuple[str, str], ...]


def _together(context: Context, requests: Sequence[Request]) -> tuple[Together, ...]:
    """The requests that go together: into one home where people wish that and sleep there."""
    found = []
    for one_home in (True, False):
        groups = [group for group in context.scheme.keep_together if group.one_home is one_home]
        for circle in circles(groups):
            for company in _companies(context, [r for r in requests if r.person_id in circle]):
                if len(company) == 1:
                    continue
                into_one = one_home and company[0].kind.is_overnight
                found.append(
                    Together(
                        requests=tuple(request.id for request in company),
                        one_home=into_one,
                        sharing=_sharing(groups, company) if into_one else (),
                    )
                )
    return tuple(found)


def couples(groups: Iterable[KeepTogether]) -> tuple[tuple[str, str], ...]:
    """Every two people who wish to share a bedroom with each other, and with nobody else."""
    two = [g.people for g in groups if g.one_home and g.share_bedroom and len(g.people) == TWO]
    alone = [people for people in two if not any(people & other for other in two if other != people)]
    return tuple(sorted({(min(people), max(people)) for people in alone}))


def _sharing(groups: Iterable[KeepTogether], company: Sequence[Request]) -> tuple[tuple[str, str], ...]:
    """Every two requests of a company whose people share a bedroom."""
    of = [(request.person_id, request.id) for request in company]
    pairs = []
    for people in couples(groups):
        theirs = [[request_id for person_id, request_id in of if person_id == person] for person in people]
        if all(len(some) == 1 for some in theirs):
            first, second = sorted(some[0] for some in theirs)
            pairs.append((first, second))
    return tuple(pairs)


def _parts(
    context: Context, homes: Homes, weighed: Possible, plannable: Flags, *, shares: bool
) -> Iterator[tuple[int, Part]]:
    """Every part that a request at one time may play in a plan, with the place of the home."""
    asking, places = weighed.asking, weighed.places[plannable]
    points = dict(zip(places.tolist(), weighed.mid[plannable].tolist(), strict=True))
    need = need_of(asking)
    newcomers = newcomers_once(asking, context)
    if need is None:
        rooms: Iterable[tuple[int, str | None]] = ((place, None) for place in points)
    else:
        if shares:
            need |= {DOUBLE}
            newcomers = newcomers_of(asking, need)
        unrecorded = homes.diaries.no_rooms_recorded(places).tolist()
        yield from (
            (place, _part(asking, homes.ids[place], points[place], None, newcomers_once(asking, context)))
            for place in unrecorded
        )
        rooms = homes.diaries.free_rooms(need, asking.when, places)
    for place, room in rooms:
        yield place, _part(asking, homes.ids[place], points[place], room, newcomers)


def _part(
    asking: Asking, household_id: str, points: int, room: str | None, newcomers: tuple[Newcomer, ...]
) -> Part:
    pair = Pair(
        request_id=asking.request.id,
        person_id=asking.person.id,
        household_id=household_id,
        when=asking.when,
    )
    return Part(pair=pair, points=points, room=room, newcomers=newcomers)


def _options(context: Context, parts: Parts, together: Sequence[Together]) -> Iterator[Option]:
    into_one = [group for group in together if group.one_home]
    grouped = {request_id for group in into_one for request_id in group.requests}
    for (request_id, household_id), some in parts.items():
        if request_id not in grouped:
            for part in some:
                yield Option(household_id=household_id, parts=(part,))
    requests = {request.id: request for request in context.scheme.requests}
    for group in into_one:
        for household in context.scheme.households:
            each = [parts.get((request_id, household.id), []) for request_id in group.requests]
            for chosen in product(*each):
                if not _are_company(context, chosen, requests):
                    continue
                shared = _shared(chosen, group.sharing)
                option = None if shared is None else Option(household_id=household.id, parts=shared)
                if option is not None and _rooms_suffice(context, option) and has_room(context, option):
                    yield option


def _are_company(context: Context, parts: Sequence[Part], requests: Mapping[str, Request]) -> bool:
    """Nobody is there twice at once, and those who may be there together are."""
    for one, other in combinations(parts, 2):
        meet = shares_a_day(one.pair.when, other.pair.when)
        if meet and one.pair.person_id == other.pair.person_id:
            return False
        mine, theirs = requests[one.pair.request_id], requests[other.pair.request_id]
        if not meet and context.may_go_together(mine, theirs):
            return False
    return True


def _shared(parts: tuple[Part, ...], sharing: Iterable[tuple[str, str]]) -> tuple[Part, ...] | None:
    """The parts with couples in one double bedroom at one time; None where they would not be."""
    by_request = {part.pair.request_id: part for part in parts}
    for first, second in sharing:
        one, other = by_request[first], by_request[second]
        if one.room != other.room or one.pair.when != other.pair.when:
            return None
        both = needed_by(one) | needed_by(other)
        by_request[first] = evolve(one, shares_with=second, newcomers=_needing(one, both))
        by_request[second] = evolve(other, shares_with=first, newcomers=_needing(other, None))
    return tuple(by_request.values())


def needed_by(part: Part) -> Need:
    """What the bedroom of a part must have."""
    return frozenset().union(*(newcomer.need or frozenset() for newcomer in part.newcomers))


def _needing(part: Part, need: Need | None) -> tuple[Newcomer, ...]:
    return tuple(evolve(newcomer, need=need) for newcomer in part.newcomers)


def _rooms_suffice(context: Context, option: Option) -> bool:
    """Whether there are as many bedrooms of each kind as its people are in at once."""
    kinds = {kind.key: kind for kind in kinds_of_rooms(context, option.household_id)}
    sleepers = [part for part in option.parts if part.room is not None and part.takes_a_room]
    return all(
        sum(other.room == part.room and other.pair.when.is_there(stay.arrives) for other in sleepers)
        <= len(kinds[part.room or ""].bedrooms)
        for part in sleepers
        for stay in part.pair.when.stays
    )


def has_room(context: Context, option: Option) -> bool:
    """Whether all of an option fit in together under every limit that blocks, day by day."""
    needs = {newcomer.need for newcomer in option.newcomers if newcomer.need is not None}
    times = [part.pair.when for part in option.parts]
    return not any(
        limit.blocks and limit.is_broken_by(option.newcomers)
        for day in days_that_matter(context, option.household_id, times)
        for limit in limits_on(context, option.household_id, day, needs)
    )
