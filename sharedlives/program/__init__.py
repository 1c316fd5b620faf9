"""WHICH TO TAKE: the most on several levels under rules in whole numbers, proven; nothing of carers here.

The public face: pose a `Program` of choices and rules, `solve` it, `check` and `score` any choice of it.
"""

from sharedlives.program.checking import check, met, score
from sharedlives.program.posing import Choice, Program, Take
from sharedlives.program.rules import AllOrNone, AtMostOne, AtOnce, InAll, Keep
from sharedlives.program.solution import Progress, Reached, Solution, SolutionStatus, solve

__all__ = [
    "AllOrNone",
    "AtMostOne",
    "AtOnce",
    "Choice",
    "InAll",
    "Keep",
    "Program",
    "Progress",
    "Reached",
    "Solution",
    "SolutionStatus",
    "Take",
    "check",
    "met",
    "score",
    "solve",
]
