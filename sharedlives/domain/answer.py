"""What a test over facts answers: unknown is neither yes nor no."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Answer(StrEnum):
    """The four answers of a test over facts."""

    MET = "met"
    BROKEN = "broken"
    NOT_KNOWN = "not known"
    NOT_APPLICABLE = "not applicable"


def all_of(answers: Iterable[Answer]) -> Answer:
    """Broken if any is broken, else not known if any is not known, else met if any is; else not applicable.

    Examples
    --------
    >>> all_of([Answer.MET, Answer.NOT_KNOWN, Answer.NOT_APPLICABLE])
    <Answer.NOT_KNOWN: 'not known'>
    """
    given = set(answers)
    for answer in (Answer.BROKEN, Answer.NOT_KNOWN, Answer.MET):
        if answer in given:
            return answer
    return Answer.NOT_APPLICABLE


def answered(fact: bool | None) -> Answer:  # noqa: FBT001 - a fact is what it is about
    """A fact that is true, false or not known, as an answer."""
    if fact is None:
        return Answer.NOT_KNOWN
    return Answer.MET if fact else Answer.BROKEN
