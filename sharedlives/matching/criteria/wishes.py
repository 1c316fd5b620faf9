"""Criteria from what people said must or must not be: the person's, the household's, the residents'.

Each `About` has one reader that answers whether the fact is so. The same readers serve the musts here, the
preferences in `fit`, and wishes that bind two newcomers in one home. How a wish is said is in `wish_words`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from sharedlives.domain.answer import Answer, all_of, answered
from sharedlives.domain.carer import Carer
from sharedlives.domain.household import Household
from sharedlives.domain.person import Person
from sharedlives.domain.wish import About, Wish
from sharedlives.domain.words import NightSupport, Strength
from sharedlives.matching.criteria.home import LANGUAGES
from sharedlives.matching.criteria.wish_words import question_about, say
from sharedlives.matching.judging import MET, NOT_APPLICABLE, AskWhom, Judgement, broken, not_known
from sharedlives.matching.reading import NOTHING, Definition, Fact, Reads, reading
from sharedlives.matching.sides import Asking, Context, Offering

Truth = bool | None
HomeReader = Callable[[Asking, Offering, str], Truth]
NewcomerReader = Callable[[Asking, str], Truth]


def any_of(facts: Iterable[Truth]) -> Truth:
    """True if any is, else not known if any is not known, else False."""
    seen = set(facts)
    return True if True in seen else None if None in seen else False


def _all(facts: Iterable[Truth]) -> Truth:
    """False if any is, else not known if any is not known or there is none, else True."""
    seen = set(facts)
    return False if False in seen else None if None in seen or not seen else True


def _is(value: str | None, wanted: str) -> Truth:
    return None if value is None else value.casefold() == wanted.casefold()


def _smokes(asking: Asking, offering: Offering, value: str) -> Truth:
    del value
    if any(person.smokes for person in offering.company(asking)):
        return True
    return offering.household.smokes


def _pet(asking: Asking, offering: Offering, value: str) -> Truth:
    if any(_is(kind, value) for kind in offering.animals_with(asking)):
        return True
    return None if offering.household.pets is None else False


def _children(asking: Asking, offering: Offering, value: str) -> Truth:
    del value
    return offering.children_with(asking)


def _sex_in_home(asking: Asking, offering: Offering, value: str) -> Truth:
    sexes = [carer.sex for carer in offering.carers]
    sexes += [person.sex for person in offering.company(asking)]
    members = [None] if offering.members is None else [member.sex for member in offering.members]
    return any_of(_is(sex, value) for sex in (*sexes, *members))


def _of_carers(read: Callable[[Carer, str], Truth], gather: Callable[[Iterable[Truth]], Truth]) -> HomeReader:
    def reader(asking: Asking, offering: Offering, value: str) -> Truth:
        del asking
        facts = [read(carer, value) for carer in offering.main_carers]
        return gather(facts) if facts else None

    return reader


def _carer_sex(carer: Carer, value: str) -> Truth:
    return _is(carer.sex, value)


def _carer_faith(carer: Carer, value: str) -> Truth:
    return _is(carer.faith, value)


def _carer_language(asking: Asking, offering: Offering, value: str) -> Truth:
    del asking
    return offering.speaks(value)


def _carer_drives(asking: Asking, offering: Offering, value: str) -> Truth:
    del asking, value
    carers = [carer.drives_people for carer in offering.main_carers]
    said = offering.household.drives_people
    if said is not None:
        return said or True in carers
    return any_of(carers) if carers else None


def _home_faith(asking: Asking, offering: Offering, value: str) -> Truth:
    del asking
    return _is(offering.household.faith, value)


def _pace(asking: Asking, offering: Offering, value: str) -> Truth:
    del asking
    return _is(offering.household.pace, value)


def _neighbourhood(asking: Asking, offering: Offering, value: str) -> Truth:
    del asking
    return _is(offering.household.neighbourhood, value)


def _others(asking: Asking, offering: Offering, value: str) -> Truth:
    del value
    return bool(offering.company(asking))


OF_THE_HOME: Final[Mapping[About, HomeReader]] = MappingProxyType(
    {
        About.HOME_SMOKES: _smokes,
        About.HOME_PET: _pet,
        About.HOME_CHILDREN: _children,
        About.HOME_SEX: _sex_in_home,
        About.CARER_SEX_ALL: _of_carers(_carer_sex, _all),
        About.CARER_SEX_ANY: _of_carers(_carer_sex, any_of),
        About.CARER_LANGUAGE: _carer_language,
        About.CARER_FAITH: _of_carers(_carer_faith, any_of),
        About.CARER_DRIVES: _carer_drives,
        About.HOME_FAITH: _home_faith,
        About.HOME_PACE: _pace,
        About.HOME_NEIGHBOURHOOD: _neighbourhood,
        About.HOME_OTHERS: _others,
    }
)
"""What a person may wish of a home, and how the fact is read."""

READS_THE_HOME: Final = frozenset(about for about in OF_THE_HOME if about.name.startswith("HOME_"))
"""What is of the home itself and of nobody in particular: it does not matter where nobody enters it."""

_KEPT_AS: Final[Mapping[About, tuple[tuple[str, ...], ...]]] = MappingProxyType(
    {
        About.HOME_SMOKES: (("household.smokes",),),
        About.HOME_PET: (("household.pets",),),
        About.HOME_CHILDREN: (("household.members",),),
        About.HOME_SEX: (("carer.sex",), ("household.members",)),
        About.CARER_SEX_ALL: (("carer.sex",),),
        About.CARER_SEX_ANY: (("carer.sex",),),
        About.CARER_LANGUAGE: (("household.languages", "carer.languages"),),
        About.CARER_FAITH: (("carer.faith",),),
        About.CARER_DRIVES: (("household.drives_people", "carer.drives_people"),),
        About.HOME_FAITH: (("household.faith",),),
        About.HOME_PACE: (("household.pace",),),
        About.HOME_NEIGHBOURHOOD: (("household.neighbourhood",),),
        About.PERSON_SEX: (("person.sex",),),
        About.PERSON_SMOKES: (("person.smokes",),),
        About.PERSON_NEED: (("person.needs",),),
        About.PERSON_AGE_AT_LEAST: (("person.born",),),
        About.PERSON_AGE_AT_MOST: (("person.born",),),
        About.PERSON_WAKING_NIGHTS: (("person.night_support",),),
    }
)
"""Every fact that a wish reads, as `Scheme.not_kept` names it, each by names of which one is enough."""


def keeps_what_it_reads(context: Context, about: About) -> bool:
    """Whether the register keeps all that a wish about something reads."""
    return all(context.keeps(*either) for either in _KEPT_AS.get(about, ()))


OF_WHO_COMES: Final[Mapping[About, NewcomerReader]] = MappingProxyType(
    {
        About.PERSON_SEX: lambda asking, value: _is(asking.person.sex, value),
        About.PERSON_SMOKES: lambda asking, _: asking.person.smokes,
        About.PERSON_PET: lambda asking, value: bool(_is(asking.brings_animal, value)),
        About.PERSON_NEED: lambda asking, value: (
            None if asking.person.needs is None else value in asking.person.needs
        ),
        About.PERSON_AGE_AT_LEAST: lambda asking, value: (
            None if asking.age is None else asking.age >= int(value)
        ),
        About.PERSON_AGE_AT_MOST: lambda asking, value: (
            None if asking.age is None else asking.age <= int(value)
        ),
        About.PERSON_WAKING_NIGHTS: lambda asking, _: (
            None
            if asking.person.night_support is None
            else asking.person.night_support is NightSupport.WAKING
        ),
        About.HOME_CHILDREN: lambda asking, _: asking.brings_children,
        About.HOME_OTHERS: lambda _, __: True,
    }
)
"""What those in a home may wish of somebody who comes, and how the fact is read."""

_AS_OF_WHO_COMES: Final[Mapping[About, About]] = MappingProxyType(
    {
        About.HOME_SEX: About.PERSON_SEX,
        About.HOME_SMOKES: About.PERSON_SMOKES,
        About.HOME_PET: About.PERSON_PET,
        About.HOME_CHILDREN: About.HOME_CHILDREN,
        About.HOME_OTHERS: About.HOME_OTHERS,
    }
)


def about_who_comes(wish: Wish) -> About | None:
    """What somebody's wish reads of another who comes; None where no coming goes against it.

    A home that *must* have a dog is not spoiled by a newcomer without one; one that must not have, is.
    """
    if wish.about not in _AS_OF_WHO_COMES:
        return wish.about if wish.about in OF_WHO_COMES else None
    return _AS_OF_WHO_COMES[wish.about] if wish.strength in (Strength.MUST_NOT, Strength.AVOID) else None


def keeps_to(wish: Wish, fact: Truth) -> Answer:
    """Whether a fact keeps to a wish, be it a must or a preference."""
    wanted = wish.strength in (Strength.MUST, Strength.PREFER)
    return answered(fact if wanted or fact is None else not fact)


def of_the_home(about: About, value: str) -> Fact:
    """What a wish about a home reads, as a fact of the home."""
    return Fact(
        name=(about, value),
        read=lambda asking, offering, _: OF_THE_HOME[about](asking, offering, value),
        through=_READ_OF.get(about),
    )


_READ_OF: Final[Mapping[About, Fact]] = MappingProxyType(
    {
        About.HOME_PET: Fact(
            name="kinds of animals",
            read=lambda asking, offering, _: (offering.animals_with(asking), offering.household.pets is None),
        ),
        About.CARER_LANGUAGE: LANGUAGES,
        About.CARER_FAITH: Fact(
            name="faiths of carers",
            read=lambda _, offering, __: tuple(carer.faith for carer in offering.main_carers),
        ),
        About.HOME_FAITH: Fact(
            name="faith of the home", read=lambda _, offering, __: offering.household.faith
        ),
        About.HOME_PACE: Fact(name="pace of the home", read=lambda _, offering, __: offering.household.pace),
        About.HOME_NEIGHBOURHOOD: Fact(
            name="neighbourhood of the home", read=lambda _, offering, __: offering.household.neighbourhood
        ),
    }
)
"""What a wish of which there are many values hangs on, whatever the value."""


def home_wish(about: About) -> Definition[Judgement]:
    """The criterion that the person's musts about one thing are kept."""

    def musts(asking: Asking) -> list[Wish]:
        if about in READS_THE_HOME and not asking.enters_the_home:
            return []
        return [wish for wish in asking.person.wishes if wish.about is about and wish.is_hard]

    def judge(asking: Asking, offering: Offering, context: Context) -> Judgement:
        wishes = musts(asking)
        answers = [keeps_to(w, OF_THE_HOME[about](asking, offering, w.value or "")) for w in wishes]
        answer = all_of(answers)
        if answer is Answer.NOT_APPLICABLE:
            return NOT_APPLICABLE
        if answer is Answer.MET:
            return MET
        wish = wishes[answers.index(answer)]
        if answer is Answer.BROKEN:
            return broken(say(wish, whose="the person"))
        kept = keeps_what_it_reads(context, about)
        return not_known(question_about(wish), AskWhom.HOUSEHOLD if kept else AskWhom.REGISTER)

    reads = Reads(
        asked=lambda asking, _: tuple((wish.value, wish.strength) for wish in musts(asking)) or NOTHING,
        facts=lambda asking, _: tuple(of_the_home(about, wish.value or "") for wish in musts(asking)),
    )
    return Definition(judge=judge, reads=reads)


Said = tuple[About, str | None, Strength]
"""A wish without who said it, when and why."""


def said(wish: Wish) -> Said:
    """A wish without who said it, when and why: all that an answer hangs on."""
    return wish.about, wish.value, wish.strength


def said_of_newcomers(context: Context) -> tuple[Wish, ...]:
    """Everything that anybody in a home says of whoever comes, each thing once: households and people."""
    if "said of newcomers" not in context.memory:
        theirs = [home.wishes for home in context.scheme.households]
        theirs += [person.wishes for person in context.scheme.people]
        found = {said(wish): wish for some in theirs for wish in some if about_who_comes(wish)}
        context.memory["said of newcomers"] = tuple(found.values())
    wishes: tuple[Wish, ...] = context.memory["said of newcomers"]
    return wishes


def answers_of(asking: Asking, context: Context) -> tuple[Answer, ...]:
    """What somebody who comes is to each thing that anybody says of whoever comes."""
    brings = (asking.brings_children, asking.brings_animal)
    key = ("answers", asking.person.id, asking.age, asking.enters_the_home, brings)
    if key not in context.memory:
        context.memory[key] = tuple(reads_of_who_comes(w, asking) for w in said_of_newcomers(context))
    answers: tuple[Answer, ...] = context.memory[key]
    return answers


def _household_says(asking: Asking, offering: Offering, context: Context) -> Hashable:
    del context
    musts = tuple(said(wish) for wish in offering.household.wishes if wish.is_hard)
    alone = any(about is About.HOME_OTHERS for about, _, _ in musts)
    return musts, alone and bool(offering.company(asking))


def _residents_say(asking: Asking, offering: Offering, context: Context) -> Hashable:
    """What those in a home say of whoever comes, be it a must or a plan."""
    del context
    company = offering.company(asking)
    musts = {said(w) for person in company for w in person.wishes if w.is_hard and about_who_comes(w)}
    plans = [plan for person in company for plan in person.to_plan_for]
    animals = frozenset().union(*(plan.not_with_animals for plan in plans))
    return frozenset(musts), any(plan.not_with_children for plan in plans), animals


@reading(
    lambda asking, context: (asking.enters_the_home, answers_of(asking, context)),
    Fact(name="what the household says", read=_household_says),
)
def household_wishes(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """The household's musts about who comes, and about who is in the home once they do, are kept."""
    musts = [wish for wish in offering.household.wishes if wish.is_hard]
    alone = [wish for wish in musts if wish.about is About.HOME_OTHERS]
    found = [_alone(wish, asking, offering) for wish in alone]
    found += [_judged(wish, asking, context, whose="the household") for wish in musts if wish not in alone]
    return worst(found)


def _alone(wish: Wish, asking: Asking, offering: Offering) -> Judgement:
    """A household that would have one person at a time: the first to come is welcome."""
    if wish.strength is Strength.MUST or not asking.enters_the_home:
        return NOT_APPLICABLE
    return broken(say(wish, whose="the household")) if offering.company(asking) else MET


def one_at_a_time(household: Household, one: Asking, other: Asking) -> Judgement:
    """A household that would have one person at a time welcomes one newcomer, not two."""
    if one.enters_the_home and other.enters_the_home:
        for wish in household.wishes:
            if wish.about is About.HOME_OTHERS and wish.strength is Strength.MUST_NOT:
                return broken(say(wish, whose="the household"))
    return NOT_APPLICABLE


@reading(
    lambda asking, context: (
        (answers_of(asking, context), asking.brings_children, asking.brings_animal)
        if asking.enters_the_home
        else NOTHING
    ),
    Fact(name="what residents say", read=_residents_say),
)
def residents_wishes(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """The musts and plans of everybody who lives or stays there then, about who else comes, are kept."""
    return worst(towards(resident, asking, context) for resident in offering.company(asking))


def towards(one: Person, newcomer: Asking, context: Context) -> Judgement:
    """What one person's musts and plans, about the home they share and who is in it, say of a newcomer."""
    whose = "somebody who would be there too"
    musts = [wish for wish in one.wishes if wish.is_hard]
    return worst([_planned(one, newcomer), *(_judged(w, newcomer, context, whose=whose) for w in musts)])


def reads_of_who_comes(wish: Wish, newcomer: Asking) -> Answer:
    """Whether somebody's coming keeps to a wish; not applicable where the wish says nothing of it."""
    about = about_who_comes(wish)
    if about is None or (wish.about in READS_THE_HOME and not newcomer.enters_the_home):
        return Answer.NOT_APPLICABLE
    return keeps_to(wish, OF_WHO_COMES[about](newcomer, wish.value or ""))


def _judged(wish: Wish, newcomer: Asking, context: Context, *, whose: str) -> Judgement:
    """What a must says of somebody who may come."""
    about, answer = about_who_comes(wish), reads_of_who_comes(wish, newcomer)
    if about is None or answer is Answer.NOT_APPLICABLE:
        return NOT_APPLICABLE
    if answer is Answer.BROKEN:
        return broken(say(wish, whose=whose))
    if answer is Answer.MET:
        return MET
    if keeps_what_it_reads(context, about):
        return not_known(question_about(wish, about), AskWhom.PERSON, newcomer.person.id)
    return not_known(question_about(wish, about), AskWhom.REGISTER, "register")


def _planned(one: Person, newcomer: Asking) -> Judgement:
    """A plan not to live with children or with an animal holds for those whom a newcomer brings."""
    plans, animal = one.to_plan_for, newcomer.brings_animal
    if newcomer.brings_children and any(plan.not_with_children for plan in plans):
        return broken("somebody under 18 would come, and somebody there is not to be with children")
    if animal is not None and any(animal in plan.not_with_animals for plan in plans):
        return broken(f"an animal would come ({animal}), and somebody there is not to be with one")
    return NOT_APPLICABLE


def worst(judgements: Iterable[Judgement]) -> Judgement:
    """The one that decides: broken before not known before met before not applicable."""
    given = list(judgements)
    for answer in (Answer.BROKEN, Answer.NOT_KNOWN, Answer.MET):
        for judgement in given:
            if judgement.answer is answer:
                return judgement
    return NOT_APPLICABLE
