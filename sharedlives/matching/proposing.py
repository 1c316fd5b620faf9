"""From options chosen to proposals: real bedrooms given out, and what is worth a look beside each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from sharedlives.dates import Stay, birthday
from sharedlives.domain.policy import Step
from sharedlives.errors import OwnBugError
from sharedlives.matching.levels import charges
from sharedlives.matching.limits import days_that_matter, limits_on
from sharedlives.matching.options import Option, Pair, Part
from sharedlives.matching.results import Charged, Proposal
from sharedlives.matching.rooms import nights_that_matter, room_kinds, rooms_not_stated
from sharedlives.matching.sides import Context

_ONE_YEAR: Final = timedelta(days=365)
"""How far ahead a birthday is worth a warning: the next review comes before those further off."""


def proposals_of(context: Context, chosen: Sequence[Option]) -> tuple[Proposal, ...]:
    """A proposal for each part of each option chosen, in the order of their requests."""
    rooms = give_out_rooms(context, chosen)
    found = [
        _proposal(context, option, part, rooms.get(part.pair.request_id), chosen)
        for option in chosen
        for part in option.parts
    ]
    return tuple(sorted(found, key=lambda proposal: proposal.request_id))


def _proposal(
    context: Context, option: Option, part: Part, bedroom_id: str | None, chosen: Sequence[Option]
) -> Proposal:
    pair = part.pair
    if pair.fit is None:
        raise OwnBugError(f"request {pair.request_id} is proposed with a household it cannot go to")
    return Proposal(
        request_id=pair.request_id,
        person_id=pair.person_id,
        household_id=pair.household_id,
        kind=part.kind,
        when=pair.when,
        bedroom_id=bedroom_id,
        room=part.room,
        fit=pair.fit,
        charges=tuple(Charged(charge=charge, points=points) for charge, points in charges(context, part)),
        before_first_night=before_first_night(pair),
        questions=questions_riding_along(pair),
        warnings=tuple(_warnings(context, pair, chosen)),
        together_with=tuple(request for request in option.requests if request != pair.request_id),
    )


def before_first_night(pair: Pair) -> tuple[str, ...]:
    """What must be put in order before somebody sleeps there."""
    return tuple(o.sentence for o in pair.broken if o.step is not Step.NONE)


def questions_riding_along(pair: Pair) -> tuple[str, ...]:
    """What nobody has said, of the criteria first and of fit after, each once."""
    asked = [outcome.sentence for outcome in pair.unknown]
    asked += [question for part in (pair.fit.parts if pair.fit else ()) for question in part.questions]
    return tuple(dict.fromkeys(asked))


def give_out_rooms(context: Context, chosen: Sequence[Option]) -> dict[str, str]:
    """A real bedroom for each request, where it is known who sleeps in which.

    The rooms of one kind are given out in the order of arrival, each to the first who finds it free: where no
    more guests than rooms are there at once that always succeeds.
    """
    given: dict[str, str] = {}
    nights: dict[str, list[Stay]] = {}
    parts = [part for option in chosen for part in option.parts if part.room is not None]
    for part in sorted(parts, key=lambda part: (part.pair.when.first, part.pair.request_id)):
        household = context.scheme.household(part.pair.household_id)
        there = context.presences(household.id)
        matter = nights_that_matter(part.pair.when, there, household)
        if any(rooms_not_stated(there, night) for night in matter):
            continue
        if all(newcomer.need is None for newcomer in part.newcomers):
            continue
        kind = next(kind for kind in room_kinds(household, there) if kind.key == part.room)
        for bedroom in kind.bedrooms:
            taken = nights.setdefault(f"{household.id}\x1f{bedroom.id}", [])
            if not any(mine.overlaps(theirs) for mine in part.pair.when.stays for theirs in taken):
                taken.extend(part.pair.when.stays)
                given[part.pair.request_id] = bedroom.id
                break
        else:
            raise OwnBugError(f"no bedroom is left for request {part.pair.request_id}")
    _give_to_those_who_share(chosen, given)
    return given


def _give_to_those_who_share(chosen: Sequence[Option], given: dict[str, str]) -> None:
    for option in chosen:
        first = given.get(option.parts[0].pair.request_id)
        for part in option.parts[1:]:
            if first is not None and part.kind.is_overnight and all(n.need is None for n in part.newcomers):
                given[part.pair.request_id] = first


def _warnings(context: Context, pair: Pair, chosen: Sequence[Option]) -> Iterator[str]:
    yield from _approval_warnings(context, pair)
    yield from _tax_warnings(context, pair, chosen)
    household = context.scheme.household(pair.household_id)
    closed = [c.period for c in household.closures if pair.when.touches(c.period)]
    for period in sorted(closed, key=lambda period: period.first):
        yield f"the household is away or closed from {_say(period.first)}: who is there then?"


def _approval_warnings(context: Context, pair: Pair) -> Iterator[str]:
    approval = context.scheme.approval_of(pair.household_id, pair.when.first)
    if approval is None:
        return
    until = approval.approved_until
    if until is not None and any(stay.leaves is None or stay.leaves > until for stay in pair.when.stays):
        yield f"the approval ends on {_say(until)}, within the stay: bring the review forward"
    born, oldest = context.scheme.person(pair.person_id).born, approval.terms.oldest
    if born is not None and oldest is not None:
        too_old = birthday(born, oldest + 1)
        soon = pair.when.first + _ONE_YEAR
        if too_old <= soon and pair.when.is_there(too_old):
            yield (
                f"the person turns {oldest + 1} on {_say(too_old)}, past the ages approved: panel "
                "to consider varying the approval; nobody moves"
            )


def _tax_warnings(context: Context, pair: Pair, chosen: Sequence[Option]) -> Iterator[str]:
    together = [option for option in chosen if option.household_id == pair.household_id]
    newcomers = [newcomer for option in together for newcomer in option.newcomers]
    for day in days_that_matter(context, pair.household_id, [pair.when]):
        for limit in limits_on(context, pair.household_id, day, ()):
            if not limit.blocks and pair.when.is_there(day) and limit.is_broken_by(newcomers):
                yield f"on {_say(day)} there would be more than {limit.says}"
                return


def _say(day: date) -> str:
    return f"{day:%d/%m/%Y}"
