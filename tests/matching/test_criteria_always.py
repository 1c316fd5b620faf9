"""What holds of every criterion in any scheme at all, and of any order of its rows."""

from __future__ import annotations

from itertools import islice

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharedlives.domain.answer import Answer
from sharedlives.domain.policy import Policy, Step
from sharedlives.domain.scheme import COLLECTIONS, Scheme
from sharedlives.matching.criteria import CRITERIA
from sharedlives.matching.judging import Outcome
from sharedlives.matching.options import Pair, judge_pair
from sharedlives.matching.sides import Context
from sharedlives.matching.when import possible_times
from sharedlives.testing import ON, schemes, small_matching_schemes

ANY_SCHEME = st.one_of(schemes(conflicts=True), schemes(plain_ids=True), small_matching_schemes())
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def pairs_of(scheme: Scheme) -> list[Pair]:
    """Every request with every household, at its first few times."""
    context = Context(scheme, ON, Policy())
    return [
        judge_pair(context, request, household.id, when)
        for request in scheme.requests
        for when in islice(possible_times(request, ON), 3)
        for household in scheme.households
    ]


def _is_whole(outcome: Outcome) -> bool:
    """A no says what stands in the way, a question whom to ask, and all else nothing."""
    if outcome.answer is Answer.BROKEN:
        return bool(outcome.sentence) and outcome.ask is None and outcome.step is not Step.STAY
    if outcome.answer is Answer.NOT_KNOWN:
        asks = outcome.sentence.endswith("?") and outcome.ask is not None
        return asks and outcome.step is Step.STAY
    plain = (outcome.sentence, outcome.ask, outcome.about) == ("", None, None)
    return plain and outcome.step is Step.STAY


@SLOW
@given(ANY_SCHEME)
def test_every_criterion_answers_whatever_the_scheme_and_says_what_its_answer_needs(scheme):
    for pair in pairs_of(scheme):
        assert [outcome.criterion for outcome in pair.outcomes] == list(CRITERIA)
        assert all(map(_is_whole, pair.outcomes))


@SLOW
@given(ANY_SCHEME)
def test_two_go_together_as_far_as_the_most_that_stands_in_the_way_allows(scheme):
    for pair in pairs_of(scheme):
        steps = [outcome.step.reach for outcome in pair.outcomes if outcome.answer is Answer.BROKEN]
        assert pair.step.reach == min(steps, default=Step.STAY.reach)
        assert set(pair.broken) | set(pair.unknown) <= set(pair.outcomes)
        assert (pair.fit is None) == (pair.step is Step.NONE)
        if pair.fit is not None:
            assert 0 <= pair.fit.low <= pair.fit.mid <= pair.fit.high <= 100


@SLOW
@given(ANY_SCHEME, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_answer(scheme, random):
    shuffled = {
        name: tuple(random.sample(getattr(scheme, name), len(getattr(scheme, name)))) for name in COLLECTIONS
    }
    assert pairs_of(attrs.evolve(scheme, **shuffled)) == pairs_of(scheme)
