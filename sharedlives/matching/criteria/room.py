"""The criterion that there is room: under every limit, and in the bedrooms."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

from sharedlives.domain.household import Household
from sharedlives.domain.words import Kind, OtherUseKind
from sharedlives.matching.judging import MET, AskWhom, Judgement, ask_of, broken, not_known
from sharedlives.matching.limits import Guest, days_that_matter, guest_of, limits_on, need_of, newcomers_once
from sharedlives.matching.reading import Column, Fact, reading_by
from sharedlives.matching.rooms import kinds_of_rooms
from sharedlives.matching.sides import Asking, Context, Offering


def _full(guest: Guest) -> Column:
    return Column(
        name=("full", guest),
        number=2,
        read=lambda homes, asking, places: homes.diaries.is_full(guest, asking.when, places).astype(int),
    )


def _no_room_free(guest: Guest) -> Column:
    return Column(
        name=("no room throughout", guest),
        number=2,
        read=lambda homes, asking, places: homes.diaries.has_room_throughout(
            guest, asking.when, places
        ).astype(int),
    )


def _uses_of_no_number(household: Household) -> OtherUseKind | None:
    return next((use.kind for use in household.other_uses or () if use.number is None), None)


def _counted(_asking: Asking, offering: Offering, _context: Context) -> Hashable:
    """What the number of people in a home rests on, where it is not said."""
    terms = None if offering.approval is None else offering.approval.terms
    no_number = terms is not None and terms.total is None and terms.numbers is None
    return no_number, _uses_of_no_number(offering.household), offering.household.bedrooms is None


_COUNTED: Final = Fact(name="counted", read=_counted)


def _asked(asking: Asking, context: Context) -> Hashable:
    del context
    return _guest(asking), asking.request.children is None


def _guest(asking: Asking) -> Guest:
    return guest_of(asking.request, need_of(asking))


def _facts(asking: Asking, context: Context) -> tuple[Fact | Column, ...]:
    del context
    guest = _guest(asking)
    return (_COUNTED, _full(guest), *((_no_room_free(guest),) if guest.kind.is_overnight else ()))


def _where_siblings_are(asking: Asking, context: Context) -> set[str]:
    """Homes that count somebody once together with a brother or sister who is there."""
    circle = context.scheme.siblings.get(asking.person.id)
    if circle is None:
        return set()
    theirs = (person for person, other in context.scheme.siblings.items() if other == circle)
    return {home for person in theirs for home in context.homes_where.get(person, ())}


@reading_by(_asked, _facts, named=_where_siblings_are)
def room_to_welcome(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """There is room under every limit on each night and day of the stay, beside all who are there already."""
    return (
        _too_many(asking, offering, context)
        or _no_room_throughout(asking, offering, context)
        or _count_not_known(asking, offering, context)
        or MET
    )


def _too_many(asking: Asking, offering: Offering, context: Context) -> Judgement | None:
    """The first day on which a limit is passed, with the tightest one by name."""
    newcomers = newcomers_once(asking, context)
    for day in days_that_matter(context, offering.household.id, (asking.when,)):
        if not asking.when.is_there(day):
            continue
        needs = [newcomer.need for newcomer in newcomers if newcomer.need is not None]
        over = [
            limit
            for limit in limits_on(context, offering.household.id, day, needs)
            if limit.blocks and limit.code != "bedrooms-with" and limit.is_broken_by(newcomers)
        ]
        if over:
            tightest = min(over, key=lambda limit: (limit.most - limit.count(()), limit.code))
            there = tightest.count(())
            return broken(
                f"{tightest.says}, and {there} {'is' if there == 1 else 'are'} taken on {day:%d/%m/%Y}"
            )
    return None


def _no_room_throughout(asking: Asking, offering: Offering, context: Context) -> Judgement | None:
    """Nobody changes rooms within a stay, nor do the children who come with them."""
    if not asking.request.kind.is_overnight or not offering.household.bedrooms:
        return None
    kinds = kinds_of_rooms(context, offering.household.id)
    free = sum(len(kind.bedrooms) for kind in kinds if kind.is_free(asking.when))
    if free >= max(newcomer.presence.rooms for newcomer in newcomers_once(asking, context)):
        return None
    return broken("no one bedroom is free for all these nights")


def _count_not_known(asking: Asking, offering: Offering, context: Context) -> Judgement | None:
    """The question to ask where a count rests on something that nobody said."""
    household = offering.household
    if asking.request.kind is not Kind.OUTREACH:
        use = _uses_of_no_number(household)
        if use is not None:
            return not_known(f"For how many people: {use}?", AskWhom.HOUSEHOLD)
    terms = None if offering.approval is None else offering.approval.terms
    if (
        terms is not None
        and terms.total is None
        and terms.numbers is None
        and context.keeps("approval.numbers")
    ):
        return not_known("For how many people at once is the household approved?", AskWhom.SCHEME)
    if asking.request.kind is Kind.PARENT_AND_CHILD and asking.request.children is None:
        return not_known("How many children come too?", ask_of(context, "request.children", AskWhom.PERSON))
    no_rooms = asking.request.kind.is_overnight and household.bedrooms is None
    if no_rooms and context.keeps("household.bedrooms"):
        return not_known("How many bedrooms are there for people supported?", AskWhom.HOUSEHOLD)
    return None
