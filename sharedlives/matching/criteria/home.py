"""Criteria about the home, its days and what its carers can do."""

from __future__ import annotations

import math

from sharedlives.dates import Period
from sharedlives.domain.integrity import LIVES_THERE
from sharedlives.domain.policy import Step
from sharedlives.domain.words import MovingAndHandling, Strength
from sharedlives.matching.judging import MET, NOT_APPLICABLE, AskWhom, Judgement, ask_of, broken, not_known
from sharedlives.matching.rooms import Suitability, suitability
from sharedlives.matching.sides import Asking, Context, Offering, is_somewhere, skills_called_for

HOUSEHOLD, PERSON = AskWhom.HOUSEHOLD, AskWhom.PERSON


def welcomes_then(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """No closure or break of the carers' stands in the way.

    A break or a session is barred by one it overlaps, a home to live in only by one that covers the
    first night.
    """
    closed = [closure.period for closure in offering.household.closures]
    closed += [b.period for b in context.scheme.breaks_of(offering.household.id) if b.carer_id is None]
    if not closed:
        return NOT_APPLICABLE
    first_only = asking.request.kind.is_home
    in_the_way = [
        period
        for period in closed
        if (asking.when.first in period if first_only else asking.when.touches(period))
    ]
    if not in_the_way:
        return MET
    return broken(f"the household welcomes nobody {_span(min(in_the_way, key=lambda p: p.first))}")


def _span(period: Period) -> str:
    until = "" if period.last is None else f" to {period.last:%d/%m/%Y}"
    return f"from {period.first:%d/%m/%Y}{until}"


def free_then(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """The person is not already to stay somewhere else on these nights."""
    del offering, context
    if asking.request.kind in LIVES_THERE or not asking.request.kind.is_overnight:
        return NOT_APPLICABLE
    if any(stay.overlaps(night) for stay in asking.away for night in asking.when.stays):
        return broken("the person already stays away from home on some of these nights")
    return MET


def somewhere_else(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """The household is not the one where the person lives or stays then already."""
    del context
    if offering.household.id in asking.lives_in:
        return broken("the person already lives or stays with this household then")
    return MET


def suitable_bedroom(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """The home has a bedroom with every feature the person needs, whoever else sleeps there."""
    if not asking.request.kind.is_overnight or not asking.person.access:
        return NOT_APPLICABLE
    needed = ", ".join(sorted(asking.person.access))
    if offering.household.bedrooms is None:
        whom = ask_of(context, "household.bedrooms", HOUSEHOLD)
        return not_known(f"Is there a bedroom with this: {needed}?", whom)
    found = suitability(asking, offering)
    if found is Suitability.CERTAIN:
        return MET
    if found is Suitability.SOMEBODY_MAY_SLEEP_THERE:
        return not_known(f"Who sleeps in the bedroom with this: {needed}?", HOUSEHOLD)
    if found is Suitability.NOT_KNOWN:
        return not_known(f"Is there a bedroom with this: {needed}?", HOUSEHOLD)
    if found is Suitability.TAKEN:
        return broken(f"no bedroom with this is free for all these nights: {needed}")
    return broken(f"no bedroom with this: {needed}")


def skilled(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """For each skill that this support calls for, one of the carers who live there has it."""
    wanted = skills_called_for(asking.person)
    if not wanted:
        return NOT_APPLICABLE
    having = frozenset().union(*(carer.skills or frozenset() for carer in offering.main_carers))
    missing = sorted(wanted - having)
    if not missing:
        return MET
    named = " and ".join(missing)
    if not offering.main_carers or any(carer.skills is None for carer in offering.main_carers):
        whom = ask_of(context, "carer.skills", HOUSEHOLD)
        return not_known(f"Can one of the carers do {named}?", whom)
    return broken(f"nobody there is trained in {named} yet", Step.MEET)


def enough_carers(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Where moving somebody takes two carers, two live there."""
    del context
    if asking.person.moving_and_handling is not MovingAndHandling.TWO_CARERS:
        return NOT_APPLICABLE
    number = len(offering.main_carers)
    if number > 1:
        return MET
    return broken(f"moving the person takes two carers, and {'one lives' if number else 'none live'} there")


def near_enough(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Every limit in miles to what matters to the person is kept."""
    limits = [c for c in asking.person.connections if c.limit is Strength.MUST and c.limit_miles is not None]
    if not limits:
        return NOT_APPLICABLE
    miles = [context.miles(connection.place, offering.household.place) for connection in limits]
    for connection, far in zip(limits, miles, strict=True):
        if far is not None and connection.limit_miles is not None and far > connection.limit_miles:
            how = " (straight line)" if context.travel_is_straight_line else ""
            tenths = math.ceil(far * 10) / 10  # rounded up, so that it never reads as if it were kept
            return broken(
                f"{tenths:.1f} miles{how} away, and they asked for {connection.limit_miles} at most"
            )
    if None not in miles:
        return MET
    unknown = limits[miles.index(None)]
    if not is_somewhere(unknown.place):
        whom = ask_of(context, "person.connections", PERSON)
        return not_known("Where is what matters to the person, that they want to be near?", whom)
    whom = ask_of(context, "household.place", HOUSEHOLD)
    return not_known("How far is this home from what matters to the person?", whom)


def speaks_the_language(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Each language that support must be given in is spoken by a carer who lives there."""
    needed = asking.person.languages_needed
    if not needed:
        return NOT_APPLICABLE
    facts = {language: offering.speaks(language) for language in sorted(needed)}
    if unspoken := [language for language, fact in facts.items() if fact is False]:
        return broken(f"nobody there speaks {' or '.join(unspoken)}")
    if unknown := [language for language, fact in facts.items() if fact is None]:
        whom = ask_of(context, "household.languages", HOUSEHOLD)
        return not_known(f"Does a carer speak {' and '.join(unknown)}?", whom)
    return MET


def plans_for_children(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Where a plan says not with children, no child lives there."""
    if not any(thing.not_with_children for thing in asking.person.to_plan_for):
        return NOT_APPLICABLE
    children = offering.children_with(asking.when)
    if children is None:
        return not_known("Do children live in this home?", ask_of(context, "household.members", HOUSEHOLD))
    return broken("children live there, and there is a plan not to") if children else MET


def plans_for_animals(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Where a plan says not with an animal, there is none of that kind."""
    kinds = frozenset().union(*(thing.not_with_animals for thing in asking.person.to_plan_for))
    if not kinds:
        return NOT_APPLICABLE
    there = sorted(kinds & offering.animals_with(asking.when))
    if there:
        return broken(f"there is an animal ({there[0]}), and there is a plan not to")
    if offering.household.pets is None:
        return not_known("Are there animals in this home?", ask_of(context, "household.pets", HOUSEHOLD))
    return MET


def plans_for_nights(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Where somebody is not to be alone at night, a carer always sleeps there."""
    alone = any(thing.not_left_alone_at_night for thing in asking.person.to_plan_for)
    if not alone or not asking.request.kind.is_overnight:
        return NOT_APPLICABLE
    sleeps = offering.household.somebody_home_at_night
    if sleeps is None:
        whom = ask_of(context, "household.somebody_home_at_night", HOUSEHOLD)
        return not_known("Does a carer always sleep at home?", whom)
    return (
        MET
        if sleeps
        else broken("no carer always sleeps at home, and the person is not to be alone at night")
    )
