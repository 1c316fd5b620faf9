"""A scheme's own settings for matching."""

import pytest

from sharedlives.domain.policy import Charge, Charged, FitPart, Level, Policy, Step, Weighted
from sharedlives.errors import InvalidRecordError


def test_every_part_of_fit_and_every_charge_counts_by_default():
    policy = Policy()
    assert all(policy.weight(part) > 0 for part in FitPart)
    assert all(policy.points(charge) > 0 for charge in Charge)
    assert policy.levels == tuple(Level)
    assert policy.floor == 35


def test_what_a_policy_leaves_out_does_not_count():
    policy = Policy(weights=(Weighted(part=FitPart.PETS, weight=4),), charges=())
    assert policy.weight(FitPart.PETS) == 4
    assert policy.weight(FitPart.PACE) == 0
    assert policy.points(Charge.CHANGE) == 0


def test_steps_reach_further_one_after_the_other():
    assert [step.reach for step in (Step.NONE, Step.TALK, Step.MEET, Step.STAY)] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"levels": (Level.HOMES, Level.HOMES)}, "a level is named twice"),
        ({"weights": (Weighted(part=FitPart.PETS, weight=1),) * 2}, "a part of fit has two weights"),
        ({"charges": (Charged(charge=Charge.CHANGE, points=1),) * 2}, "a charge is named twice"),
        ({"planned_from": Step.NONE}, "planned_from is the least step a plan uses"),
        ({"floor": -1}, "floor must be from 0 to 100"),
        ({"introduction_lapses_after": -1}, "introduction_lapses_after must be 0 or more"),
    ],
)
def test_a_policy_that_contradicts_itself_is_refused(settings, said):
    with pytest.raises(InvalidRecordError, match=said):
        Policy(**settings)
