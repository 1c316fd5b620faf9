"""The parts of fit, a function each: a further one is a function here and a line of the table at the end."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sharedlives.domain.answer import Answer
from sharedlives.domain.person import Connection
from sharedlives.domain.policy import FitPart
from sharedlives.domain.wish import About, Wish
from sharedlives.matching.criteria.home import speaking
from sharedlives.matching.criteria.wish_words import question_about
from sharedlives.matching.criteria.wishes import (
    OF_THE_HOME,
    READS_THE_HOME,
    about_who_comes,
    answers_of,
    any_of,
    keeps_to,
    keeps_what_it_reads,
    of_the_home,
    reads_of_who_comes,
    said,
)
from sharedlives.matching.reading import ALWAYS, NOTHING, Column, Fact, reading, reading_by
from sharedlives.matching.scores import HIGH, LOW, Score, Whole, half_up, mean, sure, unsure, yes_or_no
from sharedlives.matching.sides import Asking, Context, Offering, is_somewhere
from sharedlives.places import say_miles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sharedlives.matching.homes import Homes
    from sharedlives.matching.reading import Codes, Places

    Flags = NDArray[np.bool_]

USUAL_MILES: Final = 10
"""How near counts as half as good as next door, where nobody said how near it should be."""

Scorer = Callable[[Asking, Offering, Context], Score | None]


Read = tuple[Wish, About, Answer]
"""A wish, what it reads, and whether that keeps to it."""


def _wishes(wishes: Iterable[Read], whose: str) -> Score | None:
    """Wishes that help to choose, each by its own weight."""
    some = list(wishes)
    if not some:
        return None
    weight = sum(wish.weight for wish, _, _ in some)
    met = sum(wish.weight for wish, _, answer in some if answer is Answer.MET)
    unknown = [(wish, about) for wish, about, answer in some if answer is Answer.NOT_KNOWN]
    open_weight = sum(wish.weight for wish, _ in unknown)
    kept = sum(answer is Answer.MET for _, _, answer in some)
    return Score(
        low=half_up(100 * met, weight),
        mid=half_up(100 * met + 50 * open_weight, weight),
        high=half_up(100 * (met + open_weight), weight),
        sentence=f"{kept} of {len(some)} of {whose}",
        questions=tuple(dict.fromkeys(question_about(wish, about) for wish, about in unknown)),
    )


def _soft_of_home(asking: Asking, context: Context, *, pets: bool) -> list[Wish]:
    return [
        wish
        for wish in asking.person.wishes
        if not wish.is_hard
        and wish.about in OF_THE_HOME
        and (asking.enters_the_home or wish.about not in READS_THE_HOME)
        and (wish.about is About.HOME_PET) == pets
        and keeps_what_it_reads(context, wish.about)
    ]


def _of_home(asking: Asking, offering: Offering, context: Context, *, pets: bool) -> list[Read]:
    return [
        (wish, wish.about, keeps_to(wish, OF_THE_HOME[wish.about](asking, offering, wish.value or "")))
        for wish in _soft_of_home(asking, context, pets=pets)
    ]


def _asks_of_home(asking: Asking, context: Context, *, pets: bool) -> Hashable:
    wishes = _soft_of_home(asking, context, pets=pets)
    return tuple((*said(wish), wish.weight) for wish in wishes) or NOTHING


def _reads_of_home(asking: Asking, context: Context, *, pets: bool) -> tuple[Fact, ...]:
    wishes = _soft_of_home(asking, context, pets=pets)
    return tuple(of_the_home(wish.about, wish.value or "") for wish in wishes)


@reading_by(partial(_asks_of_home, pets=False), partial(_reads_of_home, pets=False))
def _own_wishes(asking: Asking, offering: Offering, context: Context) -> Score | None:
    return _wishes(_of_home(asking, offering, context, pets=False), "their wishes")


@reading_by(partial(_asks_of_home, pets=True), partial(_reads_of_home, pets=True))
def _animals(asking: Asking, offering: Offering, context: Context) -> Score | None:
    return _wishes(_of_home(asking, offering, context, pets=True), "their wishes about animals")


def _soft_of_others(
    asking: Asking, offering: Offering, context: Context
) -> tuple[list[tuple[Wish, About]], list[tuple[Wish, About]]]:
    """What the household would rather, and what those who live there would."""
    company = offering.company(asking)
    # A household that would rather have one person at a time welcomes the first to come.
    theirs = [wish for wish in offering.household.wishes if company or wish.about is not About.HOME_OTHERS]
    residents = [wish for person in company for wish in person.wishes]
    return _soft_of_who_comes(theirs, context), _soft_of_who_comes(residents, context)


def _soft_of_who_comes(wishes: Iterable[Wish], context: Context) -> list[tuple[Wish, About]]:
    read = ((wish, about_who_comes(wish)) for wish in wishes if not wish.is_hard)
    return [
        (wish, about) for wish, about in read if about is not None and keeps_what_it_reads(context, about)
    ]


def _what_others_would(asking: Asking, offering: Offering, context: Context) -> Hashable:
    return tuple(
        tuple(sorted((*said(wish), wish.weight) for wish, _ in some))
        for some in _soft_of_others(asking, offering, context)
    )


@reading(
    lambda asking, context: (asking.enters_the_home, answers_of(asking, context)),
    Fact(name="what others would rather", read=_what_others_would),
)
def _others_wishes(asking: Asking, offering: Offering, context: Context) -> Score | None:
    household, residents = _soft_of_others(asking, offering, context)
    read = [(wish, about, reads_of_who_comes(wish, asking)) for wish, about in (*household, *residents)]
    counting = [each for each in read if each[2] is not Answer.NOT_APPLICABLE]
    return _wishes(counting, "the wishes of those who live there")


def _known_connections(asking: Asking) -> list[Connection]:
    return [connection for connection in asking.person.connections if is_somewhere(connection.place)]


def points_at(thousandths: Whole, limit_miles: int) -> Whole:
    """100 next door, 50 at the limit in miles, 0 at twice that and beyond; of one distance or of many.

    In thousandths of a mile, so that points are worked out in whole numbers.
    """
    lost = (100 * thousandths + 1000 * limit_miles) // (2000 * limit_miles)  # half up
    return (HIGH - lost) * (lost < HIGH)


def _nearness(asking: Asking) -> Column:
    """The lowest and the highest that the connections may come to, as one number."""
    of = HIGH + 1

    def read(homes: Homes, asking: Asking, places: Places) -> Codes:
        import numpy as np

        connections = _known_connections(asking)
        low = np.zeros(len(places), dtype=np.int64)
        high = np.zeros(len(places), dtype=np.int64)
        for connection in connections:
            miles = homes.miles_from(connection.place, places)
            unknown = np.isnan(miles)
            thousandths = np.rint(1000 * np.where(unknown, 0, miles)).astype(np.int64)
            points = points_at(thousandths, connection.limit_miles or USUAL_MILES)
            low += np.where(unknown, LOW, points)
            high += np.where(unknown, HIGH, points)
        return low * (of * len(connections)) + high

    most = of * max(len(_known_connections(asking)), 1)
    return Column(name=("nearness", most), number=most * most, read=read)


@reading_by(
    lambda asking, _: (len(_known_connections(asking)) or NOTHING) if asking.enters_the_home else NOTHING,
    lambda asking, _: (_nearness(asking),),
)
def _connections(asking: Asking, offering: Offering, context: Context) -> Score | None:
    """By how near each is, with the limit somebody named or else ten miles."""
    if not asking.enters_the_home:
        return None
    scores = []
    for connection in _known_connections(asking):
        miles = context.miles(connection.place, offering.household.place)
        if miles is None:
            scores.append(unsure("not known how far", "How far is it from what matters to the person?"))
            continue
        points = points_at(round(1000 * miles), connection.limit_miles or USUAL_MILES)
        scores.append(sure(points, say_miles(miles, straight_line=context.travel_is_straight_line)))
    return mean(scores, ends=" from what matters to them")


def _in_common(asking: Asking) -> Column:
    """How many interests are in common; one more than all of them where the home's are not known."""
    number = len(asking.person.interests or ())

    def read(homes: Homes, asking: Asking, places: Places) -> Codes:
        import numpy as np

        wanted = asking.person.interests or frozenset()
        columns, known = homes.once("interests", _interests_of_homes)
        common = np.zeros(len(homes.ids), dtype=np.int64)
        for interest in wanted:
            if interest in columns:
                common += columns[interest]
        return np.where(known, common, number + 1)[places]

    return Column(name=("in common", number), number=number + 2, read=read)


def _interests_of_homes(homes: Homes) -> tuple[dict[str, Flags], Flags]:
    """For each interest the homes that share it, and the homes whose interests are known at all."""
    import numpy as np

    households = homes.context.scheme.households
    columns: dict[str, Flags] = {}
    for place, household in enumerate(households):
        for interest in household.interests or ():
            columns.setdefault(interest, np.zeros(len(households), dtype=np.bool_))[place] = True
    return columns, np.array([household.interests is not None for household in households], dtype=np.bool_)


@reading_by(
    lambda asking, context: (
        len(asking.person.interests)
        if asking.person.interests and context.keeps("household.interests")
        else NOTHING
    ),
    lambda asking, _: (_in_common(asking),),
)
def _interests(asking: Asking, offering: Offering, context: Context) -> Score | None:
    if not asking.person.interests or not context.keeps("household.interests"):
        return None
    there = offering.household.interests
    if there is None:
        return unsure("interests of the household not known", "What does the household like to do?")
    common = sorted(asking.person.interests & there)
    points = half_up(100 * len(common), len(asking.person.interests))
    return sure(points, f"in common: {', '.join(common)}" if common else "no interest in common stated")


def _asks_language_and_faith(asking: Asking, context: Context) -> Hashable:
    languages = asking.person.languages if context.keeps("household.languages", "carer.languages") else None
    faith = asking.person.faith if context.keeps("household.faith") else None
    return (languages or None, faith or None) if languages or faith else NOTHING


_FAITH: Final = Fact(
    name="faith",
    read=lambda _, offering, __: offering.household.faith and offering.household.faith.casefold(),
)


@reading_by(
    _asks_language_and_faith,
    lambda asking, _: (_FAITH, *map(speaking, sorted(asking.person.languages or ()))),
)
def _language_and_faith(asking: Asking, offering: Offering, context: Context) -> Score | None:
    scores = []
    person, home = asking.person, offering.household
    if person.languages and context.keeps("household.languages", "carer.languages"):
        score = yes_or_no(
            fact=any_of(offering.speaks(language) for language in person.languages),
            yes="a language in common",
            no="no language in common stated",
            unknown="languages of the household not known",
            question="Which languages does the household speak?",
        )
        scores.append(score)
    if person.faith and context.keeps("household.faith"):
        score = yes_or_no(
            fact=_same(home.faith, person.faith),
            yes="the same faith",
            no="not the same faith",
            unknown="faith of the household not known",
            question="Does the household keep a faith?",
        )
        scores.append(score)
    return mean(scores)


def _same(there: str | None, theirs: str) -> bool | None:
    return None if there is None else there.casefold() == theirs.casefold()


@reading(
    lambda asking, context: (
        asking.person.pace if asking.enters_the_home and context.keeps("household.pace") else NOTHING
    ),
    Fact(name="pace", read=lambda _, offering, __: offering.household.pace),
)
def _pace(asking: Asking, offering: Offering, context: Context) -> Score | None:
    if asking.person.pace is None or not asking.enters_the_home or not context.keeps("household.pace"):
        return None
    return yes_or_no(
        fact=_same(offering.household.pace, asking.person.pace),
        yes="a pace of life that is theirs",
        no="another pace of life",
        unknown="pace of the home not known",
        question="Is this a quiet home or a busy one?",
    )


@reading(
    lambda asking, context: (asking.person.needs if context.keeps("carer.experience") else None) or NOTHING,
    Fact(
        name="experience",
        read=lambda _, offering, __: tuple(carer.experience for carer in offering.main_carers),
    ),
)
def _experience(asking: Asking, offering: Offering, context: Context) -> Score | None:
    if not asking.person.needs or not context.keeps("carer.experience"):
        return None
    question = "Whom have the carers supported before?"
    known = [carer.experience for carer in offering.main_carers if carer.experience is not None]
    if not known:
        return unsure("the carers' experience not known", question)
    shared = sorted(asking.person.needs & frozenset().union(*known))
    points = half_up(100 * len(shared), len(asking.person.needs))
    sentence = f"experience with {', '.join(shared) if shared else 'other support'}"
    if len(known) == len(offering.main_carers) or points == HIGH:
        return sure(points, sentence)
    middle = half_up(points + HIGH, 2)
    return Score(low=points, mid=middle, high=HIGH, sentence=sentence, questions=(question,))


def _households_before(asking: Asking, context: Context) -> frozenset[str]:
    """The households that somebody has lived or stayed with."""
    arrangements = context.scheme.arrangements_of(asking.person.id)
    return frozenset(each.household_id for each in arrangements if each.has_begun(context.on))


@reading(
    lambda asking, context: ALWAYS if _households_before(asking, context) else NOTHING,
    named=_households_before,
)
def _known_to_each_other(asking: Asking, offering: Offering, context: Context) -> Score | None:
    """Counts only for somebody who has lived or stayed with a household before."""
    before = _households_before(asking, context)
    if not before:
        return None
    if offering.household.id in before:
        return sure(HIGH, "they know each other")
    return sure(LOW, "they do not know each other yet")


def _own_neighbourhood(asking: Asking) -> str | None:
    return asking.request.neighbourhood or asking.person.neighbourhood


@reading(
    lambda asking, context: (
        _own_neighbourhood(asking) if context.keeps("household.neighbourhood") else NOTHING
    ),
    Fact(name="neighbourhood", read=lambda _, offering, __: offering.household.neighbourhood),
)
def _neighbourhood(asking: Asking, offering: Offering, context: Context) -> Score | None:
    theirs = _own_neighbourhood(asking)
    if theirs is None or not context.keeps("household.neighbourhood"):
        return None
    return yes_or_no(
        fact=_same(offering.household.neighbourhood, theirs),
        yes="in their own neighbourhood",
        no="in another neighbourhood",
        unknown="neighbourhood of the home not known",
        question="In which neighbourhood is this home?",
    )


SCORERS: Final[Mapping[FitPart, Scorer]] = MappingProxyType(
    {
        FitPart.OWN_WISHES: _own_wishes,
        FitPart.OTHERS_WISHES: _others_wishes,
        FitPart.CONNECTIONS: _connections,
        FitPart.INTERESTS: _interests,
        FitPart.LANGUAGE_AND_FAITH: _language_and_faith,
        FitPart.PACE: _pace,
        FitPart.PETS: _animals,
        FitPart.EXPERIENCE: _experience,
        FitPart.KNOWN: _known_to_each_other,
        FitPart.NEIGHBOURHOOD: _neighbourhood,
    }
)
"""Every part of fit and the one function that scores it; a further part is a line here."""


@frozen(kw_only=True, eq=False)
class OwnPart:
    """A part of fit that a host adds: its name, its weight beside ours, and the function that scores it."""

    name: str
    weight: int
    score: Scorer


def parts_of(context: Context) -> tuple[tuple[str, int, Scorer], ...]:
    """Every part of fit with its weight and its function: ours by the policy, and after them a host's own."""
    if "parts of fit" not in context.memory:
        ours = tuple((part, context.policy.weight(part), scorer) for part, scorer in SCORERS.items())
        own = tuple((part.name, part.weight, part.score) for part in context.own_parts)
        context.memory["parts of fit"] = (*ours, *own)
    parts: tuple[tuple[str, int, Scorer], ...] = context.memory["parts of fit"]
    return parts
