"""Fit: a help for a conversation, never a grade of a person or a carer.

Each part is 0 to 100 or a range where something it rests on is not known; a part that nobody asked about
does not count. The whole is a whole number, half up, with what is not known counted as 50, and a range with
it at worst and at best: one known part never outranks eight.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from sharedlives.matching.fit_parts import parts_of
from sharedlives.matching.scores import HIGH, LOW, MID, half_up
from sharedlives.matching.sides import Asking, Context, Offering


@frozen(kw_only=True)
class PartOfFit:
    """One part: its weight, its range, its sentence, and the questions that would narrow it."""

    part: str
    """A `FitPart`, or the name of a part that a host adds."""
    weight: int
    low: int
    mid: int
    high: int
    sentence: str
    questions: tuple[str, ...] = ()


@frozen(kw_only=True)
class Fit:
    """How well two sides might live together, from 0 to 100, with its range and its parts."""

    low: int
    mid: int
    high: int
    parts: tuple[PartOfFit, ...]


def fit_of(asking: Asking, offering: Offering, context: Context) -> Fit:
    """How a pair would fit at one time, by every part that somebody's words give a meaning to."""
    own: dict[str, int] = {entry.part: entry.weight for entry in asking.person.fit_weights}
    parts = []
    for part, usual, scorer in parts_of(context):
        weight = own.get(part, usual)
        score = scorer(asking, offering, context) if weight else None
        if score is not None:
            parts.append(
                PartOfFit(
                    part=part,
                    weight=weight,
                    low=score.low,
                    mid=score.mid,
                    high=score.high,
                    sentence=score.sentence,
                    questions=score.questions,
                )
            )
    return whole(parts)


def whole(parts: Iterable[PartOfFit]) -> Fit:
    """The parts, weighed; where there is none nothing is known of the fit, and it is 50 of 0 to 100."""
    some = tuple(parts)
    weight = sum(part.weight for part in some)
    if not weight:
        return Fit(low=LOW, mid=MID, high=HIGH, parts=some)
    return Fit(
        low=half_up(sum(part.weight * part.low for part in some), weight),
        mid=half_up(sum(part.weight * part.mid for part in some), weight),
        high=half_up(sum(part.weight * part.high for part in some), weight),
        parts=some,
    )
