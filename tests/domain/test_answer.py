"""Unknown is neither yes nor no."""

import pytest

from sharedlives.domain.answer import Answer, all_of, answered

MET, BROKEN, NOT_KNOWN, NOT_APPLICABLE = Answer


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], NOT_APPLICABLE),
        ([NOT_APPLICABLE], NOT_APPLICABLE),
        ([MET, NOT_APPLICABLE], MET),
        ([MET, NOT_KNOWN, NOT_APPLICABLE], NOT_KNOWN),
        ([NOT_KNOWN, BROKEN, MET], BROKEN),
    ],
)
def test_one_broken_breaks_all_and_one_not_known_leaves_all_not_known(answers, expected):
    assert all_of(answers) is expected


@pytest.mark.parametrize(("fact", "expected"), [(True, MET), (False, BROKEN), (None, NOT_KNOWN)])
def test_a_fact_is_met_broken_or_not_known(fact, expected):
    assert answered(fact) is expected
