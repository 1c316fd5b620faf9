"""How a wish is said as a sentence, and the question that settles one whose fact is not known."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sharedlives.domain.wish import ABOUT, About, ValueKind, Wish
from sharedlives.domain.words import Sex, Strength

ONE: Final = MappingProxyType({Sex.FEMALE: "a woman", Sex.MALE: "a man"})
SEVERAL: Final = MappingProxyType({Sex.FEMALE: "women", Sex.MALE: "men"})

TOPIC: Final[Mapping[About, str]] = MappingProxyType(
    {
        About.HOME_SMOKES: "smoking in the home",
        About.HOME_PET: "animals in the home",
        About.HOME_CHILDREN: "children in the home",
        About.HOME_SEX: "women or men in the home",
        About.CARER_SEX_ALL: "the sex of all the carers",
        About.CARER_SEX_ANY: "the sex of one of the carers",
        About.CARER_LANGUAGE: "the languages of the carers",
        About.CARER_FAITH: "the faith of the carers",
        About.CARER_DRIVES: "carers who drive people",
        About.HOME_FAITH: "the faith of the home",
        About.HOME_PACE: "the pace of the home",
        About.HOME_NEIGHBOURHOOD: "the neighbourhood",
        About.HOME_OTHERS: "other people supported in the home",
    }
)
"""What a person's wish of a home is about, in a few words."""

_SAYS: Final[Mapping[About, str]] = MappingProxyType(
    {
        About.HOME_SMOKES: "it {must} be a home where somebody smokes",
        About.HOME_PET: "there {must} be an animal of this kind in the home: {value}",
        About.HOME_CHILDREN: "there {must} be children in the home",
        About.HOME_SEX: "there {must} be {one} in the home",
        About.CARER_SEX_ALL: "the carers {must} all be {several}",
        About.CARER_SEX_ANY: "there {must} be {one} among the carers",
        About.CARER_LANGUAGE: "there {must} be a carer who speaks {name}",
        About.CARER_FAITH: "there {must} be a carer whose faith is {name}",
        About.CARER_DRIVES: "there {must} be a carer who drives people",
        About.HOME_FAITH: "it {must} be a home whose faith is {name}",
        About.HOME_PACE: "it {must} be a home whose pace is {value}",
        About.HOME_NEIGHBOURHOOD: "it {must} be a home in {name}",
        About.HOME_OTHERS: "there {must} be other people supported in the home",
        About.PERSON_SEX: "who comes {must} be {one}",
        About.PERSON_SMOKES: "who comes {must} be somebody who smokes",
        About.PERSON_PET: "who comes {must} bring an animal of this kind: {value}",
        About.PERSON_NEED: "who comes {must} need support with {value}",
        About.PERSON_AGE_AT_LEAST: "who comes {must} be {value} or older",
        About.PERSON_AGE_AT_MOST: "who comes {must} be {value} or younger",
        About.PERSON_WAKING_NIGHTS: "who comes {must} need somebody awake at night",
    }
)

_ASKS: Final[Mapping[About, str]] = MappingProxyType(
    {
        About.HOME_SMOKES: "Does anybody smoke in this home?",
        About.HOME_PET: "Is there an animal of this kind in this home: {value}?",
        About.HOME_CHILDREN: "Do children live in this home?",
        About.HOME_SEX: "Is there {one} in this home?",
        About.CARER_SEX_ALL: "Are the carers all {several}?",
        About.CARER_SEX_ANY: "Is there {one} among the carers?",
        About.CARER_LANGUAGE: "Does a carer speak {name}?",
        About.CARER_FAITH: "Is there a carer whose faith is {name}?",
        About.CARER_DRIVES: "Does a carer drive people?",
        About.HOME_FAITH: "Is the faith of this home {name}?",
        About.HOME_PACE: "Is the pace of this home {value}?",
        About.HOME_NEIGHBOURHOOD: "In which neighbourhood is this home?",
        About.HOME_OTHERS: "Do other supported people live in this home?",
        About.PERSON_SEX: "Is the person {one}?",
        About.PERSON_SMOKES: "Does the person smoke?",
        About.PERSON_PET: "Would the person bring an animal of this kind: {value}?",
        About.PERSON_NEED: "Does the person need support with {value}?",
        About.PERSON_AGE_AT_LEAST: "When was the person born?",
        About.PERSON_AGE_AT_MOST: "When was the person born?",
        About.PERSON_WAKING_NIGHTS: "Does the person need somebody awake at night?",
    }
)


def say(wish: Wish, *, whose: str) -> str:
    """A must as a sentence, with whose it is."""
    must = "must" if wish.strength is Strength.MUST else "must not"
    return f"{whose} said {_filled(_SAYS[wish.about], wish, must=must)}"


def question_about(wish: Wish, about: About | None = None) -> str:
    """The question that settles a wish whose fact is not known; `about` where the fact is another's."""
    return _filled(_ASKS[about or wish.about], wish)


def named(word: str) -> str:
    """A language, a faith or a neighbourhood as a sentence has it; registers write small letters."""
    first, *others = word.split() or [""]
    return " ".join([_capital(first), *(each if each in _SMALL else _capital(each) for each in others)])


_SMALL: Final = frozenset({"and", "in", "of", "on", "the"})


def _capital(word: str) -> str:
    return word.capitalize() if word.islower() else word


def _filled(template: str, wish: Wish, **words: str) -> str:
    value = wish.value or ""
    sexes = {}
    if ABOUT[wish.about] is ValueKind.SEX:
        sexes = {"one": ONE[Sex(value)], "several": SEVERAL[Sex(value)]}
    return template.format(value=value, name=named(value), **sexes, **words)
