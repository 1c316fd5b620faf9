"""WHICH TO TAKE: the most on several levels under rules in whole numbers, proven; nothing of carers here.

The public face: pose a `Program` of choices and rules, `solve` it, `check` and `score` any choice of it, ask
`what_binds` for somebody who is not met and what the `prices` of the levels are.
"""

from sharedlives.program.binding import KeptOut, what_binds
from sharedlives.program.checking import Breach, check, met, score
from sharedlives.program.days import Days
from sharedlives.program.posing import Choice, Program, Take
from sharedlives.program.pricing import Price, prices
from sharedlives.program.rules import AllOrNone, AtMostOne, AtOnce, InAll, Keep
from sharedlives.program.solution import Difference, Progress, Reached, Solution, SolutionStatus, solve
from sharedlives.program.ties import tie_break

__all__ = [
    "AllOrNone",
    "AtMostOne",
    "AtOnce",
    "Breach",
    "Choice",
    "Days",
    "Difference",
    "InAll",
    "Keep",
    "KeptOut",
    "Price",
    "Program",
    "Progress",
    "Reached",
    "Solution",
    "SolutionStatus",
    "Take",
    "check",
    "met",
    "prices",
    "score",
    "solve",
    "tie_break",
    "what_binds",
]
