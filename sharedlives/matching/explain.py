"""Why somebody is still looking, and what to ask: from the same outcomes that made the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from sharedlives.domain.answer import Answer
from sharedlives.domain.policy import Step
from sharedlives.domain.request import Request
from sharedlives.matching.judging import AskWhom, Outcome, ask_of
from sharedlives.matching.newcomers import Conflict
from sharedlives.matching.options import Pair, Possibilities, is_plannable
from sharedlives.matching.results import Question, Reason, StillLooking
from sharedlives.matching.sides import Context

REGISTER: Final = "register"


def still_looking(context: Context, possible: Possibilities, met: Iterable[str]) -> tuple[StillLooking, ...]:
    """Every open request for which nothing is proposed, with every reason."""
    proposed = set(met)
    by_request = _by_request(possible.pairs)
    homes: dict[str, set[str]] = {}
    for option in possible.options:
        for request_id in option.requests:
            homes.setdefault(request_id, set()).add(option.household_id)
    return tuple(
        StillLooking(
            request_id=request.id,
            person_id=request.person_id,
            kind=request.kind,
            reasons=_reasons(context, request, by_request.get(request.id, []), homes.get(request.id, set())),
        )
        for request in possible.requests
        if request.id not in proposed
    )


def _by_request(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.request_id, []).append(pair)
    return found


def best_pairs(context: Context, request: Request, pairs: Sequence[Pair]) -> dict[str, Pair]:
    """For each household the time that comes nearest to being possible; the earliest of equals."""
    best: dict[str, Pair] = {}
    for pair in pairs:
        known = best.get(pair.household_id)
        if known is None or _nearness(context, request, pair) > _nearness(context, request, known):
            best[pair.household_id] = pair
    return best


def _nearness(context: Context, request: Request, pair: Pair) -> tuple[bool, int, int, int]:
    plannable = is_plannable(context, request, pair)
    return plannable, pair.step.reach, -len(pair.broken), -len(pair.unknown)


def _reasons(
    context: Context, request: Request, pairs: Sequence[Pair], with_options: set[str]
) -> tuple[Reason, ...]:
    if not context.scheme.households:
        return (Reason(code="no-household", sentence="there is no household in the register yet"),)
    if not pairs:
        return (_no_time(request, context.on),)
    best = best_pairs(context, request, pairs)
    left = dict(best)
    reasons = []
    for code, say, belongs in _NEARLY:
        homes = tuple(sorted(h for h, pair in left.items() if belongs(context, request, pair, with_options)))
        left = {home: pair for home, pair in left.items() if home not in homes}
        if homes:
            reasons.append(Reason(code=code, sentence=f"{_households(homes)} {say}", households=homes))
    return (*reasons, *_excluding(left))


def _no_time(request: Request, on: date) -> Reason:
    if not request.kind.is_overnight and not request.weekdays:
        return Reason(code="no-weekdays", sentence="on which days of the week is not recorded")
    last = request.until or request.latest_start or request.earliest_start
    if last is None or last > on:
        sentence = "none of the days asked for is one on which it may begin: ask again when"
        return Reason(code="no-first-day", sentence=sentence)
    return Reason(code="dates-past", sentence="the days asked for are past: ask again when")


def _has_an_option(context: Context, request: Request, pair: Pair, with_options: set[str]) -> bool:
    del context, request
    return pair.household_id in with_options


def _not_together(context: Context, request: Request, pair: Pair, with_options: set[str]) -> bool:
    """Possible for this one, and not for all those who go together."""
    del with_options
    return is_plannable(context, request, pair)


def _is_possible(pair: Pair) -> bool:
    return pair.fit is not None and pair.step is not Step.NONE


def _once_asked(context: Context, request: Request, pair: Pair, with_options: set[str]) -> bool:
    del request, with_options
    return _is_possible(pair) and not pair.is_open(context.policy.rides_along)


def _in_order_first(context: Context, request: Request, pair: Pair, with_options: set[str]) -> bool:
    del request, with_options
    return _is_possible(pair) and pair.step.reach < context.policy.planned_from.reach


def _below_floor(context: Context, request: Request, pair: Pair, with_options: set[str]) -> bool:
    del context, request, with_options
    return _is_possible(pair)


_NEARLY: Final = (
    ("others-first", "could welcome them, and the room or the plan went to others first", _has_an_option),
    ("not-together", "could welcome this person, and not all who wish to be together", _not_together),
    ("once-asked", "may suit once something is asked", _once_asked),
    ("in-order-first", "may suit once something is in order before the first night", _in_order_first),
    ("below-floor", "can be seen by the person, with too little fit to be planned", _below_floor),
)
"""Why a household that nothing rules out is not proposed, the nearest to a yes first."""


def _households(homes: Sequence[str]) -> str:
    return "1 household" if len(homes) == 1 else f"{len(homes)} households"


def _excluding(left: dict[str, Pair]) -> list[Reason]:
    """One reason per criterion broken for good, the one that holds for most households first."""
    homes: dict[str, list[str]] = {}
    says: dict[str, str] = {}
    for home, pair in sorted(left.items()):
        for outcome in pair.broken:
            if outcome.step is Step.NONE:
                homes.setdefault(outcome.code, []).append(home)
                says[outcome.code] = outcome.criterion.says
    ordered = sorted(homes.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return [
        Reason(code=code, sentence=f"{_households(some)}: {says[code]}", households=tuple(some))
        for code, some in ordered
    ]


Asked = tuple[AskWhom, str, str, str]
"""Of whom, about whom, the question, and the criterion it settles."""


def questions(
    context: Context, possible: Possibilities, at_odds: Iterable[Conflict] = ()
) -> tuple[Question, ...]:
    """What to ask: each question once, the one on which most pairs hang first.

    Only pairs that nothing else stands in the way of count: an answer opens a door or it is not worth asking.
    `at_odds` are options that cannot both be; where that is for something not known it is a question too.
    """
    found: dict[Asked, set[tuple[str, str]]] = {}
    for pair in possible.pairs:
        if not _is_possible(pair):
            continue
        for outcome in pair.unknown:
            about = outcome.about or _about(outcome, pair)
            key = (outcome.ask or AskWhom.REGISTER, about, outcome.sentence, outcome.code)
            found.setdefault(key, set()).add((pair.request_id, pair.household_id))
    for conflict in at_odds:
        judgement = conflict.judgement
        if judgement.answer is Answer.NOT_KNOWN and judgement.about is not None:
            key = (judgement.ask or AskWhom.PERSON, judgement.about, judgement.sentence, "each-other")
            for option in (possible.options[conflict.first], possible.options[conflict.second]):
                pairs = ((request_id, option.household_id) for request_id in option.requests)
                found.setdefault(key, set()).update(pairs)
    asked = [
        Question(ask=ask, about=about, text=text, code=code, opens=tuple(sorted(opens)))
        for (ask, about, text, code), opens in found.items()
    ]
    asked += _about_requests(context, possible.requests)
    return tuple(sorted(asked, key=lambda q: (-len(q.opens), q.ask, q.about, q.text)))


def _about(outcome: Outcome, pair: Pair) -> str:
    if outcome.ask in (AskWhom.HOUSEHOLD, AskWhom.SCHEME):
        return pair.household_id
    if outcome.ask is AskWhom.PERSON:
        return pair.person_id
    return REGISTER


def _about_requests(context: Context, requests: Sequence[Request]) -> list[Question]:
    """What is missing of the requests themselves; where the register does not keep it, asked once."""
    asked: dict[Question, None] = {}
    for request in requests:
        for missing, fact, text in (
            (request.received_on is None, "received_on", "When was this request received?"),
            (request.earliest_start is None, "earliest_start", "From when? Today is used."),
            (request.urgency is None, "urgency", "How urgent is it?"),
        ):
            if missing:
                ask = ask_of(context, f"request.{fact}", AskWhom.PERSON)
                about = REGISTER if ask is AskWhom.REGISTER else request.person_id
                code = fact.replace("_", "-")
                asked[Question(ask=ask, about=about, text=text, code=code, opens=())] = None
    return list(asked)
