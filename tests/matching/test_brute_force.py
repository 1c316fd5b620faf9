"""Brute force is the judge: on every small scheme the plan is as good as any choice of options can be."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, islice, product

import attrs
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from oracles import best_vector, every_sound_choice, is_sound, keeps_all_or_none
from plans import conflicts

from sharedlives.domain.household import Bedroom
from sharedlives.domain.policy import Level, Policy, Step
from sharedlives.domain.scheme import COLLECTIONS, Scheme
from sharedlives.errors import OwnBugError
from sharedlives.files.result_documents import result_to_json
from sharedlives.matching.check import check
from sharedlives.matching.levels import worth
from sharedlives.matching.match import match
from sharedlives.matching.newcomers import at_odds
from sharedlives.matching.options import Option, Possibilities, possibilities
from sharedlives.matching.posing import choice_id, program_of
from sharedlives.matching.proposing import proposals_of
from sharedlives.matching.results import MatchResult
from sharedlives.matching.score import score
from sharedlives.matching.sides import Context
from sharedlives.matching.when import shares_a_day
from sharedlives.program import check as check_program
from sharedlives.testing import ON, small_matching_schemes

POLICY = Policy()
POLICIES = st.sampled_from(
    [
        POLICY,
        POLICY,
        Policy(levels=tuple(Level)[::-1]),
        Policy(levels=(Level.FIT, Level.HOMES, Level.TIE_BREAK), floor=0),
        Policy(planned_from=Step.TALK, rides_along=frozenset({"takes-emergencies", "bedroom"})),
    ]
)
MOST_CHOICES = 20_000
PATIENT = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def _weighed(scheme: Scheme, policy: Policy = POLICY) -> tuple[Context, Possibilities]:
    context = Context(scheme, ON, policy)
    return context, possibilities(context)


def _choices(possible: Possibilities) -> int:
    choices = 1
    for times in Counter(request for option in possible.options for request in option.requests).values():
        choices *= times + 1
    return choices


def _vector(result: MatchResult) -> tuple[int, ...]:
    return tuple(level.value for level in result.levels)


# What makes a scheme worth the trial


def _of_two_in_one_home(options: tuple[Option, ...]):
    for one, other in combinations(options, 2):
        if one.household_id == other.household_id and not set(one.requests) & set(other.requests):
            yield one, other


def _a_limit_binds(context: Context, possible: Possibilities) -> bool:
    """Two options that are each possible are not possible together, and it is not for who they are."""
    excluded = {frozenset(pair[:2]) for pair in conflicts(context, possible.options)}
    place = {id(option): index for index, option in enumerate(possible.options)}
    return any(
        frozenset((place[id(one)], place[id(other)])) not in excluded and not is_sound(context, (one, other))
        for one, other in _of_two_in_one_home(possible.options)
    )


def _people_go_together(context: Context, possible: Possibilities) -> bool:
    del context
    across = {request_id for group in possible.across for request_id in group}
    return any(len(option.parts) > 1 or across & set(option.requests) for option in possible.options)


def _newcomers_are_at_odds(context: Context, possible: Possibilities) -> bool:
    options = possible.options
    return any(
        options[first].household_id == options[second].household_id
        for first, second, _ in conflicts(context, options)
    )


def _stays_overlap(context: Context, possible: Possibilities) -> bool:
    del context
    return any(
        shares_a_day(mine.pair.when, theirs.pair.when)
        for one, other in _of_two_in_one_home(possible.options)
        for mine in one.parts
        for theirs in other.parts
    )


FEATURES = (_a_limit_binds, _people_go_together, _newcomers_are_at_odds, _stays_overlap)


def _with(feature) -> st.SearchStrategy[Scheme]:
    """Small schemes with one feature for certain, whatever else they have."""

    def has_it(scheme: Scheme) -> bool:
        context, possible = _weighed(scheme)
        return _choices(possible) <= MOST_CHOICES and feature(context, possible)

    return small_matching_schemes(max_households=2, max_people=5).filter(has_it)


CONTESTED = st.one_of(*(_with(feature) for feature in FEATURES))
"""Each of the four in a quarter of them by construction, and by chance in more."""


def test_the_schemes_drawn_are_worth_the_trial():
    """A quarter each, at least, have a binding limit, people together, newcomers at odds, overlaps."""
    seen: Counter[str] = Counter()

    @settings(
        PATIENT,
        max_examples=100,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
    )
    @given(CONTESTED)
    def draw(scheme):
        weighed = _weighed(scheme)
        seen["all"] += 1
        seen.update(feature.__name__ for feature in FEATURES if feature(*weighed))

    draw()

    assert seen["all"] >= 50
    assert all(seen[feature.__name__] >= seen["all"] / 4 for feature in FEATURES), seen


# The plan


@PATIENT
@given(CONTESTED, POLICIES)
def test_a_plan_reaches_what_the_best_of_all_choices_reaches_on_every_level(scheme, policy):
    context, possible = _weighed(scheme, policy)
    assume(_choices(possible) <= MOST_CHOICES)

    result = match(scheme, ON, policy=policy)

    assert _vector(result) == best_vector(context, possible)
    assert all(level.proven for level in result.levels)


@pytest.mark.slow
@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_matching_schemes(), POLICIES)
def test_a_plan_reaches_the_best_of_all_choices_on_a_thousand_schemes(scheme, policy):
    context, possible = _weighed(scheme, policy)
    assume(_choices(possible) <= MOST_CHOICES)

    assert _vector(match(scheme, ON, policy=policy)) == best_vector(context, possible)


# What is posed, the check and the score


def _one_each(possible: Possibilities):
    """Every way of choosing one option or none for each request, sound or not."""
    first: dict[str, list[int | None]] = {}
    for index, option in enumerate(possible.options):
        first.setdefault(option.requests[0], [None]).append(index)
    for choice in product(*first.values()):
        yield {index for index in choice if index is not None}


@PATIENT
@given(CONTESTED)
def test_what_is_posed_lets_in_exactly_what_counting_by_hand_finds_sound(scheme):
    context, possible = _weighed(scheme)
    odds = at_odds(context, possible.options)
    program = program_of(context, possible.options, possible.across, odds)

    for chosen in islice(_one_each(possible), 300):
        options = [possible.options[number] for number in sorted(chosen)]
        keeps = not check_program(program, map(choice_id, chosen))
        assert keeps == (is_sound(context, options) and keeps_all_or_none(possible, options))


@PATIENT
@given(CONTESTED)
def test_the_check_passes_exactly_what_counting_by_hand_finds_sound(scheme):
    context, possible = _weighed(scheme)

    for chosen in islice(_one_each(possible), 100):
        options = [possible.options[index] for index in sorted(chosen)]
        sound = is_sound(context, options) and keeps_all_or_none(possible, options)
        try:
            problems = check(context, proposals_of(context, options))
        except OwnBugError:  # no real room was left to give out
            problems = ("no room",)
        assert (problems == ()) == sound, problems


@PATIENT
@given(CONTESTED)
def test_the_score_of_any_sound_choice_is_what_its_options_are_worth(scheme):
    context, possible = _weighed(scheme)

    for choice in islice(every_sound_choice(context, possible), 50):
        by_options = {level: sum(worth(context, option, level) for option in choice) for level in Level}
        assert score(context, proposals_of(context, choice)) == by_options


# What must not matter, and what must not harm


@PATIENT
@given(CONTESTED, st.randoms(use_true_random=False))
def test_collections_in_any_order_give_the_same_bytes(scheme, random):
    shuffled = {}
    for name in COLLECTIONS:
        records = list(getattr(scheme, name))
        random.shuffle(records)
        shuffled[name] = tuple(records)

    again = match(attrs.evolve(scheme, **shuffled), ON)

    assert result_to_json(again) == result_to_json(match(scheme, ON))


@PATIENT
@given(CONTESTED)
def test_one_more_household_never_worsens_a_plan(scheme):
    home, carer, approval = scheme.households[0], scheme.carers[0], scheme.approvals[0]
    one_more = (
        attrs.evolve(home, id="H9", bedrooms=tuple(_renamed(room) for room in home.bedrooms)),
        attrs.evolve(carer, id="C-H9", household_id="H9"),
        attrs.evolve(approval, id="AP-H9", household_id="H9"),
    )

    more = match(scheme.with_changes(put=one_more), ON)

    assert _vector(more) >= _vector(match(scheme, ON))


def _renamed(room: Bedroom) -> Bedroom:
    return attrs.evolve(room, id=f"{room.id}-of-H9")
