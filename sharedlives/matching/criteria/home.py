"""Criteria about the home, its days and what its carers can do."""

from __future__ import annotations

from sharedlives.dates import Period
from sharedlives.domain.policy import Step
from sharedlives.domain.words import MovingAndHandling, Strength
from sharedlives.matching.judging import MET, NOT_APPLICABLE, AskWhom, Judgement, broken, not_known
from sharedlives.matching.rooms import Suitability, suitability
from sharedlives.matching.sides import Asking, Context, Offering
from sharedlives.places import say_miles

HOUSEHOLD, PERSON, REGISTER = AskWhom.HOUSEHOLD, AskWhom.PERSON, AskWhom.REGISTER


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
    if asking.request.kind.is_home or not asking.request.kind.is_overnight:
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
        who = HOUSEHOLD if context.keeps("household.bedrooms") else REGISTER
        return not_known(f"Is there a bedroom that is {needed}?", who)
    found = suitability(asking, offering)
    if found is Suitability.CERTAIN:
        return MET
    if found is Suitability.SOMEBODY_MAY_SLEEP_THERE:
        return not_known(f"Who sleeps in the bedroom that is {needed}?", HOUSEHOLD)
    if found is Suitability.NOT_KNOWN:
        return not_known(f"Is there a bedroom that is {needed}?", HOUSEHOLD)
    return broken(f"no bedroom is {needed}")


def skilled(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """For each skill that this support calls for, one of the carers who live there has it."""
    wanted = set(asking.person.skills_needed or ())
    wanted |= {need.skill for need in asking.person.support if need.skill is not None}
    if not wanted:
        return NOT_APPLICABLE
    having = set().union(*(carer.skills or frozenset() for carer in offering.main_carers))
    missing = sorted(wanted - having)
    if not missing:
        return MET
    named = " and ".join(missing)
    if not offering.main_carers or any(carer.skills is None for carer in offering.main_carers):
        who = HOUSEHOLD if context.keeps("carer.skills") else REGISTER
        return not_known(f"Can one of the carers do {named}?", who)
    return broken(f"nobody there is trained in {named} yet", Step.MEET)


def enough_carers(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Where moving somebody takes two carers, two live there."""
    del context
    if asking.person.moving_and_handling is not MovingAndHandling.TWO_CARERS:
        return NOT_APPLICABLE
    return (
        MET
        if len(offering.main_carers) > 1
        else broken("moving the person takes two carers, and one lives there")
    )


def near_enough(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Every limit in miles to what matters to the person is kept."""
    limits = [c for c in asking.person.connections if c.limit is Strength.MUST and c.limit_miles is not None]
    if not limits:
        return NOT_APPLICABLE
    unknown = False
    for connection in limits:
        miles = context.miles(connection.place, offering.household.place)
        if miles is None:
            unknown = True
        elif connection.limit_miles is not None and miles > connection.limit_miles:
            said = say_miles(miles, straight_line=context.travel_is_straight_line)
            return broken(f"{said} away, and they asked for {connection.limit_miles} at most")
    return not_known("How far is it from what matters to the person?", REGISTER) if unknown else MET


def speaks_the_language(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Each language that support must be given in is spoken by a carer who lives there."""
    needed = asking.person.languages_needed
    if not needed:
        return NOT_APPLICABLE
    spoken = set(offering.household.languages or ())
    spoken |= set().union(*(carer.languages or frozenset() for carer in offering.main_carers))
    missing = sorted(needed - spoken)
    if not missing:
        return MET
    if offering.household.languages is None:
        who = HOUSEHOLD if context.keeps("household.languages") else REGISTER
        return not_known(f"Does a carer speak {' and '.join(missing)}?", who)
    return broken(f"nobody there speaks {' or '.join(missing)}")


def plans_for_children(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Where a plan says not with children, no child lives there."""
    if not any(thing.not_with_children for thing in asking.person.to_plan_for):
        return NOT_APPLICABLE
    if offering.children_there is None:
        who = HOUSEHOLD if context.keeps("household.members") else REGISTER
        return not_known("Do children live in this home?", who)
    return broken("children live there, and there is a plan not to") if offering.children_there else MET


def plans_for_animals(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Where a plan says not with an animal, there is none of that kind."""
    kinds = frozenset().union(*(thing.not_with_animals for thing in asking.person.to_plan_for))
    if not kinds:
        return NOT_APPLICABLE
    if offering.household.pets is None:
        who = HOUSEHOLD if context.keeps("household.pets") else REGISTER
        return not_known("Are there animals in this home?", who)
    there = sorted(kinds & {pet.kind for pet in offering.household.pets})
    return broken(f"there is a {there[0]}, and there is a plan not to") if there else MET


def plans_for_nights(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Where somebody is not to be alone at night, a carer always sleeps there."""
    alone = any(thing.not_left_alone_at_night for thing in asking.person.to_plan_for)
    if not alone or not asking.request.kind.is_overnight:
        return NOT_APPLICABLE
    sleeps = offering.household.somebody_home_at_night
    if sleeps is None:
        who = HOUSEHOLD if context.keeps("household.somebody_home_at_night") else REGISTER
        return not_known("Does a carer always sleep at home?", who)
    return (
        MET
        if sleeps
        else broken("no carer always sleeps at home, and the person is not to be alone at night")
    )
