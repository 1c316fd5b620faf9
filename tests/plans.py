"""Small schemes with several who ask, and the plan over them, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from builders import ON, a_person, a_request, a_scheme

from sharedlives.domain.fields import Record
from sharedlives.domain.policy import Policy
from sharedlives.domain.words import Kind
from sharedlives.matching.judging import Judgement
from sharedlives.matching.match import match
from sharedlives.matching.newcomers import at_odds
from sharedlives.matching.options import Option, Part, possibilities
from sharedlives.matching.posing import program_of
from sharedlives.matching.results import MatchResult, Proposal
from sharedlives.matching.sides import Context
from sharedlives.matching.when import shares_a_day
from sharedlives.program.rows import Row
from sharedlives.program.writing import written

NOTHING_ELSE = Policy()


def asks_for(
    number: int, kind: Kind = Kind.LIVE_IN, person: Any = None, **changes: Any
) -> tuple[Record, ...]:
    """Person P1 with request R1, P2 with R2, and so on."""
    person = person or a_person(f"P{number}")
    return (person, a_request(f"R{number}", person_id=person.id, kind=kind, **changes))


def planned(*records: Any, policy: Policy = NOTHING_ELSE, settings: Any = None, **how: Any) -> MatchResult:
    """The plan over a scheme of these records."""
    return match(a_scheme(*records, **(settings or {})), ON, policy=policy, **how)


def proposed(result: MatchResult) -> dict[str, str]:
    """Which household is proposed for each request that is met."""
    return {proposal.request_id: proposal.household_id for proposal in result.proposals}


def proposal_for(result: MatchResult, request_id: str = "R1") -> Proposal:
    """What is proposed for one request."""
    return next(proposal for proposal in result.proposals if proposal.request_id == request_id)


def _after(part: Part) -> int:
    """How many days after ON it would begin."""
    return (part.pair.when.first - ON).days


def conflicts(context: Context, options: Sequence[Option]) -> list[tuple[int, int, Judgement]]:
    """Every two options of different requests that cannot both be, by their numbers, and why."""
    found = {}
    for odds in at_odds(context, options):
        for (first, mine), (second, theirs) in combinations(odds.parts, 2):
            one, other = options[first].parts[mine], options[second].parts[theirs]
            together = set(options[first].requests) & set(options[second].requests)
            if not together and shares_a_day(one.pair.when, other.pair.when):
                found[first, second, odds.judgement] = None
    return list(found)


def rows_in(
    *records: Any, policy: Policy = NOTHING_ELSE, **settings: Any
) -> tuple[list[str], tuple[Row, ...]]:
    """The options of a scheme, as request, room and day, and the rows over them."""
    context = Context(a_scheme(*records, **settings), ON, policy)
    possible = possibilities(context)
    odds = at_odds(context, possible.options)
    names = [
        " + ".join(
            f"{part.pair.request_id} {option.household_id} {part.room or '-'} {_after(part)}"
            for part in option.parts
        )
        for option in possible.options
    ]
    program = program_of(context, possible.options, possible.across, odds)
    return names, written(program).rows
