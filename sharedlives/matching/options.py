"""Options: every way of meeting a request that breaks nothing, each judged by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from attrs import evolve, field, frozen

from sharedlives.domain.answer import Answer
from sharedlives.domain.arrangement import KeepTogether
from sharedlives.domain.policy import Step
from sharedlives.domain.request import Request
from sharedlives.domain.words import Kind, RequestStatus
from sharedlives.matching.criteria import CRITERIA
from sharedlives.matching.fit import Fit, fit_of
from sharedlives.matching.judging import Outcome, judged
from sharedlives.matching.limits import Newcomer, days_that_matter, limits_on, need_of, newcomers_of
from sharedlives.matching.rooms import DOUBLE, room_kinds, suits
from sharedlives.matching.sides import Asking, Context
from sharedlives.matching.when import When, possible_times, shares_a_day


@frozen(kw_only=True)
class Pair:
    """One request and one household at one time: what every criterion says of it, and how it would fit."""

    request_id: str
    person_id: str
    household_id: str
    when: When
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
    room: str | None
    """The key of a kind of room; None where nobody sleeps there, or where the rooms are not known."""
    newcomers: tuple[Newcomer, ...] = field(eq=False)

    @property
    def kind(self) -> Kind:
        """The kind asked for."""
        return self.newcomers[0].presence.kind


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


@frozen(kw_only=True)
class Possibilities:
    """Everything that was weighed: the open requests, all their pairs, and the options a plan may use."""

    requests: tuple[Request, ...]
    introduced: tuple[Request, ...]
    pairs: tuple[Pair, ...]
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
    people = {request.person_id for request in found if request.id in wanted}
    people = people.union(*(g for g in _circles(context.scheme.keep_together) if g & people))
    return tuple(
        r for r in found if r.id in wanted or (r.person_id in people and _goes_along(r, found, wanted))
    )


def _goes_along(request: Request, found: Sequence[Request], wanted: set[str]) -> bool:
    kinds = {other.kind for other in found if other.id in wanted and other.person_id != request.person_id}
    return request.kind in kinds


def _circles(groups: Iterable[KeepTogether]) -> tuple[frozenset[str], ...]:
    """People who go together, directly or through somebody they both go with."""
    circles: list[frozenset[str]] = []
    for group in groups:
        meeting = [circle for circle in circles if circle & group.people]
        circles = [circle for circle in circles if circle not in meeting]
        circles.append(group.people.union(*meeting))
    return tuple(sorted(circles, key=sorted))


def judge_pair(context: Context, request: Request, household_id: str, when: When) -> Pair:
    """What every criterion says of a request with a household at one time; none short-circuits another."""
    return _pair(context, context.asking(request, when), household_id)


def _pair(context: Context, asking: Asking, household_id: str) -> Pair:
    offering = context.offering(household_id, asking.when.first)
    outcomes = tuple(judged(criterion, asking, offering, context) for criterion in CRITERIA)
    possible = all(
        outcome.answer is not Answer.BROKEN or outcome.step is not Step.NONE for outcome in outcomes
    )
    return Pair(
        request_id=asking.request.id,
        person_id=asking.person.id,
        household_id=household_id,
        when=asking.when,
        outcomes=outcomes,
        fit=fit_of(asking, offering, context) if possible else None,
    )


def possibilities(context: Context, only: Iterable[str] | None = None) -> Possibilities:
    """Weigh every open request against every household at every time it may begin."""
    requests = open_requests(context, only)
    together = _together(context, requests)
    sharing = {request_id for group in together if group.shares for request_id in group.requests}
    pairs: list[Pair] = []
    parts: Parts = {}
    for request in requests:
        for when in possible_times(request, context.on):
            asking = context.asking(request, when)
            for household in context.scheme.households:
                pair = _pair(context, asking, household.id)
                pairs.append(pair)
                if is_plannable(context, request, pair):
                    found = parts.setdefault((request.id, household.id), [])
                    found.extend(_parts(context, asking, pair, shares=request.id in sharing))
    return Possibilities(
        requests=requests,
        introduced=tuple(r for r in context.scheme.requests if context.is_being_introduced(r)),
        pairs=tuple(pairs),
        options=tuple(sorted(_options(context, parts, together), key=lambda option: option.key)),
        across=tuple(group.requests for group in together if not group.one_home),
    )


def is_plannable(context: Context, request: Request, pair: Pair) -> bool:
    """Whether a plan over everybody may use a pair.

    The person sees it all the same. A home to live in must reach the floor of fit, at least where the best
    that its fit may turn out to be is counted.
    """
    policy = context.policy
    if (
        pair.fit is None
        or pair.step.reach < policy.planned_from.reach
        or not pair.is_open(policy.rides_along)
    ):
        return False
    return not request.kind.is_home or pair.fit.high >= policy.floor


Parts = dict[tuple[str, str], list[Part]]


@frozen(kw_only=True)
class Together:
    """Requests of one kind, of people who go together: all or none."""

    requests: tuple[str, ...]
    one_home: bool
    shares: bool


def _together(context: Context, requests: Sequence[Request]) -> tuple[Together, ...]:
    """The requests that go together: into one home where people wish that and sleep there."""
    found = []
    for one_home in (True, False):
        groups = [group for group in context.scheme.keep_together if group.one_home is one_home]
        for circle in _circles(groups):
            shares = all(group.share_bedroom for group in groups if group.people <= circle)
            for kind in sorted({r.kind for r in requests if r.person_id in circle}):
                ids = tuple(r.id for r in requests if r.kind is kind and r.person_id in circle)
                if len(ids) > 1:
                    into_one = one_home and kind.is_overnight
                    found.append(Together(requests=ids, one_home=into_one, shares=shares and into_one))
    return tuple(found)


def _parts(context: Context, asking: Asking, pair: Pair, *, shares: bool) -> Iterator[Part]:
    need = need_of(asking)
    household = context.scheme.household(pair.household_id)
    if need is None or household.bedrooms is None:
        yield Part(pair=pair, room=None, newcomers=newcomers_of(asking, need))
        return
    if shares:
        need |= {DOUBLE}
    for kind in room_kinds(household, context.presences(household.id)):
        if suits(kind.bedrooms[0], need) is True and kind.is_free(pair.when):
            yield Part(pair=pair, room=kind.key, newcomers=newcomers_of(asking, need))


def _options(context: Context, parts: Parts, together: Sequence[Together]) -> Iterator[Option]:
    into_one = [group for group in together if group.one_home]
    grouped = {request_id for group in into_one for request_id in group.requests}
    for (request_id, household_id), some in parts.items():
        if request_id not in grouped:
            for part in some:
                yield Option(household_id=household_id, parts=(part,))
    for group in into_one:
        for household in context.scheme.households:
            each = [parts.get((request_id, household.id), []) for request_id in group.requests]
            for chosen in product(*each):
                if _somebody_is_twice(chosen):
                    continue
                option = _shared(chosen) if group.shares else Option(household_id=household.id, parts=chosen)
                if option is not None and has_room(context, (option,)):
                    yield option


def _somebody_is_twice(parts: Sequence[Part]) -> bool:
    return any(
        one.pair.person_id == other.pair.person_id and shares_a_day(one.pair.when, other.pair.when)
        for one, other in combinations(parts, 2)
    )


def _shared(parts: tuple[Part, ...]) -> Option | None:
    """All of them in one double bedroom at one time; the first is counted as taking it."""
    first, *others = parts
    if any(part.room != first.room or part.pair.when != first.pair.when for part in others):
        return None
    guests = [evolve(part, newcomers=tuple(evolve(n, need=None) for n in part.newcomers)) for part in others]
    return Option(household_id=first.pair.household_id, parts=(first, *guests))


def has_room(context: Context, options: Sequence[Option]) -> bool:
    """Whether options in one home fit in together under every limit that blocks, day by day."""
    household_id = options[0].household_id
    newcomers = [newcomer for option in options for newcomer in option.newcomers]
    times = [part.pair.when for option in options for part in option.parts]
    needs = {newcomer.need for newcomer in newcomers if newcomer.need is not None}
    return not any(
        limit.blocks and limit.is_broken_by(newcomers)
        for day in days_that_matter(context, household_id, times)
        for limit in limits_on(context, household_id, day, needs)
    )
