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
from sharedlives.domain.words import NightSupport, Strength
from sharedlives.matching.judging import MET, NOT_APPLICABLE, AskWhom, Judgement, broken, not_known
from sharedlives.matching.sides import Asking, Context, Offering

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
    del asking
    pets = offering.household.pets
    return None if pets is None else any(_is(pet.kind, value) for pet in pets)


def _children(asking: Asking, offering: Offering, value: str) -> Fact:
    del asking, value
    return offering.children_there


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
    known = [offering.household.languages, *(carer.languages for carer in offering.main_carers)]
    stated = [languages for languages in known if languages is not None]
    return any(value in languages for languages in stated) if stated else None


def _carer_drives(asking: Asking, offering: Offering, value: str) -> Fact:
    del asking, value
    carers = [carer.drives_people for carer in offering.main_carers]
    facts = [offering.household.drives_people, *carers]
    return _any(fact for fact in facts if fact is not None) if any(f is not None for f in facts) else None


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
        kept = KEPT_AS.get(about)
        ask = AskWhom.HOUSEHOLD if kept is None or context.keeps(kept) else AskWhom.REGISTER
        return _judgement(wishes, answers, whose="the person", ask=ask)

    return judge


def _judgement(wishes: list[Wish], answers: list[Answer], *, whose: str, ask: AskWhom) -> Judgement:
    answer = all_of(answers)
    if answer is Answer.NOT_APPLICABLE:
        return NOT_APPLICABLE
    if answer is Answer.MET:
        return MET
    wish = wishes[answers.index(answer)]
    if answer is Answer.BROKEN:
        return broken(say(wish, whose=whose))
    return not_known(question_about(wish), ask)


def household_wishes(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """The household's musts about who comes are kept."""
    del context
    wishes = [w for w in offering.household.wishes if w.is_hard and w.about in OF_THE_PERSON]
    answers = [keeps_to(w, OF_THE_PERSON[w.about](asking.person, asking.age, w.value or "")) for w in wishes]
    return _judgement(wishes, answers, whose="the household", ask=AskWhom.PERSON)


def residents_wishes(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """The musts of everybody who lives or stays there then, about who else comes, are kept."""
    return worst(
        towards(resident, asking.person, asking.age, context)
        for resident in offering.company(asking.when)
        if resident.id != asking.person.id
    )


def towards(one: Person, newcomer: Person, age: int | None, context: Context) -> Judgement:
    """What one person's musts, about the home they share and who is in it, say of another person."""
    found = []
    for wish in one.wishes:
        about = _OF_WHO_COMES.get(wish.about, wish.about)
        if not wish.is_hard:
            continue
        if wish.about is About.HOME_OTHERS:
            fact: Fact = True
        elif about in OF_THE_PERSON and _binds_a_newcomer(wish):
            fact = OF_THE_PERSON[about](newcomer, age, wish.value or "")
        else:
            continue
        answer = keeps_to(wish, fact)
        if answer is Answer.BROKEN:
            found.append(broken(say(wish, whose="somebody who would live there too")))
        elif answer is Answer.NOT_KNOWN:
            kept = context.keeps(_KEPT_OF_THE_PERSON.get(about, ""))
            whom = (AskWhom.PERSON, newcomer.id) if kept else (AskWhom.REGISTER, "register")
            found.append(not_known(question_about(wish, about), *whom))
        else:
            found.append(MET)
    return worst(found)


def _binds_a_newcomer(wish: Wish) -> bool:
    """A home that *must* have a dog is not spoiled by a newcomer without one; one that must not have, is."""
    return wish.about not in _OF_WHO_COMES or wish.strength is Strength.MUST_NOT


def worst(judgements: Iterable[Judgement]) -> Judgement:
    """The one that decides: broken before not known before met before not applicable."""
    given = list(judgements)
    for answer in (Answer.BROKEN, Answer.NOT_KNOWN, Answer.MET):
        for judgement in given:
            if judgement.answer is answer:
                return judgement
    return NOT_APPLICABLE
