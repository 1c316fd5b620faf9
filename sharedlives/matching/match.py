"""The main job: weigh every pair, solve, check, and say it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from datetime import date

from attrs import evolve

from sharedlives.domain.policy import Level, Policy
from sharedlives.domain.scheme import Scheme
from sharedlives.errors import KeepRefusedError, OwnBugError, QuestionLostError
from sharedlives.matching.check import check
from sharedlives.matching.explain import nearest, questions, still_looking
from sharedlives.matching.fit_parts import OwnPart
from sharedlives.matching.judging import Criterion
from sharedlives.matching.newcomers import AtOdds, at_odds
from sharedlives.matching.options import (
    Possibilities,
    is_plannable,
    judge_pair,
    possibilities,
    stands_in_the_way,
)
from sharedlives.matching.posing import choice_id, number_of, program_of
from sharedlives.matching.proposing import proposals_of
from sharedlives.matching.results import Asked, LevelReached, MatchResult, Proposal, Status
from sharedlives.matching.score import score
from sharedlives.matching.sides import Context
from sharedlives.places import Travel, straight_line
from sharedlives.program import Keep as KeepRule
from sharedlives.program import Price, Program, Progress, Solution, solve
from sharedlives.program import prices as prices_of
from sharedlives.version import __version__

DEFAULT = Policy()
"""The policy of a scheme that has not set its own."""

Keep = tuple[str, str]
"""A request and a household that are to be kept together."""


def match(
    scheme: Scheme,
    on: date,
    *,
    policy: Policy = DEFAULT,
    requests: Iterable[str] | None = None,
    keep: Iterable[Keep] = (),
    last: MatchResult | None = None,
    travel: Travel = straight_line,
    criteria: Iterable[Criterion] = (),
    parts: Iterable[OwnPart] = (),
    time_limit: float | None = None,
    executor: Executor | None = None,
    progress: Callable[[Progress], object] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> MatchResult:
    """Who might be introduced to whom: a plan over every open request, if everyone said yes.

    It proposes; people decide. Existing arrangements are never moved, and a place that both sides said yes to
    is held.

    Parameters
    ----------
    scheme, on
        The register, and the day asked about.
    policy
        The scheme's own settings.
    requests
        Ids of the requests to look at; None for all that are open. Those who go together come along.
    keep
        Pairs of a request's and a household's id that the plan must hold to.
    last
        The last plan: a change from it is charged, as the policy says.
    travel
        Miles between two places, or None where not known; straight-line miles unless a host hands in its own.
    criteria, parts
        Criteria and parts of fit of your own, after ours.
    time_limit
        Seconds for the search; None for as long as a proof takes. Where it bites, the result says so, gives
        the best so far with its bounds, and is not repeatable.
    executor
        Where components are solved; the same answer from each.
    progress
        Called with a `sharedlives.program.Progress` for each level of each component of the search.
    cancel
        Asked now and then, perhaps from another thread, whether to stop; True ends the search as a time limit
        does.

    Raises
    ------
    AdditionRefusedError
        Where a criterion of your own has the code of another.
    KeepRefusedError
        Where a kept pair breaks a rule, or kept pairs cannot all be; the message names which.
    OwnBugError
        Where the result fails its own check: a bug of ours, and nothing is returned.
    """
    clock = _Clock()
    asked = Asked(
        scheme=scheme,
        on=on,
        policy=policy,
        requests=None if requests is None else tuple(requests),
        keep=tuple(keep),
        before=_proposed_in(last),
        travel=travel,
        criteria=tuple(criteria),
        parts=tuple(parts),
    )
    context = _context(asked)
    possible = possibilities(context, asked.requests)
    clock.lap("options")
    odds = at_odds(context, possible.options)
    program = _program(context, possible, odds, asked.keep)
    clock.lap("rows")
    solution = solve(program, time_limit=time_limit, executor=executor, progress=progress, cancel=cancel)
    if solution.chosen is None:
        raise KeepRefusedError(f"these cannot all be: {'; '.join(solution.clash)}")
    clock.add(solution.timings)
    proposals = proposals_of(context, [possible.options[number_of(name)] for name in solution.chosen])
    levels = _levels(policy, solution)
    _refuse_unless_sound(context, proposals, levels)
    clock.lap("check")
    return MatchResult(
        on=on,
        status=Status.PROVEN if all(level.proven for level in levels) else Status.BEST_SO_FAR,
        levels=levels,
        proposals=proposals,
        still_looking=still_looking(context, possible, (p.request_id for p in proposals)),
        being_introduced=tuple(request.id for request in possible.introduced),
        questions=questions(context, possible, odds),
        not_kept=tuple(sorted(scheme.not_kept)),
        policy=policy,
        input_digest=scheme.digest,
        version=__version__,
        repeatable=solution.repeatable,
        timings=clock.laps,
        asked=evolve(asked, solution=solution),
    )


def prices(
    result: MatchResult,
    *,
    time_limit: float | None = None,
    executor: Executor | None = None,
    cancel: Callable[[], bool] | None = None,
) -> tuple[Price, ...]:
    """What each level of a result but the last costs those below it, by coming before them.

    Says such a thing as “meeting the two urgent requests first lowers fit by 41”: see
    `sharedlives.program.prices`, which says exactly what is compared. The plan is posed once more, and solved
    once for each level.

    Parameters
    ----------
    result
        What `match` gave, in the process in which it did.
    time_limit, executor, cancel
        For each level, as in `match`.

    Raises
    ------
    QuestionLostError
        Where the result was read from a document or came from another process: match again.
    """
    asked = result.asked
    if asked is None or asked.solution is None:
        raise QuestionLostError(
            "this result no longer holds what was asked: it was read from a document, or came from another "
            "process. Match again, and ask for the prices of that result."
        )
    context = _context(asked)
    possible = possibilities(context, asked.requests)
    program = _program(context, possible, at_odds(context, possible.options), asked.keep)
    return prices_of(program, asked.solution, time_limit=time_limit, executor=executor, cancel=cancel)


def _proposed_in(last: MatchResult | None) -> Mapping[str, str]:
    return {} if last is None else {each.request_id: each.household_id for each in last.proposals}


def _context(asked: Asked) -> Context:
    return Context(
        asked.scheme,
        asked.on,
        asked.policy,
        travel=asked.travel,
        proposed_before=asked.before,
        own_criteria=asked.criteria,
        own_parts=asked.parts,
    )


def _program(
    context: Context, possible: Possibilities, odds: Sequence[AtOdds], keep: Sequence[Keep]
) -> Program:
    keeps = [_keep_rule(context, possible, *pair) for pair in keep]
    return program_of(context, possible.options, possible.across, odds, keeps)


class _Clock:
    """Seconds of each phase, for `timings`; no answer depends on it."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """All that has passed since the last lap was for this."""
        self.add({name: time.perf_counter() - self._last})

    def add(self, laps: Mapping[str, float]) -> None:
        """All that has passed since the last lap was for these, so much for each."""
        for name, seconds in laps.items():
            self.laps[name] = self.laps.get(name, 0.0) + seconds
        self._last = time.perf_counter()


def _keep_rule(context: Context, possible: Possibilities, request_id: str, household_id: str) -> KeepRule:
    numbers = [
        number
        for number, option in enumerate(possible.options)
        if option.household_id == household_id and request_id in option.requests
    ]
    if not numbers:
        raise KeepRefusedError(_why_not_kept(context, possible, request_id, household_id))
    return KeepRule(map(choice_id, numbers), says=f"keep {request_id} with {household_id}")


def _why_not_kept(context: Context, possible: Possibilities, request_id: str, household_id: str) -> str:
    """The rules that a pair breaks, at the time at which it comes nearest to being possible."""
    request = context.scheme.request(request_id)
    context.scheme.household(household_id)
    start = f"request {request_id} cannot be kept with household {household_id}"
    if request_id not in {one.id for one in possible.requests}:
        return f"{start}: it is not open, or not among the requests asked about"
    times = [weighed.asking.when for weighed in possible.weighed[request_id]]
    if not times:
        return f"{start}: its days are past or not stated"
    pairs = (judge_pair(context, request, household_id, when) for when in times)
    pair = nearest(context, request, pairs)
    if is_plannable(context, request, pair):
        return f"{start}: those who go together with them cannot go there, or not into bedrooms that suit"
    outcomes = [outcome for outcome in (*pair.broken, *pair.unknown) if stands_in_the_way(context, outcome)]
    reasons = [f"{outcome.code} ({outcome.sentence})" for outcome in outcomes]
    return f"{start}: {'; '.join(reasons) or 'floor (it fits too little to be planned)'}"


def _levels(policy: Policy, solution: Solution) -> tuple[LevelReached, ...]:
    reached = zip(policy.levels, solution.levels, strict=True)
    return tuple(LevelReached(name=name, value=level.value, bound=level.bound) for name, level in reached)


def _refuse_unless_sound(
    context: Context, proposals: tuple[Proposal, ...], levels: Sequence[LevelReached]
) -> None:
    """Nothing leaves the solver unchecked."""
    problems = check(context, proposals)
    if problems:
        raise OwnBugError("a plan failed its check: " + "; ".join(problems))
    plain: dict[Level, int] = score(context, proposals)
    for level in levels:
        if plain[level.name] != level.value:
            raise OwnBugError(
                f"{level.name}: the solver says {level.value}, counting says {plain[level.name]}"
            )
