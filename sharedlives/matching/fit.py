"""Fit: a help for a conversation, never a grade of a person or a carer.

Each part is 0 to 100 or a range where something it rests on is not known; a part that nobody asked about
does not count. The whole is a whole number, half up, with what is not known counted as 50, and a range with
it at worst and at best: one known part never outranks eight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from attrs import frozen

from sharedlives.domain.answer import Answer
from sharedlives.domain.policy import FitPart
from sharedlives.domain.wish import About, Wish
from sharedlives.matching.criteria.wish_words import question_about
from sharedlives.matching.criteria.wishes import (
    OF_THE_HOME,
    READS_THE_HOME,
    about_who_comes,
    any_of,
    keeps_to,
    keeps_what_it_reads,
    reads_of_who_comes,
)
from sharedlives.matching.sides import Asking, Context, Offering, is_somewhere
from sharedlives.places import say_miles

LOW, MID, HIGH = 0, 50, 100
USUAL_MILES: Final = 10
"""How near counts as half as good as next door, where nobody said how near it should be."""


@frozen(kw_only=True)
class PartOfFit:
    """One part: its weight, its range, its sentence, and the questions that would narrow it."""

    part: FitPart
    weight: int
    low: int
    mid: int
    high: int
    sentence: str
    questions: tuple[str, ...] = ()


@frozen(kw_only=True)
class Fit:
    """How well two sides might live together, from 0 to 100, with its range and its parts."""

    low: int
    mid: int
    high: int
    parts: tuple[PartOfFit, ...]


@frozen(kw_only=True)
class Score:
    """What one part says before it is weighed; `mid` None means not known at all."""

    low: int
    mid: int
    high: int
    sentence: str
    questions: tuple[str, ...] = ()


Scorer = Callable[[Asking, Offering, Context], Score | None]


def half_up(numerator: int, denominator: int) -> int:
    """A quotient of whole numbers that are not negative, rounded half up, in integers only.

    Examples
    --------
    >>> half_up(5, 2), half_up(7, 3)
    (3, 2)
    """
    return (2 * numerator + denominator) // (2 * denominator)


def fit_of(asking: Asking, offering: Offering, context: Context) -> Fit:
    """How a pair would fit at one time, by every part that somebody's words give a meaning to."""
    own = {entry.part: entry.weight for entry in asking.person.fit_weights}
    parts = []
    for part, scorer in SCORERS.items():
        weight = own.get(part, context.policy.weight(part))
        score = scorer(asking, offering, context) if weight else None
        if score is not None:
            parts.append(
                PartOfFit(
                    part=part,
                    weight=weight,
                    low=score.low,
                    mid=score.mid,
                    high=score.high,
                    sentence=score.sentence,
                    questions=score.questions,
                )
            )
    return whole(parts)


def whole(parts: Iterable[PartOfFit]) -> Fit:
    """The parts, weighed; where there is none nothing is known of the fit, and it is 50 of 0 to 100."""
    some = tuple(parts)
    weight = sum(part.weight for part in some)
    if not weight:
        return Fit(low=LOW, mid=MID, high=HIGH, parts=some)
    return Fit(
        low=half_up(sum(part.weight * part.low for part in some), weight),
        mid=half_up(sum(part.weight * part.mid for part in some), weight),
        high=half_up(sum(part.weight * part.high for part in some), weight),
        parts=some,
    )


def _known(points: int, sentence: str) -> Score:
    return Score(low=points, mid=points, high=points, sentence=sentence)


def _unknown(sentence: str, question: str) -> Score:
    return Score(low=LOW, mid=MID, high=HIGH, sentence=sentence, questions=(question,))


def _yes_or_no(*, fact: bool | None, yes: str, no: str, unknown: str, question: str) -> Score:
    if fact is None:
        return _unknown(unknown, question)
    return _known(HIGH, yes) if fact else _known(LOW, no)


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


def _of_home(asking: Asking, offering: Offering, context: Context, *, pets: bool) -> list[Read]:
    return [
        (wish, wish.about, keeps_to(wish, OF_THE_HOME[wish.about](asking, offering, wish.value or "")))
        for wish in asking.person.wishes
        if not wish.is_hard
        and wish.about in OF_THE_HOME
        and (asking.enters_the_home or wish.about not in READS_THE_HOME)
        and (wish.about is About.HOME_PET) == pets
        and keeps_what_it_reads(context, wish.about)
    ]


def _own_wishes(asking: Asking, offering: Offering, context: Context) -> Score | None:
    return _wishes(_of_home(asking, offering, context, pets=False), "their wishes")


def _animals(asking: Asking, offering: Offering, context: Context) -> Score | None:
    return _wishes(_of_home(asking, offering, context, pets=True), "their wishes about animals")


def _others_wishes(asking: Asking, offering: Offering, context: Context) -> Score | None:
    company = offering.company(asking)
    # A household that would rather have one person at a time welcomes the first to come.
    said = [wish for wish in offering.household.wishes if company or wish.about is not About.HOME_OTHERS]
    said += [wish for person in company for wish in person.wishes]
    read = [
        (wish, about, reads_of_who_comes(wish, asking))
        for wish in said
        if not wish.is_hard
        and (about := about_who_comes(wish)) is not None
        and keeps_what_it_reads(context, about)
    ]
    counting = [each for each in read if each[2] is not Answer.NOT_APPLICABLE]
    return _wishes(counting, "the wishes of those who live there")


def _connections(asking: Asking, offering: Offering, context: Context) -> Score | None:
    """100 next door, 50 at the limit somebody named (or at ten miles), 0 at twice that and beyond."""
    if not asking.enters_the_home:
        return None
    scores = []
    for connection in asking.person.connections:
        if not is_somewhere(connection.place):
            continue
        miles = context.miles(connection.place, offering.household.place)
        if miles is None:
            scores.append(_unknown("not known how far", "How far is it from what matters to the person?"))
            continue
        limit = connection.limit_miles or USUAL_MILES
        # In thousandths of a mile, so that points are worked out in whole numbers.
        points = max(LOW, HIGH - half_up(50 * round(1000 * miles), 1000 * limit))
        scores.append(_known(points, say_miles(miles, straight_line=context.travel_is_straight_line)))
    return _mean(scores, ends=" from what matters to them")


def _mean(scores: Sequence[Score], ends: str = "") -> Score | None:
    """Several scores of one part, each as important as the other."""
    if not scores:
        return None
    number = len(scores)
    return Score(
        low=half_up(sum(score.low for score in scores), number),
        mid=half_up(sum(score.mid for score in scores), number),
        high=half_up(sum(score.high for score in scores), number),
        sentence="; ".join(dict.fromkeys(score.sentence for score in scores)) + ends,
        questions=tuple(dict.fromkeys(question for score in scores for question in score.questions)),
    )


def _interests(asking: Asking, offering: Offering, context: Context) -> Score | None:
    if not asking.person.interests or not context.keeps("household.interests"):
        return None
    there = offering.household.interests
    if there is None:
        return _unknown("interests of the household not known", "What does the household like to do?")
    common = sorted(asking.person.interests & there)
    points = half_up(100 * len(common), len(asking.person.interests))
    return _known(points, f"in common: {', '.join(common)}" if common else "no interest in common stated")


def _language_and_faith(asking: Asking, offering: Offering, context: Context) -> Score | None:
    scores = []
    person, home = asking.person, offering.household
    if person.languages and context.keeps("household.languages", "carer.languages"):
        score = _yes_or_no(
            fact=any_of(offering.speaks(language) for language in person.languages),
            yes="a language in common",
            no="no language in common stated",
            unknown="languages of the household not known",
            question="Which languages does the household speak?",
        )
        scores.append(score)
    if person.faith and context.keeps("household.faith"):
        score = _yes_or_no(
            fact=_same(home.faith, person.faith),
            yes="the same faith",
            no="not the same faith",
            unknown="faith of the household not known",
            question="Does the household keep a faith?",
        )
        scores.append(score)
    return _mean(scores)


def _same(there: str | None, theirs: str) -> bool | None:
    return None if there is None else there.casefold() == theirs.casefold()


def _pace(asking: Asking, offering: Offering, context: Context) -> Score | None:
    if asking.person.pace is None or not asking.enters_the_home or not context.keeps("household.pace"):
        return None
    return _yes_or_no(
        fact=_same(offering.household.pace, asking.person.pace),
        yes="a pace of life that is theirs",
        no="another pace of life",
        unknown="pace of the home not known",
        question="Is this a quiet home or a busy one?",
    )


def _experience(asking: Asking, offering: Offering, context: Context) -> Score | None:
    if not asking.person.needs or not context.keeps("carer.experience"):
        return None
    question = "Whom have the carers supported before?"
    known = [carer.experience for carer in offering.main_carers if carer.experience is not None]
    if not known:
        return _unknown("the carers' experience not known", question)
    shared = sorted(asking.person.needs & frozenset().union(*known))
    points = half_up(100 * len(shared), len(asking.person.needs))
    sentence = f"experience with {', '.join(shared) if shared else 'other support'}"
    if len(known) == len(offering.main_carers) or points == HIGH:
        return _known(points, sentence)
    middle = half_up(points + HIGH, 2)
    return Score(low=points, mid=middle, high=HIGH, sentence=sentence, questions=(question,))


def _known_to_each_other(asking: Asking, offering: Offering, context: Context) -> Score | None:
    """Counts only for somebody who has lived or stayed with a household before."""
    before = [a for a in context.scheme.arrangements_of(asking.person.id) if a.has_begun(context.on)]
    if not before:
        return None
    if any(arrangement.household_id == offering.household.id for arrangement in before):
        return _known(HIGH, "they know each other")
    return _known(LOW, "they do not know each other yet")


def _neighbourhood(asking: Asking, offering: Offering, context: Context) -> Score | None:
    theirs = asking.request.neighbourhood or asking.person.neighbourhood
    if theirs is None or not context.keeps("household.neighbourhood"):
        return None
    return _yes_or_no(
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
