"""Ask one criterion about one pair, in one line; what a test does not name is sound and known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from builders import ON, a_home, a_person, a_request, a_scheme

from sharedlives.domain.answer import Answer
from sharedlives.domain.fields import Record
from sharedlives.domain.household import Household
from sharedlives.domain.person import Person
from sharedlives.domain.policy import Policy, Step
from sharedlives.domain.request import Request
from sharedlives.domain.scheme import Scheme
from sharedlives.matching.judging import AskWhom, Outcome
from sharedlives.matching.options import JudgedPair, judge_pair, open_requests
from sharedlives.matching.sides import Context
from sharedlives.matching.when import When, possible_times

POLICY = Policy()


def a_context(*records: Any, on: date = ON, policy: Policy = POLICY, **settings: Any) -> Context:
    """A scheme of these records, with a home, a person or a request where there is none."""
    return Context(a_whole_scheme(*records, **settings), on, policy)


def a_whole_scheme(*records: Any, **settings: Any) -> Scheme:
    """These records, with the home H1, the person P1 or the request R1 where there is none of its kind."""
    flat: list[Record] = []
    for record in records:
        flat += record if isinstance(record, tuple) else (record,)
    if not any(isinstance(record, Household) for record in flat):
        known = {(type(record), record.id) for record in flat}
        flat += [record for record in a_home() if (type(record), record.id) not in known]
    if not any(isinstance(record, Person) and record.id == "P1" for record in flat):
        flat.append(a_person())
    if not any(isinstance(record, Request) for record in flat):
        flat.append(a_request())
    return a_scheme(*flat, **settings)


def a_pair(
    context: Context, request_id: str = "R1", home: str = "H1", when: When | None = None
) -> JudgedPair:
    """What every criterion says of a request with a home, at its first possible time."""
    request = context.scheme.request(request_id)
    return judge_pair(context, request, home, when or possible_times(request, context.on)[0])


def all_pairs(context: Context) -> list[JudgedPair]:
    """What every criterion says of every open request with every home at every time."""
    return [
        judge_pair(context, request, household.id, when)
        for request in open_requests(context)
        for when in possible_times(request, context.on)
        for household in context.scheme.households
    ]


def outcomes(pair: JudgedPair) -> Mapping[str, Outcome]:
    """What each criterion says, by its code."""
    return {outcome.code: outcome for outcome in pair.outcomes}


def outcome(code: str, *records: Any, request: str = "R1", home: str = "H1", **settings: Any) -> Outcome:
    """What one criterion says of R1 with H1 in a scheme of these records."""
    return outcomes(a_pair(a_context(*records, **settings), request, home))[code]


def met(code: str, *records: Any, **settings: Any) -> None:
    """One criterion is met."""
    found = outcome(code, *records, **settings)
    assert found.answer is Answer.MET, (found.answer, found.sentence)
    assert found.step is Step.STAY


def broken(code: str, sentence: str, *records: Any, step: Step = Step.NONE, **settings: Any) -> None:
    """One criterion is broken, with exactly this sentence, and allows no more than this step."""
    found = outcome(code, *records, **settings)
    assert (found.answer, found.sentence, found.step) == (Answer.BROKEN, sentence, step)


def asks(code: str, question: str, whom: AskWhom, *records: Any, **settings: Any) -> None:
    """One criterion is not known, and this question to this side would settle it."""
    found = outcome(code, *records, **settings)
    assert (found.answer, found.sentence, found.ask) == (Answer.NOT_KNOWN, question, whom)
    assert found.step is Step.STAY


def silent(code: str, *records: Any, **settings: Any) -> None:
    """One criterion does not apply."""
    found = outcome(code, *records, **settings)
    assert found.answer is Answer.NOT_APPLICABLE, (found.answer, found.sentence)
