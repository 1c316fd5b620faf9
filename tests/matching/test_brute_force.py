"""Brute force is the judge: on every small scheme the plan is as good as any choice of options can be."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from oracles import best_vector, is_sound

from sharedlives.domain.policy import Policy
from sharedlives.domain.scheme import Scheme
from sharedlives.matching.match import match
from sharedlives.matching.newcomers import conflicts
from sharedlives.matching.options import Option, Possibilities, possibilities
from sharedlives.matching.sides import Context
from sharedlives.matching.when import shares_a_day
from sharedlives.testing import ON, small_matching_schemes

POLICY = Policy()


def _weighed(scheme: Scheme) -> tuple[Context, Possibilities]:
    context = Context(scheme, ON, POLICY)
    possible = possibilities(context)
    choices = 1
    for times in Counter(request for option in possible.options for request in option.requests).values():
        choices *= times + 1
    assume(choices <= 20_000)
    return context, possible


@settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(small_matching_schemes(max_households=2, max_people=5))
def test_a_plan_reaches_what_the_best_of_all_choices_reaches_on_every_level(scheme):
    context, possible = _weighed(scheme)

    result = match(scheme, ON, policy=POLICY)

    assert tuple(level.value for level in result.levels) == best_vector(context, possible)
    assert all(level.proven for level in result.levels)


@pytest.mark.slow
@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_matching_schemes())
def test_a_plan_reaches_the_best_of_all_choices_on_a_thousand_schemes(scheme):
    context, possible = _weighed(scheme)

    result = match(scheme, ON, policy=POLICY)

    assert tuple(level.value for level in result.levels) == best_vector(context, possible)


def test_the_schemes_drawn_are_worth_the_trial():
    """A quarter each, at least, have a binding limit, people together, newcomers at odds, overlaps."""
    seen: Counter[str] = Counter()

    @settings(
        max_examples=200,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(small_matching_schemes(max_households=2, max_people=5))
    def draw(scheme):
        context, possible = _weighed(scheme)
        seen["all"] += 1
        seen["binding limit"] += _a_limit_binds(context, possible)
        seen["together"] += _people_go_together(possible)
        seen["newcomers at odds"] += _newcomers_are_at_odds(context, possible)
        seen["overlapping stays"] += _stays_overlap(possible.options)

    draw()

    shares = {what: times / seen["all"] for what, times in seen.items()}
    assert seen["all"] >= 50
    assert min(shares[what] for what in shares if what != "all") >= 0.25, shares


def _of_two_in_one_home(options: tuple[Option, ...]):
    for one, other in combinations(options, 2):
        if one.household_id == other.household_id and not set(one.requests) & set(other.requests):
            yield one, other


def _a_limit_binds(context: Context, possible: Possibilities) -> bool:
    """Two options that are each possible are not possible together, and it is not for who they are."""
    at_odds = {frozenset((c.first, c.second)) for c in conflicts(context, possible.options)}
    place = {id(option): index for index, option in enumerate(possible.options)}
    return any(
        frozenset((place[id(one)], place[id(other)])) not in at_odds and not is_sound(context, (one, other))
        for one, other in _of_two_in_one_home(possible.options)
    )


def _people_go_together(possible: Possibilities) -> bool:
    return bool(possible.across) or any(len(option.parts) > 1 for option in possible.options)


def _newcomers_are_at_odds(context: Context, possible: Possibilities) -> bool:
    options = possible.options
    return any(
        options[c.first].household_id == options[c.second].household_id for c in conflicts(context, options)
    )


def _stays_overlap(options: tuple[Option, ...]) -> bool:
    return any(
        shares_a_day(mine.pair.when, theirs.pair.when)
        for one, other in _of_two_in_one_home(options)
        for mine in one.parts
        for theirs in other.parts
    )
