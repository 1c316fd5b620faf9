"""Many pairs at once say what the one definition says of each pair."""

from __future__ import annotations

from builders import ON
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.domain.policy import Policy, Step
from sharedlives.domain.scheme import Scheme
from sharedlives.matching import weighing as weighing_module
from sharedlives.matching.checking_reads import differences
from sharedlives.matching.homes import Homes
from sharedlives.matching.options import askings_of, is_plannable, judge_pair, open_requests
from sharedlives.matching.sides import Context
from sharedlives.matching.weighing import Weighing
from sharedlives.testing import schemes, small_matching_schemes

POLICIES = st.sampled_from(
    (Policy(), Policy(tax_cap_blocks=True), Policy(planned_from=Step.MEET, floor=60, rides_along=frozenset()))
)
ANY_SCHEME = st.one_of(schemes(), schemes(conflicts=True), small_matching_schemes())


@given(ANY_SCHEME, POLICIES)
def test_arrays_equal_the_definition_of_every_criterion_and_part_of_fit_for_every_pair(
    scheme: Scheme, policy: Policy
):
    assert differences(Context(scheme, ON, policy)) == ()


def weighed(context: Context):
    askings = askings_of(context, open_requests(context))
    weighing = Weighing(context, Homes(context, [asking.when for asking in askings]))
    return weighing, zip(weighing.all_of(askings), weighing.possible(askings), strict=True)


@given(ANY_SCHEME, POLICIES)
def test_the_homes_left_over_are_those_that_nothing_rules_out(scheme: Scheme, policy: Policy):
    _, both = weighed(Context(scheme, ON, policy))
    for everywhere, possible in both:
        assert possible.places.tolist() == [
            place for place, reach in enumerate(everywhere.reach) if reach != Step.NONE.reach
        ]
        for name in ("broken", "barred", "unknown", "reach"):
            assert (getattr(possible, name) == getattr(everywhere, name)[possible.places]).all()


@given(ANY_SCHEME, POLICIES)
def test_a_plan_may_use_the_pairs_that_the_definition_lets_it_use(scheme: Scheme, policy: Policy):
    context = Context(scheme, ON, policy)
    weighing, both = weighed(context)
    for _, possible in both:
        asking = possible.asking
        usable = {weighing.homes.ids[place] for place in possible.places[weighing.plannable(possible)]}
        for home in weighing.homes.ids:
            pair = judge_pair(context, asking.request, home, asking.when)
            assert (home in usable) == is_plannable(context, asking.request, pair)


@given(ANY_SCHEME)
def test_a_household_between_two_of_its_changes_is_the_same_on_every_day(scheme: Scheme):
    context = Context(scheme, ON, Policy())
    for household in scheme.households:
        days = {ON, *context.changes_of(household.id)}
        for day in sorted(days):
            kept, anew = context.offering(household.id, day), context._offering(household.id, day)
            assert kept == anew or all(
                getattr(kept, name) == getattr(anew, name) for name in kept.__slots__ if name[0] != "_"
            )


def test_blocks_of_pairs_of_any_size_say_the_same(monkeypatch):
    from sharedlives.planning.synthetic.schemes import REGISTER_DAY, make_scheme
    from sharedlives.planning.synthetic.sizes import SchemeSize

    scheme = make_scheme(SchemeSize(households=12, requests=8), seed=5)
    context = Context(scheme, REGISTER_DAY, Policy())
    whole = [possible for _, possible in weighed(context)[1]]
    monkeypatch.setattr(weighing_module, "_PAIRS_AT_ONCE", 13)
    in_parts = [possible for _, possible in weighed(context)[1]]

    assert sum(len(possible.places) for possible in whole) > 0
    for one, other in zip(whole, in_parts, strict=True):
        assert one.places.tolist() == other.places.tolist()
        assert one.mid.tolist() == other.mid.tolist()
