"""People supported and people who are looking."""

from __future__ import annotations

from datetime import date
from typing import Any

from sharedlives.dates import add_months
from sharedlives.domain.person import (
    Connection,
    Consent,
    Person,
    RecordedDecision,
    SupportNeed,
    ThingToPlanFor,
)
from sharedlives.domain.place import Place
from sharedlives.domain.policy import FitPart, Weighted
from sharedlives.domain.wish import About, Wish
from sharedlives.domain.words import Kind, MovingAndHandling, Nation, Strength
from sharedlives.planning.synthetic.drawing import Draw
from sharedlives.planning.synthetic.homes import interests, spoken
from sharedlives.planning.synthetic.making import Making
from sharedlives.planning.synthetic.tables import of_homes, of_people
from sharedlives.planning.synthetic.tables.names import FIRST_NAMES, LAST_NAMES
from sharedlives.planning.synthetic.tables.shares import Shares, Span
from sharedlives.planning.synthetic.wishes import wishes_by


def make_person(
    making: Making, identity: str, kind: Kind, *, looking: bool, home: Place | None = None
) -> Person:
    """Somebody, as the scheme knows them.

    Parameters
    ----------
    making, identity
        In which scheme, and their id.
    kind
        What they are supported by or ask for.
    looking
        Whether they ask for something, and so say what they wish for and how near it should be.
    home
        The carers' home in which they live, where they do; else they live somewhere in the area.
    """
    draw = making.draw("person", identity)
    scottish = making.nation is Nation.SCOTLAND
    need = draw.by(of_people.MAIN_NEED_IN_SCOTLAND if scottish else of_people.MAIN_NEED)
    needs = None if need is None else _needs(draw, need)
    moving = draw.by(of_people.MOVING)
    place, neighbourhood = making.area.place(draw)
    facts: dict[str, Any] = {
        "born": draw.born(_ages(making, kind, need), making.on, youngest=youngest(making.nation)),
        "sex": draw.by(of_people.SEX),
        "languages": spoken(making, draw),
        "faith": draw.by(of_homes.FAITH),
        "pace": draw.by(of_homes.PACE),
    }
    if draw.chance(of_people.BORN_NOT_SAID):
        facts["born"] = None
    seen = making.day(-draw.number(5, 400))
    return Person(
        id=identity,
        first_name=draw.one_of(FIRST_NAMES),
        last_name=draw.one_of(LAST_NAMES),
        **facts,
        place=home or (place if draw.chance(of_people.LIVES_ELSEWHERE_KNOWN) else Place()),
        needs=needs,
        skills_needed=_skills(draw, needs),
        support=_support(draw),
        medicines=draw.by(of_people.MEDICINES),
        moving_and_handling=moving,
        night_support=draw.by(of_people.NIGHTS),
        personal_care=draw.by(of_people.PERSONAL_CARE),
        access=draw.by(of_people.ACCESS[moving or MovingAndHandling.NONE]),
        to_plan_for=_to_plan_for(draw, kind, seen),
        connections=_connections(making, draw, identity, place, looking=looking),
        interests=None if draw.chance(of_people.INTERESTS_NOT_SAID) else interests(draw),
        languages_needed=_languages_needed(draw, facts["languages"]),
        smokes=draw.by(of_people.PERSON_SMOKES),
        own_pet=draw.by(of_people.OWN_PET),
        neighbourhood=neighbourhood if draw.chance(of_people.OWN_NEIGHBOURHOOD) else None,
        wishes=_wishes(draw, facts, neighbourhood, seen, looking=looking),
        reads_best=draw.by(of_people.READS_BEST),
        consents=_consents(draw, seen) if looking else (),
        recorded_decisions=_decisions(making, draw),
        fit_weights=_weights(draw) if looking and draw.chance(of_people.OWN_WEIGHTS) else (),
    )


def _ages(making: Making, kind: Kind, need: str | None) -> Shares[Span]:
    if kind is Kind.PARENT_AND_CHILD:
        return of_people.AGES_OF_PARENTS
    usual = of_people.AGES_IN_SCOTLAND if making.nation is Nation.SCOTLAND else of_people.AGES
    return of_people.AGES_BY_NEED.get(need or "", usual)


def _needs(draw: Draw, need: str) -> frozenset[str]:
    needs = {need}
    if need == "learning disability":
        needs |= {further for further, share in of_people.FURTHER_NEEDS.items() if draw.chance(share)}
    return frozenset(needs)


def _skills(draw: Draw, needs: frozenset[str] | None) -> frozenset[str] | None:
    if needs is None:
        return None
    called_for = {skill for skill, share in of_people.SKILLS_CALLED_FOR.items() if draw.chance(share)}
    called_for |= {
        need for need, share in of_people.SKILL_OF_A_NEED.items() if need in needs and draw.chance(share)
    }
    return frozenset(called_for)


def _support(draw: Draw) -> tuple[SupportNeed, ...]:
    what, when = draw.one_of(of_people.SUPPORT)
    return (SupportNeed(what=what, when=when),)


def _to_plan_for(draw: Draw, kind: Kind, seen: date) -> tuple[ThingToPlanFor, ...]:
    found = []
    if draw.chance(of_people.NOT_WITH_CHILDREN) and kind is not Kind.PARENT_AND_CHILD:
        found.append(ThingToPlanFor(what="children", not_with_children=True, reviewed_on=seen))
    if draw.chance(of_people.NOT_WITH_DOGS):
        dogs = frozenset({"dog"})
        found.append(ThingToPlanFor(what="dogs", not_with_animals=dogs, reviewed_on=seen))
    if draw.chance(of_people.NOT_ALONE_AT_NIGHT):
        found.append(ThingToPlanFor(what="nights", not_left_alone_at_night=True, reviewed_on=seen))
    return tuple(found)


def _connections(
    making: Making, draw: Draw, identity: str, place: Place, *, looking: bool
) -> tuple[Connection, ...]:
    """What matters to somebody: the first near where they are from, with a limit where they are looking."""
    limit = draw.by(of_people.TRAVEL_LIMIT)
    found = [
        Connection(
            id=f"{identity}-N1",
            what=draw.one_of(of_people.CONNECTIONS),
            place=place,
            limit_miles=limit if looking else None,
            limit=Strength.MUST if looking else None,
        )
    ]
    if draw.chance(of_people.FURTHER_CONNECTION):
        strength, miles = draw.by(of_people.FURTHER_LIMIT)
        there, _ = making.area.place(draw)
        found.append(
            Connection(
                id=f"{identity}-N2",
                what=draw.one_of(of_people.CONNECTIONS),
                place=there,
                limit_miles=miles if looking else None,
                limit=strength if looking else None,
            )
        )
    return tuple(found)


def _consents(draw: Draw, seen: date) -> tuple[Consent, ...]:
    given = draw.by(of_people.PROFILE_SHARED)
    return (Consent(to="sharing their profile with carers", given=given, on=None if given is None else seen),)


def _decisions(making: Making, draw: Draw) -> tuple[RecordedDecision, ...]:
    """A decision that somebody else took, recorded as such; it holds for a year."""
    if not draw.chance(of_people.DECISION_RECORDED):
        return ()
    decided = making.day(-draw.number(10, 390))
    until = add_months(decided, 12)
    return (
        RecordedDecision(
            what="where to live",
            decided_by="social worker",
            test="mental capacity",
            decided_on=decided,
            valid_until=until,
        ),
    )


def _languages_needed(draw: Draw, languages: frozenset[str]) -> frozenset[str]:
    others = sorted(languages - {"english"})
    return frozenset(others[:1]) if others and draw.chance(of_people.NEEDS_A_LANGUAGE) else frozenset()


def _wishes(
    draw: Draw, facts: dict[str, Any], neighbourhood: str, seen: date, *, looking: bool
) -> tuple[Wish, ...]:
    """What somebody who is looking wishes of a home; of who else comes, what anybody may."""
    sex = None if facts["sex"] is None else facts["sex"].value
    own = {
        About.CARER_SEX_ALL: sex,
        About.CARER_SEX_ANY: sex,
        About.PERSON_SEX: sex,
        About.CARER_LANGUAGE: next(iter(sorted(facts["languages"] - {"english"})), None),
        About.CARER_FAITH: facts["faith"],
        About.HOME_FAITH: facts["faith"],
        About.HOME_PACE: facts["pace"],
        About.HOME_NEIGHBOURHOOD: neighbourhood,
    }
    of_home = of_people.WISHES_OF_A_HOME if looking else {}
    stated = wishes_by(
        {**of_home, **of_people.WISHES_OF_WHO_COMES}, draw, stated_on=seen, stated_by="person", own=own
    )
    # A man does not ask that no man be in the home.
    return tuple(wish for wish in stated if not (wish.about is About.HOME_SEX and wish.value == sex))


def _weights(draw: Draw) -> tuple[Weighted, ...]:
    part = draw.one_of((FitPart.CONNECTIONS, FitPart.OWN_WISHES, FitPart.INTERESTS))
    return (Weighted(part=part, weight=8),)


def youngest(nation: Nation) -> int:
    """From what age people are drawn: 16 where schemes support them from then on, else 18."""
    return 16 if nation in (Nation.ENGLAND, Nation.SCOTLAND) else 18
