"""Criteria and parts of fit that a host adds."""

from __future__ import annotations

import pytest
from attrs import evolve
from builders import ON, a_home, a_person, a_scheme, an_approval
from plans import asks_for, planned, proposal_for, proposed

from sharedlives.domain.policy import Policy
from sharedlives.domain.words import Access
from sharedlives.errors import AdditionRefusedError
from sharedlives.matching.checking_reads import differences
from sharedlives.matching.criteria import CRITERIA
from sharedlives.matching.extending import (
    ALWAYS,
    MET,
    AskWhom,
    Context,
    Criterion,
    Fact,
    OwnPart,
    Step,
    broken,
    not_known,
    reading,
    sure,
)
from sharedlives.matching.match import prices


def low_enough(asking, offering, context):
    del asking, context
    storeys = offering.household.storeys
    if storeys is None:
        return not_known("How many storeys?", AskWhom.HOUSEHOLD)
    return MET if storeys < 3 else broken(f"{storeys} storeys")


STOREYS = Fact(name="storeys", read=lambda _, offering, __: offering.household.storeys)
LOW = Criterion(
    code="our-low", title="a low house", says="too many storeys", step=Step.NONE, judge=low_enough
)
TOLD = evolve(LOW, judge=reading(lambda _, __: ALWAYS, STOREYS)(low_enough))


@pytest.mark.parametrize("criterion", [LOW, TOLD])
def test_a_criterion_of_ones_own_rules_out_asks_and_explains_like_any_other(criterion):
    one = an_approval(household_id="H3", total=1, live_in=1)
    homes = (a_home("H1", storeys=3), a_home("H2", storeys=None), a_home("H3", storeys=2, approval=one))
    result = planned(*homes, asks_for(1), asks_for(2), criteria=[criterion])

    assert list(proposed(result).values()) == ["H3"]
    [looking] = result.still_looking
    assert [(reason.code, reason.households) for reason in looking.reasons] == [
        ("others-first", ("H3",)),
        ("once-asked", ("H2",)),
        ("our-low", ("H1",)),
    ]
    assert ("H2", "How many storeys?") in [(question.about, question.text) for question in result.questions]


def test_the_prices_of_a_result_keep_to_the_criteria_it_was_found_with():
    result = planned(a_home("H1", storeys=3), a_home("H2", storeys=2), asks_for(1), criteria=[LOW])

    assert all(price.level for price in prices(result))
    assert proposed(result) == {"R1": "H2"}


def test_a_criterion_with_the_code_of_another_is_refused():
    with pytest.raises(AdditionRefusedError, match="there twice: approved"):
        planned(a_home(), asks_for(1), criteria=[evolve(LOW, code="approved")])


def test_more_criteria_than_a_mask_has_bits_are_refused():
    many = [evolve(LOW, code=f"our-{number}") for number in range(65 - len(CRITERIA))]

    with pytest.raises(AdditionRefusedError, match="65 criteria are more than the 64"):
        planned(a_home(), asks_for(1), criteria=many)


def a_low_house(asking, offering, context):
    del asking, context
    return None if offering.household.storeys is None else sure(100 // offering.household.storeys, "low")


def test_a_part_of_fit_of_ones_own_counts_beside_the_others():
    # Nothing else is known of the fit: it is what the one part says, 100 of one storey and 50 of two.
    homes = (a_home("H1", storeys=2), a_home("H2", storeys=1))
    result = planned(*homes, asks_for(1), parts=[OwnPart(name="low", weight=1, score=a_low_house)])

    assert proposed(result) == {"R1": "H2"}
    assert "low" in [part.part for part in proposal_for(result).fit.parts]


def test_a_function_that_reads_more_than_it_says_is_found_out():
    liar = evolve(LOW, judge=reading(lambda _, __: ALWAYS)(low_enough))
    scheme = a_scheme(a_home("H1", storeys=2), a_home("H2", storeys=3), asks_for(1), asks_for(2))

    assert differences(Context(scheme, ON, Policy(), own_criteria=[TOLD])) == ()
    found = differences(Context(scheme, ON, Policy(), own_criteria=[liar]))
    assert found == (
        f"request R1 from {ON} with household H2: our-low is broken for this pair alone, not with all",
        f"request R2 from {ON} with household H2: our-low is broken for this pair alone, not with all",
    )


def test_a_part_of_fit_that_reads_more_than_it_says_is_found_out():
    liar = OwnPart(name="low", weight=1, score=reading(lambda _, __: ALWAYS)(a_low_house))
    scheme = a_scheme(a_home("H1", storeys=1), a_home("H2", storeys=2), asks_for(1))

    [found] = differences(Context(scheme, ON, Policy(), own_parts=[liar]))
    assert found.startswith(f"request R1 from {ON} with household H2: the fit is ")


def test_who_needs_nothing_is_asked_nothing():
    person = a_person("P1", access=frozenset({Access.STEP_FREE}))
    assert proposed(planned(a_home(storeys=2), asks_for(1, person=person), criteria=[TOLD])) == {}
