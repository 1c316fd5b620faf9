"""Criteria about who goes well, or must not go, with whom."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from sharedlives.domain.words import Party
from sharedlives.matching.judging import MET, NOT_APPLICABLE, AskWhom, Judgement, broken, not_known
from sharedlives.matching.reading import ALWAYS, NOTHING, reading
from sharedlives.matching.sides import Asking, Context, Offering


@reading(
    lambda asking, _: ALWAYS if asking.apart else NOTHING,
    named=lambda asking, context: {
        home for other in asking.apart for home in context.homes_where.get(other, ())
    },
)
def kept_apart(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Nobody from whom the person is to be kept apart lives, stays or comes there on those days."""
    del context
    if not asking.apart:
        return NOT_APPLICABLE
    if offering.household.id in asking.apart:
        return broken("to be kept apart from this household")
    there = {carer.id for carer in offering.carers}
    if asking.enters_the_home:
        there |= {member.id for member in offering.members or ()}
        there |= {person.id for person in offering.company(asking)}
    met = sorted(asking.apart & there)
    return broken(f"to be kept apart from {met[0]}, who is there") if met else MET


@reading(
    lambda asking, _: (asking.together_in is None, asking.together_missing),
    named=lambda asking, _: asking.together_in or frozenset(),
)
def kept_together(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Whoever wishes to live with somebody goes where that person lives; all of them go, or none."""
    del context
    if asking.together_in is not None and offering.household.id not in asking.together_in:
        return broken("those they wish to live with live elsewhere")
    if asking.together_missing:
        return not_known("What does the person they wish to live with ask for?", AskWhom.PERSON)
    return NOT_APPLICABLE if asking.together_in is None else MET


@reading(lambda _, __: ALWAYS, named=lambda asking, _: {decline.household_id for decline in asking.declines})
def not_declined(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Neither side has said no, as far as that no reaches. A no needs no reason, and none is shown."""
    del context
    home, request = offering.household.id, asking.request
    standing = [d for d in asking.declines if d.household_id == home and d.reaches(request.id, request.kind)]
    if not standing:
        return MET
    return broken(f"{_SIDES.get(standing[0].side, 'somebody whose yes it takes')} has said no for now")


_SIDES: Final = MappingProxyType(
    {Party.PERSON: "the person", Party.CARER: "the household", Party.RESIDENT: "the household"}
)
"""Whose no it is, as anybody may read it: which of a household said it stays with them."""
