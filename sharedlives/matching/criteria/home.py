"""Criteria about the home, its days and what its carers can do."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sharedlives.dates import ONE_DAY, Period, Stay
from sharedlives.domain.integrity import LIVES_THERE
from sharedlives.domain.person import Connection
from sharedlives.domain.policy import Step
from sharedlives.domain.words import Access, MovingAndHandling, Strength
from sharedlives.matching.criteria.wish_words import named
from sharedlives.matching.days_as_bits import share_a_day
from sharedlives.matching.judging import MET, NOT_APPLICABLE, AskWhom, Judgement, ask_of, broken, not_known
from sharedlives.matching.reading import ALWAYS, NOTHING, Column, Fact, reading, reading_by
from sharedlives.matching.rooms import Suitability, suitability
from sharedlives.matching.sides import Asking, Context, Offering, is_somewhere, skills_called_for
from sharedlives.matching.when import When

if TYPE_CHECKING:
    from sharedlives.matching.days_as_bits import Bits
    from sharedlives.matching.homes import Homes
    from sharedlives.matching.reading import Codes, Places

HOUSEHOLD, PERSON, SCHEME = AskWhom.HOUSEHOLD, AskWhom.PERSON, AskWhom.SCHEME


def _in_the_way(homes: Homes, asking: Asking, places: Places) -> Codes:
    """0 where nobody is ever away, 1 where not then, 2 where somebody is."""
    import numpy as np

    settings = homes.settings_at(asking.when)[places]
    days = homes.once("away", _days_away)[settings]
    then = share_a_day(days, homes.diaries.bits(_first_or_all(asking)))
    codes: Codes = days.any(axis=1).astype(np.int64) + then
    return codes


def _days_away(homes: Homes) -> Bits:
    """The days on which each setting's household welcomes nobody: ``(settings, words) uint64``."""
    import numpy as np

    away = [_away(setting.offering, homes.context) for setting in homes.settings]
    return np.stack([homes.diaries.bits_of(periods) for periods in away])


@reading(lambda asking, _: asking.request.kind.is_home, Column(name="away", number=3, read=_in_the_way))
def welcomes_then(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """No closure or break of the carers' stands in the way.

    A break or a session is barred by one it overlaps, a home to live in only by one that covers the
    first night.
    """
    away = _away(offering, context)
    if not away:
        return NOT_APPLICABLE
    then = _first_or_all(asking)
    in_the_way = [period for period in away if then.touches(period)]
    if not in_the_way:
        return MET
    return broken(f"the household welcomes nobody {_span(min(in_the_way, key=lambda p: p.first))}")


def _first_or_all(asking: Asking) -> When:
    """The nights or days that count: of a home to live in the first."""
    first = asking.when.first
    return When(stays=(Stay(first, first + ONE_DAY),)) if asking.request.kind.is_home else asking.when


def _away(offering: Offering, context: Context) -> list[Period]:
    return [*(closure.period for closure in offering.household.closures), *_carers_away(offering, context)]


def _carers_away(offering: Offering, context: Context) -> list[Period]:
    """The days on which no carer who lives there is at home: breaks of all of them, or of each at once."""
    breaks = context.scheme.breaks_of(offering.household.id)
    away = [rest.period for rest in breaks if rest.carer_id is None]
    each = [[rest.period for rest in breaks if rest.carer_id == c.id] for c in offering.main_carers]
    if not each:
        return away
    shared, *others = each
    for theirs in others:
        shared = list(_in_common(shared, theirs))
    return away + shared


def _in_common(some: Iterable[Period], others: Iterable[Period]) -> Iterator[Period]:
    theirs = tuple(others)
    for one in some:
        for other in theirs:
            if one.overlaps(other):
                ends = [last for last in (one.last, other.last) if last is not None]
                yield Period(max(one.first, other.first), min(ends, default=None))


def _span(period: Period) -> str:
    until = "" if period.last is None else f" to {period.last:%d/%m/%Y}"
    return f"from {period.first:%d/%m/%Y}{until}"


@reading(lambda asking, _: (asking.request.kind, asking.away, asking.when.stays))
def free_then(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """The person is not already to stay somewhere else on these nights."""
    del offering, context
    if asking.request.kind in LIVES_THERE or not asking.request.kind.is_overnight:
        return NOT_APPLICABLE
    if any(stay.overlaps(night) for stay in asking.away for night in asking.when.stays):
        return broken("the person already stays away from home on some of these nights")
    return MET


@reading(lambda _, __: ALWAYS, named=lambda asking, _: asking.with_already)
def somewhere_else(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """The household is not one that the person is with on these days or nights already."""
    del context
    if offering.household.id in asking.with_already:
        return broken("the person is with this household then already")
    return MET


_ROOM: Final[Mapping[Access, tuple[str, str]]] = MappingProxyType(
    {
        Access.STEP_FREE: ("step-free", "bedroom.is_step_free"),
        Access.GROUND_FLOOR: ("on the ground floor", "bedroom.is_ground_floor"),
        Access.NEAR_BATHROOM: ("near a bathroom", "bedroom.is_near_bathroom"),
        Access.HOIST: ("large enough for a hoist", "bedroom.takes_hoist"),
    }
)
"""What a bedroom with each feature is, and the fact of the register that says so."""


_NO_ROOMS_RECORDED: Final = Fact(
    name="no bedrooms recorded", read=lambda _, offering, __: offering.household.bedrooms is None
)


def _suitable_rooms(asking: Asking) -> Column:
    need = frozenset(str(access.value) for access in asking.person.access or ())
    return Column(
        name=("suitable", need),
        number=len(Suitability),
        read=lambda homes, asking, places: homes.diaries.suitability(need, asking.when, places),
    )


@reading_by(
    lambda asking, _: (asking.request.kind.is_overnight and asking.person.access) or NOTHING,
    lambda asking, _: (_NO_ROOMS_RECORDED, _suitable_rooms(asking)),
)
def suitable_bedroom(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """The home has a bedroom with every feature the person needs, whoever else sleeps there."""
    if not asking.request.kind.is_overnight or not asking.person.access:
        return NOT_APPLICABLE
    wanted = sorted(asking.person.access)
    such = " and ".join(_ROOM[access][0] for access in wanted)
    if offering.household.bedrooms is None:
        whom = ask_of(context, "household.bedrooms", HOUSEHOLD)
        return not_known(f"Is there a bedroom that is {such}?", whom)
    found = suitability(asking, offering)
    if found is Suitability.CERTAIN:
        return MET
    if found is Suitability.SOMEBODY_MAY_SLEEP_THERE:
        return not_known(f"Who sleeps in the bedroom that is {such}?", HOUSEHOLD)
    if found is Suitability.NOT_KNOWN:
        kept = all(context.keeps(_ROOM[access][1]) for access in wanted)
        return not_known(f"Is there a bedroom that is {such}?", HOUSEHOLD if kept else AskWhom.REGISTER)
    if found is Suitability.TAKEN:
        return broken(f"no bedroom that is {such} is free for all these nights")
    return broken(f"no bedroom is {such}")


def _skills(_asking: Asking, offering: Offering, _context: Context) -> Hashable:
    skills = [carer.skills for carer in offering.main_carers]
    return frozenset().union(*(some or frozenset() for some in skills)), not skills or None in skills


@reading(lambda asking, _: skills_called_for(asking.person) or NOTHING, Fact(name="skills", read=_skills))
def skilled(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """For each skill that this support calls for, one of the carers who live there has it."""
    wanted = skills_called_for(asking.person)
    if not wanted:
        return NOT_APPLICABLE
    having = frozenset().union(*(carer.skills or frozenset() for carer in offering.main_carers))
    missing = sorted(wanted - having)
    if not missing:
        return MET
    skills = " and ".join(missing)
    if not offering.main_carers or any(carer.skills is None for carer in offering.main_carers):
        whom = ask_of(context, "carer.skills", HOUSEHOLD)
        return not_known(f"Are the carers trained in {skills}?", whom)
    return broken(f"nobody there is trained in {skills} yet", Step.MEET)


@reading(
    lambda asking, _: (
        ALWAYS if asking.person.moving_and_handling is MovingAndHandling.TWO_CARERS else NOTHING
    ),
    Fact(name="number of carers", read=lambda _, offering, __: min(len(offering.main_carers), 2)),
)
def enough_carers(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Where moving somebody takes two carers, two live there."""
    del context
    if asking.person.moving_and_handling is not MovingAndHandling.TWO_CARERS:
        return NOT_APPLICABLE
    if not offering.main_carers:
        return not_known("Who are the carers of this household?", SCHEME)
    if len(offering.main_carers) > 1:
        return MET
    return broken("moving the person takes two carers, and one lives there")


def _limits_in_miles(asking: Asking) -> list[Connection]:
    return [c for c in asking.person.connections if c.limit is Strength.MUST and c.limit_miles is not None]


def _within(asking: Asking) -> Column:
    """0 where every limit is kept, 1 where one is not, 2 where that is not known."""

    def read(homes: Homes, asking: Asking, places: Places) -> Codes:
        import numpy as np

        beyond = np.zeros(len(places), dtype=np.bool_)
        unknown = np.zeros(len(places), dtype=np.bool_)
        for connection in _limits_in_miles(asking):
            miles = homes.miles_from(connection.place, places)
            unknown |= np.isnan(miles)
            beyond |= miles > (connection.limit_miles or 0)
        return np.where(beyond, 1, np.where(unknown, 2, 0)).astype(np.int64)

    return Column(name=("within", asking.person.id), number=3, read=read)


@reading_by(
    lambda asking, _: asking.person.id if asking.enters_the_home and _limits_in_miles(asking) else NOTHING,
    lambda asking, _: (_within(asking),),
)
def near_enough(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Every limit in miles to what matters to the person is kept, wherever they leave their home for."""
    limits = _limits_in_miles(asking)
    if not limits or not asking.enters_the_home:
        return NOT_APPLICABLE
    miles = [context.miles(connection.place, offering.household.place) for connection in limits]
    for connection, far in zip(limits, miles, strict=True):
        if far is not None and connection.limit_miles is not None and far > connection.limit_miles:
            how = " (straight line)" if context.travel_is_straight_line else ""
            said = max(
                round(far, 1), connection.limit_miles + 0.1
            )  # so that it never reads as if it were kept
            return broken(f"{said:.1f} miles{how} away, and they asked for {connection.limit_miles} at most")
    if None not in miles:
        return MET
    unknown = limits[miles.index(None)]
    if not is_somewhere(unknown.place):
        whom = ask_of(context, "person.connections", PERSON)
        return not_known("Where is what matters to the person, that they want to be near?", whom)
    whom = ask_of(context, "household.place", HOUSEHOLD)
    return not_known("How far is this home from what matters to the person?", whom)


LANGUAGES: Final = Fact(
    name="languages",
    read=lambda _, offering, __: (
        offering.household.languages,
        tuple(carer.languages for carer in offering.main_carers),
    ),
)


def speaking(language: str) -> Fact:
    """Whether somebody there speaks a language, as a fact of the home."""
    return Fact(
        name=("speaks", language), read=lambda _, offering, __: offering.speaks(language), through=LANGUAGES
    )


@reading_by(
    lambda asking, _: asking.person.languages_needed or NOTHING,
    lambda asking, _: tuple(map(speaking, sorted(asking.person.languages_needed or ()))),
)
def speaks_the_language(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Each language that support must be given in is spoken by a carer who lives there."""
    needed = asking.person.languages_needed
    if not needed:
        return NOT_APPLICABLE
    facts = {language: offering.speaks(language) for language in sorted(needed)}
    if unspoken := [named(language) for language, fact in facts.items() if fact is False]:
        return broken(f"nobody there speaks {' or '.join(unspoken)}")
    if unknown := [named(language) for language, fact in facts.items() if fact is None]:
        whom = ask_of(context, "household.languages", HOUSEHOLD, "carer.languages")
        return not_known(f"Does a carer speak {' and '.join(unknown)}?", whom)
    return MET


@reading(
    lambda asking, _: (
        ALWAYS
        if asking.enters_the_home and any(thing.not_with_children for thing in asking.person.to_plan_for)
        else NOTHING
    ),
    Fact(name="children", read=lambda asking, offering, _: offering.children_with(asking)),
)
def plans_for_children(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Where a plan says not with children, nobody under 18 is there."""
    planned = any(thing.not_with_children for thing in asking.person.to_plan_for)
    if not planned or not asking.enters_the_home:
        return NOT_APPLICABLE
    children = offering.children_with(asking)
    if children is None:
        return not_known("Do children live in this home?", ask_of(context, "household.members", HOUSEHOLD))
    return broken("children live there, and the person is not to be with children") if children else MET


def _not_with_animals(asking: Asking) -> frozenset[str]:
    return frozenset().union(*(thing.not_with_animals for thing in asking.person.to_plan_for))


@reading(
    lambda asking, _: (asking.enters_the_home and _not_with_animals(asking)) or NOTHING,
    Fact(
        name="animals",
        read=lambda asking, offering, _: (offering.animals_with(asking), offering.household.pets is None),
    ),
)
def plans_for_animals(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Where a plan says not with an animal, there is none of that kind."""
    kinds = _not_with_animals(asking)
    if not kinds or not asking.enters_the_home:
        return NOT_APPLICABLE
    there = sorted(kinds & offering.animals_with(asking))
    if there:
        return broken(f"there is an animal ({there[0]}), and the person is not to be with one")
    if offering.household.pets is None:
        return not_known("Are there animals in this home?", ask_of(context, "household.pets", HOUSEHOLD))
    return MET


@reading(
    lambda asking, _: (
        ALWAYS
        if asking.request.kind.is_overnight
        and any(thing.not_left_alone_at_night for thing in asking.person.to_plan_for)
        else NOTHING
    ),
    Fact(name="home at night", read=lambda _, offering, __: offering.household.somebody_home_at_night),
)
def plans_for_nights(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Where somebody is not to be alone at night, a carer always sleeps there."""
    alone = any(thing.not_left_alone_at_night for thing in asking.person.to_plan_for)
    if not alone or not asking.request.kind.is_overnight:
        return NOT_APPLICABLE
    sleeps = offering.household.somebody_home_at_night
    if sleeps is None:
        whom = ask_of(context, "household.somebody_home_at_night", HOUSEHOLD)
        return not_known("Does a carer always sleep at home?", whom)
    if sleeps:
        return MET
    return broken("no carer always sleeps at home, and the person is not to be alone at night")
