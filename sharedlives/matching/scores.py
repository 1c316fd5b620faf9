"""A score of one part of fit, from 0 to 100 or a range, before it is weighed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Whole = TypeVar("Whole", int, "NDArray[np.int64]")
"""One whole number, or many."""

LOW, MID, HIGH = 0, 50, 100


@frozen(kw_only=True)
class Score:
    """What one part says before it is weighed; `mid` None means not known at all."""

    low: int
    mid: int
    high: int
    sentence: str
    questions: tuple[str, ...] = ()


def half_up(numerator: Whole, denominator: Whole) -> Whole:
    """A quotient of whole numbers that are not negative, rounded half up, in integers only; or of many.

    Examples
    --------
    >>> half_up(5, 2), half_up(7, 3)
    (3, 2)
    """
    return (2 * numerator + denominator) // (2 * denominator)


def sure(points: int, sentence: str) -> Score:
    """A score of which all is known."""
    return Score(low=points, mid=points, high=points, sentence=sentence)


def unsure(sentence: str, question: str) -> Score:
    """A score of which nothing is known, with the question that settles it."""
    return Score(low=LOW, mid=MID, high=HIGH, sentence=sentence, questions=(question,))


def yes_or_no(*, fact: bool | None, yes: str, no: str, unknown: str, question: str) -> Score:
    """All for yes, nothing for no."""
    if fact is None:
        return unsure(unknown, question)
    return sure(HIGH, yes) if fact else sure(LOW, no)


def mean(scores: Sequence[Score], ends: str = "") -> Score | None:
    """Several scores of one part, each as important as the other."""
    if not scores:
        return None
    number = len(scores)
    return Score(
        low=half_up(sum(score.low for score in scores), number),
        mid=half_up(sum(score.mid for score in scores), number),
        high=half_up(sum(score.high for score in scores), number),
        sentence="; ".join(dict.fromkeys(score.sentence for score in scores)) + ends,
        questions=tuple(dict.fromkeys(question for score in scores for question in score.questions)),
    )
