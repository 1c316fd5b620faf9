"""Answers are gone over by plain code, and two that contradict each other are not both printed."""

import pytest

from benchmarks.answers import Answer, Checked, DisagreeError, checked, hold_together
from sharedlives.program.rows import Component, Row

TWO_OF_THREE = Component(
    size=3,
    worths=((1, 1, 1), (5, 3, 1)),
    rows=(Row(weights=((0, 1), (1, 1), (2, 1)), most=2, why="two places"),),
)


def an_answer(*values: int, proven: int, bounds: tuple[int, ...] = ()) -> Checked:
    return Checked(values=values, proven=proven, bounds=bounds)


def test_the_values_are_worked_out_again():
    assert checked(TWO_OF_THREE, Answer(chosen=(0, 1), proven=2, bounds=(2, 8))) == an_answer(
        2, 8, proven=2, bounds=(2, 8)
    )
    assert checked(TWO_OF_THREE, Answer(chosen=None, proven=0)).values == ()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(chosen=(0, 1, 2), proven=2), "two places: 3 of 2"),
        (Answer(chosen=(0, 0), proven=2), "an option was chosen twice"),
        (Answer(chosen=(0, 1), proven=2, bounds=(2, 7)), "level 1 reached 8 beyond its own bound 7"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(answer, why):
    with pytest.raises(DisagreeError, match=why):
        checked(TWO_OF_THREE, answer)


def test_a_row_that_must_be_full_is_held_to_that():
    full = Component(size=1, worths=((1,),), rows=(Row(weights=((0, 1),), most=1, exactly=True, why="one"),))
    with pytest.raises(DisagreeError, match="one: 0 of 1"):
        checked(full, Answer(chosen=(), proven=0))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Both proved the same.
        (an_answer(2, 8, proven=2), an_answer(2, 8, proven=2)),
        # The one that has less on the second level did not prove it.
        (an_answer(2, 8, proven=2), an_answer(2, 6, proven=1)),
        # What comes after a level on which they differ follows other choices.
        (an_answer(2, 8, proven=2), an_answer(1, 9, proven=0)),
        # No answer contradicts nothing.
        (an_answer(2, 8, proven=2), an_answer(proven=0)),
        # Less, unproven, and its bound lets the other be.
        (an_answer(2, 6, proven=1, bounds=(2, 8)), an_answer(2, 8, proven=2)),
    ],
)
def test_answers_that_may_both_be_true_are_let_be(one, other):
    hold_together([one], [other])
    hold_together([other], [one])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (an_answer(2, 8, proven=2), an_answer(2, 7, proven=2)),
        (an_answer(2, 8, proven=0), an_answer(1, 9, proven=1)),
        (an_answer(2, 6, proven=1, bounds=(2, 7)), an_answer(2, 8, proven=2)),
    ],
)
def test_a_contradiction_between_proofs_is_raised(one, other):
    with pytest.raises(DisagreeError, match="of which the lesser was proven"):
        hold_together([one], [other])
    with pytest.raises(DisagreeError, match="of which the lesser was proven"):
        hold_together([other], [one])
