"""Many pairs at once say what the one definition says of each pair."""

from __future__ import annotations

from builders import ON
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.domain.answer import Answer
from sharedlives.domain.policy import Policy, Step
from sharedlives.domain.scheme import Scheme
from sharedlives.matching.criteria import CRITERIA
from sharedlives.matching.fit import fit_of
from sharedlives.matching.homes import Homes
from sharedlives.matching.judging import judged
from sharedlives.matching.options import open_requests
from sharedlives.matching.sides import Context
from sharedlives.matching.weighing import Weighing, bits_of
from sharedlives.matching.when import possible_times
from sharedlives.testing import schemes

POLICIES = st.sampled_from((Policy(), Policy(tax_cap_blocks=True)))


def everything_asked(context: Context):
    return [
        context.asking(request, when)
        for request in open_requests(context)
        for when in possible_times(request, context.on)
    ]


@given(schemes(), POLICIES)
def test_arrays_equal_the_definition_of_every_criterion_for_every_pair(scheme: Scheme, policy: Policy):
    context = Context(scheme, ON, policy)
    askings = everything_asked(context)
    weighing = Weighing(context, Homes(context, [asking.when for asking in askings]))
    for asking, found in zip(askings, weighing.all_of(askings), strict=True):
        for place, home in enumerate(weighing.homes.ids):
            offering = context.offering(home, asking.when.first)
            outcomes = [judged(criterion, asking, offering, context) for criterion in CRITERIA]
            broken = {outcome.code for outcome in outcomes if outcome.answer is Answer.BROKEN}
            unknown = {outcome.code for outcome in outcomes if outcome.answer is Answer.NOT_KNOWN}
            reach = min((o.step.reach for o in outcomes if o.code in broken), default=Step.STAY.reach)
            assert {c.code for c in bits_of(found.broken[place], CRITERIA)} == broken
            assert {c.code for c in bits_of(found.unknown[place], CRITERIA)} == unknown
            assert found.reach[place] == reach


@given(schemes(), POLICIES)
def test_the_homes_left_over_are_those_nothing_rules_out_with_the_fit_of_each(scheme: Scheme, policy: Policy):
    context = Context(scheme, ON, policy)
    askings = everything_asked(context)
    weighing = Weighing(context, Homes(context, [asking.when for asking in askings]))
    both = zip(weighing.all_of(askings), weighing.possible(askings), strict=True)
    for asking, (everywhere, possible) in zip(askings, both, strict=True):
        assert possible.places.tolist() == [
            place for place, reach in enumerate(everywhere.reach) if reach != Step.NONE.reach
        ]
        for index, place in enumerate(possible.places):
            assert possible.broken[index] == everywhere.broken[place]
            assert possible.unknown[index] == everywhere.unknown[place]
            fit = fit_of(asking, context.offering(weighing.homes.ids[place], asking.when.first), context)
            assert (possible.low[index], possible.mid[index], possible.high[index]) == (
                fit.low,
                fit.mid,
                fit.high,
            )
