"""Criteria from what people said must or must not be: the person's, the household's, the residents'.

Each `About` has one reader that answers whether the fact is so. The same readers serve the musts here, the
preferences in `fit`, and wishes that bind two newcomers in one home.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from sharedlives.domain.answer import Answer, all_of, answered
from sharedlives.domain.carer import Carer
from sharedlives.domain.person import Person
from sharedlives.domain.wish import About, Wish
from sharedlives.domain.words import Kind, NightSupport, Strength
from sharedlives.matching.judging import MET, NOT_APPLICABLE, AskWhom, Judgement, ask_of, broken, not_known
from sharedlives.matching.sides import Asking, Context, Offering, has_children

Fact = bool | None
HomeReader = Callable[[Asking, Offering, str], Fact]
PersonReader = Callable[[Person, int | None, str], Fact]


def _any(facts: Iterable[Fact]) -> Fact:
    """True if any is, else not known if any is not known, else False."""
    seen = set(facts)
    return True if True in seen else None if None in seen else False


def _all(facts: Iterable[Fact]) -> Fact:
    """False if any is, else not known if any is not known or there is none, else True."""
    seen = set(facts)
    return False if False in seen else None if None in seen or not seen else True


def _is(value: str | None, wanted: str) -> Fact:
    return None if value is None else value.casefold() == wanted.casefold()


def _smokes(asking: Asking, offering: Offering, value: str) -> Fact:
    del asking, value
    return offering.household.smokes


def _pet(asking: Asking, offering: Offering, value: str) -> Fact:
    if any(_is(kind, value) for kind in offering.animals_with(asking.when)):
        return True
    return None if offering.household.pets is None else False


def _children(asking: Asking, offering: Offering, value: str) -> Fact:
    del value
    return offering.children_with(asking.when)


def _sex_in_home(asking: Asking, offering: Offering, value: str) -> Fact:
    sexes = [carer.sex for carer in offering.carers]
    sexes += [person.sex for person in offering.company(asking.when)]
    members = [None] if offering.members is None else [member.sex for member in offering.members]
    return _any(_is(sex, value) for sex in (*sexes, *members))


def _of_carers(read: Callable[[Carer, str], Fact], gather: Callable[[Iterable[Fact]], Fact]) -> HomeReader:
    def reader(asking: Asking, offering: Offering, value: str) -> Fact:
        del asking
        facts = [read(carer, value) for carer in offering.main_carers]
        return gather(facts) if facts else None

    return reader


def _carer_sex(carer: Carer, value: str) -> Fact:
    return _is(carer.sex, value)


def _carer_faith(carer: Carer, value: str) -> Fact:
    return _is(carer.faith, value)


def _carer_language(asking: Asking, offering: Offering, value: str) -> Fact:
    del asking
    return offering.speaks(value)


def _carer_drives(asking: Asking, offering: Offering, value: str) -> Fact:
    del asking, value
    carers = [carer.drives_people for carer in offering.main_carers]
    said = offering.household.drives_people
    if said is not None:
        return said or True in carers
    return _any(carers) if carers else None


def _home_faith(asking: Asking, offering: Offering, value: str) -> Fact:
    del asking
    return _is(offering.household.faith, value)


def _pace(asking: Asking, offering: Offering, value: str) -> Fact:
    del asking
    return _is(offering.household.pace, value)


def _neighbourhood(asking: Asking, offering: Offering, value: str) -> Fact:
    del asking
    return _is(offering.household.neighbourhood, value)


def _others(asking: Asking, offering: Offering, value: str) -> Fact:
    del value
    return bool(offering.company(asking.when))


OF_THE_HOME: Final[Mapping[About, HomeReader]] = MappingProxyType(
    {
        About.HOME_SMOKES: _smokes,
        About.HOME_PET: _pet,
        About.HOME_CHILDREN: _children,
        About.HOME_SEX: _sex_in_home,
        About.CARER_SEX_ALL: _of_carers(_carer_sex, _all),
        About.CARER_SEX_ANY: _of_carers(_carer_sex, _any),
        About.CARER_LANGUAGE: _carer_language,
        About.CARER_FAITH: _of_carers(_carer_faith, _any),
        About.CARER_DRIVES: _carer_drives,
        About.HOME_FAITH: _home_faith,
        About.HOME_PACE: _pace,
        About.HOME_NEIGHBOURHOOD: _neighbourhood,
        About.HOME_OTHERS: _others,
    }
)
"""What a person may wish of a home, and how the fact is read."""

KEPT_AS: Final[Mapping[About, str]] = MappingProxyType(
    {
        About.HOME_SMOKES: "household.smokes",
        About.HOME_PET: "household.pets",
        About.HOME_CHILDREN: "household.members",
        About.HOME_SEX: "carer.sex",
        About.CARER_SEX_ALL: "carer.sex",
        About.CARER_SEX_ANY: "carer.sex",
        About.CARER_LANGUAGE: "household.languages",
        About.CARER_FAITH: "carer.faith",
        About.CARER_DRIVES: "household.drives_people",
        About.HOME_FAITH: "household.faith",
        About.HOME_PACE: "household.pace",
        About.HOME_NEIGHBOURHOOD: "household.neighbourhood",
    }
)
"""The fact of the register that a wish of a home reads, as `Scheme.not_kept` names it."""

OF_THE_PERSON: Final[Mapping[About, PersonReader]] = MappingProxyType(
    {
        About.PERSON_SEX: lambda person, _, value: _is(person.sex, value),
        About.PERSON_SMOKES: lambda person, _, __: person.smokes,
        About.PERSON_PET: lambda person, _, value: bool(_is(person.own_pet, value)),
        About.PERSON_NEED: lambda person, _, value: None if person.needs is None else value in person.needs,
        About.PERSON_AGE_AT_LEAST: lambda _, age, value: None if age is None else age >= int(value),
        About.PERSON_AGE_AT_MOST: lambda _, age, value: None if age is None else age <= int(value),
        About.PERSON_WAKING_NIGHTS: lambda person, _, __: (
            None if person.night_support is None else person.night_support is NightSupport.WAKING
        ),
    }
)
"""What a household may wish of a person, and how the fact is read."""

_KEPT_OF_THE_PERSON: Final[Mapping[About, str]] = MappingProxyType(
    {
        About.PERSON_SEX: "person.sex",
        About.PERSON_SMOKES: "person.smokes",
        About.PERSON_NEED: "person.needs",
        About.PERSON_AGE_AT_LEAST: "person.born",
        About.PERSON_AGE_AT_MOST: "person.born",
        About.PERSON_WAKING_NIGHTS: "person.night_support",
    }
)

_OF_WHO_COMES: Final[Mapping[About, About]] = MappingProxyType(
    {
        About.HOME_SEX: About.PERSON_SEX,
        About.HOME_SMOKES: About.PERSON_SMOKES,
        About.HOME_PET: About.PERSON_PET,
    }
)
"""What somebody's wish of their home means for another person who comes to live in it."""

_QUESTIONS: Final[Mapping[About, str]] = MappingProxyType(
    {
        About.HOME_SMOKES: "Does anybody smoke in this home?",
        About.HOME_PET: "Are there animals in this home: {value}?",
        About.HOME_CHILDREN: "Do children live in this home?",
        About.HOME_SEX: "Who lives in this home: anybody {value}?",
        About.CARER_SEX_ALL: "Are the carers {value}?",
        About.CARER_SEX_ANY: "Is one of the carers {value}?",
        About.CARER_LANGUAGE: "Does a carer speak {value}?",
        About.CARER_FAITH: "Is a carer {value} by faith?",
        About.CARER_DRIVES: "Does a carer drive people?",
        About.HOME_FAITH: "Is this a {value} home?",
        About.HOME_PACE: "Is the pace of this home {value}?",
        About.HOME_NEIGHBOURHOOD: "In which neighbourhood is this home?",
        About.HOME_OTHERS: "Do other supported people live in this home?",
        About.PERSON_SEX: "Is the person {value}?",
        About.PERSON_SMOKES: "Does the person smoke?",
        About.PERSON_PET: "Would the person bring a {value}?",
        About.PERSON_NEED: "Does the person need support with {value}?",
        About.PERSON_AGE_AT_LEAST: "When was the person born?",
        About.PERSON_AGE_AT_MOST: "When was the person born?",
        About.PERSON_WAKING_NIGHTS: "Does the person need somebody awake at night?",
    }
)


def question_about(wish: Wish, about: About | None = None) -> str:
    """The question that settles a wish whose fact is not known; `about` where the fact is another's."""
    return _QUESTIONS[about or wish.about].format(value=wish.value)


def keeps_to(wish: Wish, fact: Fact) -> Answer:
    """Whether a fact keeps to a wish, be it a must or a preference."""
    wanted = wish.strength in (Strength.MUST, Strength.PREFER)
    return answered(fact if wanted or fact is None else not fact)


def say(wish: Wish, *, whose: str) -> str:
    """A wish as it was stated, with whose it is."""
    value = "" if wish.value is None else f": {wish.value}"
    return f"{whose} said {wish.strength}: {wish.about}{value}"


def home_wish(about: About) -> Callable[[Asking, Offering, Context], Judgement]:
    """The criterion that the person's musts about one thing are kept."""

    def judge(asking: Asking, offering: Offering, context: Context) -> Judgement:
        wishes = [w for w in asking.person.wishes if w.about is about and w.is_hard]
        answers = [keeps_to(w, OF_THE_HOME[about](asking, offering, w.value or "")) for w in wishes]
        answer = all_of(answers)
        if answer is Answer.NOT_APPLICABLE:
            return NOT_APPLICABLE
        if answer is Answer.MET:
            return MET
        wish = wishes[answers.index(answer)]
        if answer is Answer.BROKEN:
            return broken(say(wish, whose="the person"))
        return not_known(question_about(wish), ask_of(context, KEPT_AS.get(about, ""), AskWhom.HOUSEHOLD))

    return judge


def household_wishes(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """The household's musts about who comes are kept."""
    wishes = [w for w in offering.household.wishes if w.is_hard and w.about in OF_THE_PERSON]
    return worst(_judged(wish, wish.about, asking, context, whose="the household") for wish in wishes)


def residents_wishes(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """The musts and plans of everybody who lives or stays there then, about who else comes, are kept."""
    if asking.request.kind is Kind.OUTREACH:
        return NOT_APPLICABLE
    return worst(
        towards(resident, asking, context)
        for resident in offering.company(asking.when)
        if resident.id != asking.person.id
    )


def towards(one: Person, newcomer: Asking, context: Context) -> Judgement:
    """What one person's musts and plans, about the home they share and who is in it, say of a newcomer."""
    whose = "somebody who would live there too"
    found = [_planned(one, newcomer)]
    for wish in one.wishes:
        about = _OF_WHO_COMES.get(wish.about, wish.about)
        if not wish.is_hard:
            continue
        if wish.about in _FACTS_OF_COMING and _binds_a_newcomer(wish):
            kept = keeps_to(wish, _FACTS_OF_COMING[wish.about](newcomer))
            found.append(MET if kept is Answer.MET else broken(say(wish, whose=whose)))
        elif about in OF_THE_PERSON and _binds_a_newcomer(wish):
            found.append(_judged(wish, about, newcomer, context, whose=whose))
    return worst(found)


def _judged(wish: Wish, about: About, newcomer: Asking, context: Context, *, whose: str) -> Judgement:
    """What a must says of somebody who may come; `about` is what it reads of them."""
    answer = keeps_to(wish, OF_THE_PERSON[about](newcomer.person, newcomer.age, wish.value or ""))
    if answer is Answer.BROKEN:
        return broken(say(wish, whose=whose))
    if answer is Answer.MET:
        return MET
    if context.keeps(_KEPT_OF_THE_PERSON.get(about, "")):
        return not_known(question_about(wish, about), AskWhom.PERSON, newcomer.person.id)
    return not_known(question_about(wish, about), AskWhom.REGISTER, "register")


def _planned(one: Person, newcomer: Asking) -> Judgement:
    """A plan not to live with children or with an animal holds for those whom a newcomer brings."""
    plans = one.to_plan_for
    if _brings_children(newcomer) and any(plan.not_with_children for plan in plans):
        return broken("children would come, and somebody who would live there has a plan not to")
    if any(newcomer.person.own_pet in plan.not_with_animals for plan in plans):
        return broken("an animal would come, and somebody who would live there has a plan not to")
    return NOT_APPLICABLE


def _brings_children(newcomer: Asking) -> bool:
    return has_children(newcomer.request.kind, newcomer.request.children)


_FACTS_OF_COMING: Final[Mapping[About, Callable[[Asking], bool]]] = MappingProxyType(
    {
        About.HOME_OTHERS: lambda _: True,
        About.HOME_CHILDREN: _brings_children,
    }
)
"""What a wish of a home reads of the coming of somebody, whoever they are."""


def _binds_a_newcomer(wish: Wish) -> bool:
    """A home that *must* have a dog is not spoiled by a newcomer without one; one that must not have, is."""
    return wish.about in OF_THE_PERSON or wish.strength is Strength.MUST_NOT


def worst(judgements: Iterable[Judgement]) -> Judgement:
    """The one that decides: broken before not known before met before not applicable."""
    given = list(judgements)
    for answer in (Answer.BROKEN, Answer.NOT_KNOWN, Answer.MET):
        for judgement in given:
            if judgement.answer is answer:
                return judgement
    return NOT_APPLICABLE
