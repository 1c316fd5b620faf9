"""Why somebody is still looking, and what to ask: from the same outcomes that made the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from attrs import frozen

from sharedlives.domain.answer import Answer
from sharedlives.domain.policy import Step
from sharedlives.domain.request import Request
from sharedlives.matching.judging import MOST_CRITERIA, AskWhom, Outcome, ask_of, judged
from sharedlives.matching.newcomers import AtOdds
from sharedlives.matching.options import JudgedPair, Possibilities, is_plannable
from sharedlives.matching.results import Question, Reason, StillLooking
from sharedlives.matching.sides import Asking, Context
from sharedlives.matching.weighing import Weighed, bits_of, number_of_bits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

Whole = TypeVar("Whole", int, "NDArray[np.int64]")

REGISTER: Final = "register"


def still_looking(context: Context, possible: Possibilities, met: Iterable[str]) -> tuple[StillLooking, ...]:
    """Every open request for which nothing is proposed, with every reason."""
    proposed = set(met)
    with_options: dict[str, set[str]] = {}
    for option in possible.options:
        for request_id in option.requests:
            with_options.setdefault(request_id, set()).add(option.household_id)
    return tuple(
        StillLooking(
            request_id=request.id,
            person_id=request.person_id,
            kind=request.kind,
            reasons=_reasons(context, request, possible, with_options.get(request.id, set())),
        )
        for request in possible.requests
        if request.id not in proposed
    )


def nearness(plannable: Whole, reach: Whole, broken: Whole, unknown: Whole) -> Whole:
    """How near a pair comes to being possible, as a number that grows; of one pair or of many.

    First whether a plan may use it, then how far the two may go together, then how many criteria are broken
    (fewer is nearer), then how many are not known.
    """
    most = MOST_CRITERIA + 1
    return ((plannable * len(Step) + reach) * most + most - 1 - broken) * most + most - 1 - unknown


def nearest(context: Context, request: Request, pairs: Iterable[JudgedPair]) -> JudgedPair:
    """Of one pair at several times the one that comes nearest to being possible; the earliest of equals."""
    return max(
        pairs,
        key=lambda pair: nearness(
            int(is_plannable(context, request, pair)), pair.step.reach, len(pair.broken), len(pair.unknown)
        ),
    )


@frozen(kw_only=True, eq=False)
class _Nearest:
    """What stands between one request and every home, at the time that comes nearest to being possible."""

    weighed: Weighed
    plannable: Flags


def _nearest_times(possible: Possibilities, request: Request) -> _Nearest:
    import numpy as np

    weighing = possible.weighing
    times = []
    every = possible.weighed[request.id]
    for each, everywhere in zip(every, weighing.all_of([each.asking for each in every]), strict=True):
        plannable = np.zeros(len(everywhere.places), dtype=np.bool_)
        plannable[each.places] = weighing.plannable(each)
        times.append((everywhere, plannable))
    best, plannable = times[0]
    for other, usable in times[1:]:
        nearer = _how_near(other, usable) > _how_near(best, plannable)
        best = best.where(~nearer, other)
        plannable = np.where(nearer, usable, plannable)
    return _Nearest(weighed=best, plannable=plannable)


def _how_near(weighed: Weighed, plannable: Flags) -> NDArray[np.int64]:
    import numpy as np

    broken, unknown = number_of_bits(weighed.broken), number_of_bits(weighed.unknown)
    return nearness(plannable.astype(np.int64), weighed.reach.astype(np.int64), broken, unknown)


def _reasons(
    context: Context, request: Request, possible: Possibilities, with_options: set[str]
) -> tuple[Reason, ...]:
    import numpy as np

    if not context.scheme.households:
        return (Reason(code="no-household", sentence="there is no household in the register yet"),)
    if not possible.weighed[request.id]:
        return (_no_time(request, context.on),)
    near = _nearest_times(possible, request)
    ids = possible.weighing.homes.ids
    nothing_bars = near.weighed.reach != Step.NONE.reach
    holds = {
        "others-first": np.array([home in with_options for home in ids], dtype=np.bool_),
        "not-together": near.plannable,
        "once-asked": nothing_bars & possible.weighing.must_be_asked(near.weighed),
        "in-order-first": nothing_bars & (near.weighed.reach < context.policy.planned_from.reach),
        "below-floor": nothing_bars,
    }
    left = np.ones(len(ids), dtype=np.bool_)
    reasons = []
    for code, say in _NEARLY.items():
        homes = _named(ids, left & holds[code])
        left &= ~holds[code]
        if homes:
            reasons.append(Reason(code=code, sentence=f"{_households(homes)} {say}", households=homes))
    return (*reasons, *_excluding(possible, near.weighed, left))


def _named(ids: Sequence[str], which: Flags) -> tuple[str, ...]:
    return tuple(ids[place] for place in which.nonzero()[0].tolist())


def _no_time(request: Request, on: date) -> Reason:
    if not request.kind.is_overnight and not request.weekdays:
        return Reason(code="no-weekdays", sentence="on which days of the week is not recorded")
    last = request.until or request.latest_start or request.earliest_start
    if last is None or last > on:
        sentence = "none of the days asked for is one on which it may begin: ask again when"
        return Reason(code="no-first-day", sentence=sentence)
    return Reason(code="dates-past", sentence="the days asked for are past: ask again when")


_NEARLY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "others-first": "could welcome them, and the room or the plan went to others first",
        "not-together": "could welcome this person, and not all who wish to be together",
        "once-asked": "may suit once something is asked",
        "in-order-first": "may suit once something is in order before the first night",
        "below-floor": "can be seen by the person, with too little fit to be planned",
    }
)
"""Why a household that nothing rules out is not proposed, the nearest to a yes first."""


def _households(homes: Sequence[str]) -> str:
    return "1 household" if len(homes) == 1 else f"{len(homes)} households"


def _excluding(possible: Possibilities, weighed: Weighed, left: Flags) -> list[Reason]:
    """One reason per criterion broken for good, the one that holds for most households first."""
    import numpy as np

    ids = possible.weighing.homes.ids
    reasons = []
    for number, criterion in enumerate(possible.weighing.criteria):
        homes = _named(ids, left & (weighed.barred & np.uint64(1 << number) != 0))
        if homes:
            sentence = f"{_households(homes)}: {criterion.says}"
            reasons.append(Reason(code=criterion.code, sentence=sentence, households=homes))
    return sorted(reasons, key=lambda reason: (-len(reason.households), reason.code))


Asked = tuple[AskWhom, str, str, str]
"""Of whom, about whom, the question, and the criterion it settles."""


def questions(
    context: Context, possible: Possibilities, at_odds: Iterable[AtOdds] = ()
) -> tuple[Question, ...]:
    """What to ask: each question once, the one on which most pairs hang first.

    Only pairs that nothing else stands in the way of count: an answer opens a door or it is not worth asking.
    `at_odds` are options that cannot both be; where that is for something not known it is a question too.
    """
    found: dict[Asked, set[tuple[str, str]]] = {}
    for asking, home, outcome in _unknown(context, possible):
        about = outcome.about or _about(outcome, asking, home)
        key = (outcome.ask or AskWhom.REGISTER, about, outcome.sentence, outcome.code)
        found.setdefault(key, set()).add((asking.request.id, home))
    for odds in at_odds:
        judgement = odds.judgement
        if judgement.answer is Answer.NOT_KNOWN and judgement.about is not None:
            key = (judgement.ask or AskWhom.PERSON, judgement.about, judgement.sentence, "each-other")
            opens = found.setdefault(key, set())
            for option in (possible.options[number] for number, _ in odds.parts):
                opens.update((request_id, option.household_id) for request_id in option.requests)
    asked = [
        Question(ask=ask, about=about, text=text, code=code, opens=tuple(sorted(opens)))
        for (ask, about, text, code), opens in found.items()
    ]
    asked += _about_requests(context, possible.requests)
    return tuple(sorted(asked, key=lambda q: (-len(q.opens), q.ask, q.about, q.text)))


def _unknown(context: Context, possible: Possibilities) -> Iterator[tuple[Asking, str, Outcome]]:
    """Everything not known of the pairs that nothing rules out, each with its question."""
    weighing = possible.weighing
    for weighed in chain.from_iterable(possible.weighed.values()):
        for index in weighed.unknown.nonzero()[0].tolist():
            place = int(weighed.places[index])
            offering = weighing.homes.offering_at(weighed.asking.when, place)
            for criterion in bits_of(weighed.unknown[index], weighing.criteria):
                outcome = judged(criterion, weighed.asking, offering, context)
                yield weighed.asking, weighing.homes.ids[place], outcome


def _about(outcome: Outcome, asking: Asking, household_id: str) -> str:
    if outcome.ask in (AskWhom.HOUSEHOLD, AskWhom.SCHEME):
        return household_id
    if outcome.ask is AskWhom.PERSON:
        return asking.person.id
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
