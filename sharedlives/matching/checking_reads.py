"""Whether functions read no more of a pair than they say: every pair judged both ways."""

from __future__ import annotations

from collections.abc import Iterator

from sharedlives.domain.answer import Answer
from sharedlives.matching.fit import fit_of
from sharedlives.matching.homes import Homes
from sharedlives.matching.judging import judged
from sharedlives.matching.options import askings_of, open_requests
from sharedlives.matching.sides import Asking, Context
from sharedlives.matching.weighing import Possible, Weighed, Weighing, bits_of


def differences(context: Context) -> tuple[str, ...]:
    """Every pair of which an array says something else than its criterion or part of fit, a sentence each.

    Empty where each function reads no more than it says. It judges every pair by itself, so it is for tests.
    """
    askings = askings_of(context, open_requests(context))
    weighing = Weighing(context, Homes(context, (asking.when for asking in askings)))
    return tuple(
        said
        for everywhere, possible in zip(weighing.all_of(askings), weighing.possible(askings), strict=True)
        for said in (*_of_criteria(context, weighing, everywhere), *_of_fit(context, weighing, possible))
    )


def _of_criteria(context: Context, weighing: Weighing, weighed: Weighed) -> Iterator[str]:
    asking = weighed.asking
    for place, home in enumerate(weighing.homes.ids):
        offering = context.offering(home, asking.when.first)
        outcomes = [judged(criterion, asking, offering, context) for criterion in weighing.criteria]
        for answer, masks in ((Answer.BROKEN, weighed.broken), (Answer.NOT_KNOWN, weighed.unknown)):
            alone = {outcome.code for outcome in outcomes if outcome.answer is answer}
            together = {criterion.code for criterion in bits_of(masks[place], weighing.criteria)}
            for code in sorted(alone ^ together):
                yield f"{_pair(asking, home)}: {code} is {answer} for this pair {_where(code in alone)}"


def _of_fit(context: Context, weighing: Weighing, possible: Possible) -> Iterator[str]:
    asking = possible.asking
    columns = zip(possible.places.tolist(), possible.low, possible.mid, possible.high, strict=True)
    for place, *together in columns:
        home = weighing.homes.ids[place]
        fit = fit_of(asking, context.offering(home, asking.when.first), context)
        if [fit.low, fit.mid, fit.high] != together:
            yield f"{_pair(asking, home)}: the fit is {fit.low}, {fit.mid}, {fit.high} for this pair alone"


def _pair(asking: Asking, home: str) -> str:
    return f"request {asking.request.id} from {asking.when.first} with household {home}"


def _where(alone: bool) -> str:  # noqa: FBT001 - two words, and which of them
    return "alone, not with all" if alone else "with all, not alone"
