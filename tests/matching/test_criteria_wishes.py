"""Criteria of what people said must or must not be: the person's, the household's and the residents'."""

from __future__ import annotations

from datetime import date

import pytest
from builders import (
    LONG_AGO,
    ON,
    a_carer,
    a_home,
    a_household,
    a_person,
    a_request,
    a_wish,
    an_approval,
    an_arrangement,
    day,
)
from pairs import a_context, asks, broken, met, outcome, silent

from sharedlives.dates import Stay
from sharedlives.domain.answer import Answer
from sharedlives.domain.household import HouseholdMember, Pet
from sharedlives.domain.person import ThingToPlanFor
from sharedlives.domain.wish import ABOUT, About, ValueKind
from sharedlives.domain.words import CarerRole, Kind, NightSupport, Sex, Strength
from sharedlives.matching.criteria.wish_words import TOPIC, named, question_about, say
from sharedlives.matching.criteria.wishes import OF_THE_HOME, OF_WHO_COMES, about_who_comes, towards
from sharedlives.matching.judging import AskWhom
from sharedlives.matching.when import possible_times

MUST_NOT, PREFER, AVOID = Strength.MUST_NOT, Strength.PREFER, Strength.AVOID
BREAK = a_request(kind=Kind.SHORT_BREAK)
TUESDAYS = a_request(kind=Kind.DAY_SUPPORT)
OUTREACH = a_request(kind=Kind.OUTREACH)
RESIDENT = an_arrangement(person_id="P2")


def wishing(*stated, **changes):
    """P1 with one wish, or with several."""
    wishes = [a_wish(*stated)] if isinstance(stated[0], About) else stated
    return a_person(wishes=tuple(wishes), **changes)


def asking(*stated, **changes):
    """H1 with one wish of who comes, or with several."""
    wishes = [a_wish(*stated)] if isinstance(stated[0], About) else stated
    return a_home(wishes=tuple(wishes), **changes)


def resident(*stated, **changes):
    """P2, who lives in H1, with one wish."""
    return (RESIDENT, a_person("P2", wishes=(a_wish(*stated),), **changes))


def unsaid(**carer):
    """H1 with a carer of whom something is not known."""
    return (a_household(), a_carer("C-H1", **carer), an_approval())


VALUES = {ValueKind.YES: None, ValueKind.WORD: "quiet", ValueKind.SEX: "male", ValueKind.NUMBER: "40"}


@pytest.mark.parametrize("about", About)
def test_everything_a_wish_may_be_about_is_read_of_a_home_or_of_who_comes_and_has_its_words(about):
    assert about in OF_THE_HOME or about in OF_WHO_COMES
    assert (about in OF_THE_HOME) == (about in TOPIC)
    wish = a_wish(about, VALUES[ABOUT[about]])
    assert say(wish, whose="the person").startswith("the person said ")
    assert question_about(wish).endswith("?")


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("punjabi", "Punjabi"),
        ("isle of  man", "Isle of Man"),
        ("BSL", "BSL"),
        ("the moor", "The Moor"),
        ("", ""),
    ],
)
def test_a_name_is_written_with_capitals_whatever_a_register_writes(word, written):
    assert named(word) == written


@pytest.mark.parametrize("about", [about for about in About if about in OF_THE_HOME])
def test_a_wish_that_only_helps_to_choose_bars_nothing(about):
    code = f"wish-{about.name.lower().replace('_', '-')}"
    for strength in (PREFER, AVOID):
        wish = a_wish(about, VALUES[ABOUT[about]], strength)
        assert outcome(code, a_person(wishes=(wish,))).answer is Answer.NOT_APPLICABLE


# What the person wishes of a home


def test_a_home_without_smoke():
    no_smoke = wishing(About.HOME_SMOKES, None, MUST_NOT)
    met("wish-home-smokes", no_smoke)
    met("wish-home-smokes", wishing(About.HOME_SMOKES), a_home(smokes=True))
    broken(
        "wish-home-smokes",
        "the person said it must not be a home where somebody smokes",
        no_smoke,
        a_home(smokes=True),
    )
    broken(
        "wish-home-smokes",
        "the person said it must be a home where somebody smokes",
        wishing(About.HOME_SMOKES),
    )
    asks(
        "wish-home-smokes",
        "Does anybody smoke in this home?",
        AskWhom.HOUSEHOLD,
        no_smoke,
        a_home(smokes=None),
    )
    asks(
        "wish-home-smokes",
        "Does anybody smoke in this home?",
        AskWhom.REGISTER,
        no_smoke,
        a_home(smokes=None),
        not_kept=frozenset({"household.smokes"}),
    )
    silent("wish-home-smokes", a_home(smokes=None))


@pytest.mark.parametrize("smokes", [False, None])
def test_a_resident_who_smokes_smokes_in_the_home(smokes):
    no_smoke = wishing(About.HOME_SMOKES, None, MUST_NOT)
    broken(
        "wish-home-smokes",
        "the person said it must not be a home where somebody smokes",
        no_smoke,
        a_home(smokes=smokes),
        RESIDENT,
        a_person("P2", smokes=True),
    )
    met("wish-home-smokes", no_smoke, RESIDENT, a_person("P2", smokes=None))


def test_an_animal_in_the_home():
    no_dog = wishing(About.HOME_PET, "dog", MUST_NOT)
    cat, dog = Pet(kind="cat"), Pet(kind="dog")
    met("wish-home-pet", no_dog, a_home(pets=(cat,)))
    met("wish-home-pet", wishing(About.HOME_PET, "dog"), a_home(pets=(dog, cat)))
    broken(
        "wish-home-pet",
        "the person said there must not be an animal of this kind in the home: dog",
        no_dog,
        a_home(pets=(dog,)),
    )
    asks(
        "wish-home-pet",
        "Is there an animal of this kind in this home: dog?",
        AskWhom.HOUSEHOLD,
        no_dog,
        a_home(pets=None),
    )
    silent("wish-home-pet", a_home(pets=(dog,)))


def test_the_animal_of_a_resident_is_in_the_home_and_ones_own_is_not():
    no_dog = wishing(About.HOME_PET, "dog", MUST_NOT, own_pet="dog")
    broken(
        "wish-home-pet",
        "the person said there must not be an animal of this kind in the home: dog",
        no_dog,
        a_home(pets=None),
        RESIDENT,
        a_person("P2", own_pet="dog"),
    )
    met("wish-home-pet", no_dog, BREAK, an_arrangement(kind=Kind.DAY_SUPPORT))


def test_children_in_the_home():
    none = wishing(About.HOME_CHILDREN, None, MUST_NOT)
    child = a_home(members=(HouseholdMember(id="M1", age=9, age_seen_on=ON),))
    met("wish-home-children", none)
    met("wish-home-children", wishing(About.HOME_CHILDREN), child)
    broken("wish-home-children", "the person said there must not be children in the home", none, child)
    asks(
        "wish-home-children",
        "Do children live in this home?",
        AskWhom.HOUSEHOLD,
        none,
        a_home(members=None),
    )
    silent("wish-home-children", child)


def test_an_age_seen_long_ago_ages_with_the_years_and_is_asked_after_where_one_year_decides():
    none = wishing(About.HOME_CHILDREN, None, MUST_NOT)

    def home(age: int, seen: date):
        return a_home(members=(HouseholdMember(id="M1", age=age, age_seen_on=seen),))

    # 16 two years ago is 18 or 19 now; 16 a year ago is 17 or 18.
    met("wish-home-children", none, home(16, date(2024, 11, 16)))
    asks(
        "wish-home-children",
        "Do children live in this home?",
        AskWhom.HOUSEHOLD,
        none,
        home(16, date(2025, 11, 16)),
    )
    broken(
        "wish-home-children",
        "the person said there must not be children in the home",
        none,
        home(15, date(2025, 11, 16)),
    )


def test_women_or_men_in_the_home():
    no_man = wishing(About.HOME_SEX, "male", MUST_NOT)
    sentence = "the person said there must not be a man in the home"
    met("wish-home-sex", no_man)
    met("wish-home-sex", wishing(About.HOME_SEX, "female"))
    broken("wish-home-sex", sentence, no_man, a_carer("C2", sex=Sex.MALE, role=CarerRole.SUPPORT))
    broken("wish-home-sex", sentence, no_man, a_home(members=(HouseholdMember(id="M1", sex=Sex.MALE),)))
    broken("wish-home-sex", sentence, no_man, RESIDENT, a_person("P2", sex=Sex.MALE))
    broken(
        "wish-home-sex",
        "the person said there must be a man in the home",
        wishing(About.HOME_SEX, "male"),
    )
    silent("wish-home-sex")


def test_a_man_who_wishes_to_be_the_only_one_is_not_in_his_own_way():
    no_man = wishing(About.HOME_SEX, "male", MUST_NOT, sex=Sex.MALE)
    met("wish-home-sex", no_man, BREAK, an_arrangement(kind=Kind.DAY_SUPPORT))


def test_who_lives_in_the_home_is_asked_after_where_somebodys_sex_is_not_known():
    no_man, question = wishing(About.HOME_SEX, "male", MUST_NOT), "Is there a man in this home?"
    somebody = a_home(members=(HouseholdMember(id="M1"),))
    asks("wish-home-sex", question, AskWhom.HOUSEHOLD, no_man, somebody)
    asks("wish-home-sex", question, AskWhom.HOUSEHOLD, no_man, a_home(members=None))
    asks("wish-home-sex", question, AskWhom.HOUSEHOLD, no_man, unsaid(sex=None))
    for fact in ("carer.sex", "household.members"):
        asks(
            "wish-home-sex",
            question,
            AskWhom.REGISTER,
            no_man,
            a_home(members=None),
            not_kept=frozenset({fact}),
        )


def test_carers_who_are_all_women():
    women = wishing(About.CARER_SEX_ALL, "female")
    sentence = "the person said the carers must all be women"
    met("wish-carer-sex-all", women)
    met("wish-carer-sex-all", women, a_carer("C2", sex=Sex.MALE, role=CarerRole.SUPPORT))
    broken("wish-carer-sex-all", sentence, women, a_carer("C2", sex=Sex.MALE))
    broken("wish-carer-sex-all", sentence, women, a_carer("C2", sex=Sex.MALE), a_carer("C3", sex=None))
    asks("wish-carer-sex-all", "Are the carers all women?", AskWhom.HOUSEHOLD, women, a_carer("C2", sex=None))
    asks("wish-carer-sex-all", "Are the carers all women?", AskWhom.HOUSEHOLD, women, a_household())
    asks(
        "wish-carer-sex-all",
        "Are the carers all women?",
        AskWhom.REGISTER,
        women,
        unsaid(sex=None),
        not_kept=frozenset({"carer.sex"}),
    )
    silent("wish-carer-sex-all", unsaid(sex=None))


def test_a_man_among_the_carers():
    man = wishing(About.CARER_SEX_ANY, "male")
    met("wish-carer-sex-any", man, a_carer("C2", sex=Sex.MALE), a_carer("C3", sex=None))
    met("wish-carer-sex-any", wishing(About.CARER_SEX_ANY, "male", MUST_NOT))
    broken("wish-carer-sex-any", "the person said there must be a man among the carers", man)
    broken(
        "wish-carer-sex-any",
        "the person said there must not be a man among the carers",
        wishing(About.CARER_SEX_ANY, "male", MUST_NOT),
        a_carer("C2", sex=Sex.MALE),
    )
    asks(
        "wish-carer-sex-any",
        "Is there a man among the carers?",
        AskWhom.HOUSEHOLD,
        man,
        a_carer("C2", sex=None),
    )
    silent("wish-carer-sex-any")


def test_a_carer_who_speaks_a_language():
    welsh = wishing(About.CARER_LANGUAGE, "welsh")
    met("wish-carer-language", welsh, a_home(languages=frozenset({"welsh"})))
    broken("wish-carer-language", "the person said there must be a carer who speaks Welsh", welsh)
    asks(
        "wish-carer-language",
        "Does a carer speak Welsh?",
        AskWhom.HOUSEHOLD,
        welsh,
        a_household(languages=None),
        a_carer("C-H1", languages=None),
        not_kept=frozenset({"household.languages"}),
    )
    asks(
        "wish-carer-language",
        "Does a carer speak Welsh?",
        AskWhom.REGISTER,
        welsh,
        a_household(languages=None),
        a_carer("C-H1", languages=None),
        not_kept=frozenset({"household.languages", "carer.languages"}),
    )
    silent("wish-carer-language", a_home(languages=None))


def test_a_carer_of_a_faith():
    faith = wishing(About.CARER_FAITH, "muslim")
    met("wish-carer-faith", faith, unsaid(faith="Muslim"))
    broken(
        "wish-carer-faith",
        "the person said there must be a carer whose faith is Muslim",
        faith,
        unsaid(faith="christian"),
    )
    asks(
        "wish-carer-faith",
        "Is there a carer whose faith is Muslim?",
        AskWhom.HOUSEHOLD,
        faith,
    )
    silent("wish-carer-faith")


def test_a_carer_who_drives_people():
    drives = wishing(About.CARER_DRIVES)
    met("wish-carer-drives", drives)
    met("wish-carer-drives", drives, a_home(drives_people=False))  # its carer said that they do
    met("wish-carer-drives", drives, a_home(drives_people=None))
    no_driver = a_carer("C-H1", drives_people=False)
    sentence = "the person said there must be a carer who drives people"
    broken("wish-carer-drives", sentence, drives, a_household(drives_people=False), no_driver)
    broken("wish-carer-drives", sentence, drives, a_household(drives_people=None), no_driver)
    nobody_said = (a_household(drives_people=None), a_carer("C-H1", drives_people=None))
    question = "Does a carer drive people?"
    asks("wish-carer-drives", question, AskWhom.HOUSEHOLD, drives, nobody_said)
    asks("wish-carer-drives", question, AskWhom.HOUSEHOLD, drives, a_household(drives_people=None))
    asks(
        "wish-carer-drives",
        question,
        AskWhom.REGISTER,
        drives,
        nobody_said,
        not_kept=frozenset({"household.drives_people", "carer.drives_people"}),
    )
    silent("wish-carer-drives", nobody_said)


def test_the_faith_of_a_home():
    faith = wishing(About.HOME_FAITH, "church of england")
    met("wish-home-faith", faith, a_home(faith="Church of England"))
    broken(
        "wish-home-faith",
        "the person said it must be a home whose faith is Church of England",
        faith,
        a_home(faith="none"),
    )
    asks("wish-home-faith", "Is the faith of this home Church of England?", AskWhom.HOUSEHOLD, faith)
    silent("wish-home-faith")


def test_the_pace_of_a_home():
    quiet = wishing(About.HOME_PACE, "quiet")
    met("wish-home-pace", quiet, a_home(pace="Quiet"))
    broken(
        "wish-home-pace",
        "the person said it must be a home whose pace is quiet",
        quiet,
        a_home(pace="busy"),
    )
    asks("wish-home-pace", "Is the pace of this home quiet?", AskWhom.HOUSEHOLD, quiet)
    silent("wish-home-pace")


def test_the_neighbourhood_of_a_home():
    todmorden = wishing(About.HOME_NEIGHBOURHOOD, "todmorden")
    met("wish-home-neighbourhood", todmorden, a_home(neighbourhood="Todmorden"))
    broken(
        "wish-home-neighbourhood",
        "the person said it must be a home in Todmorden",
        todmorden,
        a_home(neighbourhood="Elland"),
    )
    asks("wish-home-neighbourhood", "In which neighbourhood is this home?", AskWhom.HOUSEHOLD, todmorden)
    silent("wish-home-neighbourhood")


def test_other_people_supported_in_the_home():
    alone = wishing(About.HOME_OTHERS, None, MUST_NOT)
    other = a_person("P2")
    met("wish-home-others", alone)
    met("wish-home-others", wishing(About.HOME_OTHERS), RESIDENT, other)
    broken(
        "wish-home-others",
        "the person said there must not be other people supported in the home",
        alone,
        RESIDENT,
        other,
    )
    broken(
        "wish-home-others",
        "the person said there must be other people supported in the home",
        wishing(About.HOME_OTHERS),
    )
    silent("wish-home-others", RESIDENT, other)


@pytest.mark.parametrize(("leaves", "is_there"), [(0, False), (1, True)])
def test_who_leaves_on_the_day_is_no_company(leaves, is_there):
    leaving = an_arrangement(person_id="P2", stay=Stay(LONG_AGO, day(leaves)))
    records = (wishing(About.HOME_OTHERS, None, MUST_NOT), leaving, a_person("P2"))
    if is_there:
        broken(
            "wish-home-others",
            "the person said there must not be other people supported in the home",
            *records,
        )
    else:
        met("wish-home-others", *records)


def test_neither_ones_own_days_nor_anybodys_outreach_is_company():
    alone = wishing(About.HOME_OTHERS, None, MUST_NOT)
    met("wish-home-others", alone, an_arrangement(kind=Kind.DAY_SUPPORT), BREAK)
    met("wish-home-others", alone, an_arrangement(person_id="P2", kind=Kind.OUTREACH), a_person("P2"))


def test_of_several_musts_one_broken_decides_and_then_one_not_known():
    no_dog, cat = a_wish(About.HOME_PET, "dog", MUST_NOT), a_wish(About.HOME_PET, "cat")
    met("wish-home-pet", wishing(no_dog, cat), a_home(pets=(Pet(kind="cat"),)))
    broken(
        "wish-home-pet",
        "the person said there must be an animal of this kind in the home: cat",
        wishing(no_dog, cat),
    )
    asks(
        "wish-home-pet",
        "Is there an animal of this kind in this home: dog?",
        AskWhom.HOUSEHOLD,
        wishing(cat, no_dog),
        a_household(pets=None),
        RESIDENT,
        a_person("P2", own_pet="cat"),
    )


def test_with_outreach_the_carers_matter_and_their_home_does_not():
    silent("wish-home-smokes", wishing(About.HOME_SMOKES, None, MUST_NOT), a_home(smokes=True), OUTREACH)
    silent("wish-home-sex", wishing(About.HOME_SEX, "female", MUST_NOT), OUTREACH)
    broken(
        "wish-carer-sex-all",
        "the person said the carers must all be men",
        wishing(About.CARER_SEX_ALL, "male"),
        OUTREACH,
    )


# What a household asks of who comes


def test_a_household_that_asks_for_women():
    women = asking(About.PERSON_SEX, "female")
    met("household-wishes", women)
    broken("household-wishes", "the household said who comes must be a woman", women, a_person(sex=Sex.MALE))
    asks("household-wishes", "Is the person a woman?", AskWhom.PERSON, women, a_person(sex=None))
    asks(
        "household-wishes",
        "Is the person a woman?",
        AskWhom.REGISTER,
        women,
        a_person(sex=None),
        not_kept=frozenset({"person.sex"}),
    )
    silent("household-wishes", a_person(sex=None))
    silent("household-wishes", asking(About.PERSON_SEX, "female", PREFER), a_person(sex=Sex.MALE))


@pytest.mark.parametrize(
    ("wish", "person", "sentence"),
    [
        (
            (About.PERSON_SMOKES, None, MUST_NOT),
            {"smokes": True},
            "who comes must not be somebody who smokes",
        ),
        (
            (About.PERSON_PET, "dog", MUST_NOT),
            {"own_pet": "Dog"},
            "who comes must not bring an animal of this kind: dog",
        ),
        (
            (About.PERSON_NEED, "dementia", MUST_NOT),
            {"needs": frozenset({"dementia"})},
            "who comes must not need support with dementia",
        ),
        (
            (About.PERSON_WAKING_NIGHTS, None, MUST_NOT),
            {"night_support": NightSupport.WAKING},
            "who comes must not need somebody awake at night",
        ),
    ],
)
def test_what_a_household_would_not_have_come(wish, person, sentence):
    home = asking(*wish)
    met("household-wishes", home)
    broken("household-wishes", f"the household said {sentence}", home, a_person(**person))


@pytest.mark.parametrize(
    ("wish", "person", "question"),
    [
        ((About.PERSON_SMOKES, None, MUST_NOT), {"smokes": None}, "Does the person smoke?"),
        (
            (About.PERSON_NEED, "dementia", MUST_NOT),
            {"needs": None},
            "Does the person need support with dementia?",
        ),
        (
            (About.PERSON_WAKING_NIGHTS, None, MUST_NOT),
            {"night_support": None},
            "Does the person need somebody awake at night?",
        ),
        ((About.PERSON_AGE_AT_LEAST, "40"), {"born": None}, "When was the person born?"),
        ((About.PERSON_AGE_AT_MOST, "40"), {"born": None}, "When was the person born?"),
    ],
)
def test_what_nobody_said_of_the_person_is_asked_of_them(wish, person, question):
    asks("household-wishes", question, AskWhom.PERSON, asking(*wish), a_person(**person))


def test_the_ages_a_household_asks_for_include_both_ends():
    # Born on 1 March 1990: 36, and 37 from 1 March 2027.
    birthday = a_request(earliest_start=date(2027, 3, 1))
    eve = a_request(earliest_start=date(2027, 2, 28))
    at_least, at_most = asking(About.PERSON_AGE_AT_LEAST, "37"), asking(About.PERSON_AGE_AT_MOST, "36")
    met("household-wishes", at_least, birthday)
    broken("household-wishes", "the household said who comes must be 37 or older", at_least, eve)
    met("household-wishes", at_most, eve)
    broken("household-wishes", "the household said who comes must be 36 or younger", at_most, birthday)


def test_born_on_a_leap_day_they_are_a_year_older_on_the_first_of_march():
    home, born = asking(About.PERSON_AGE_AT_LEAST, "37"), a_person(born=date(1992, 2, 29))
    eve = a_request(earliest_start=date(2029, 2, 28))
    broken("household-wishes", "the household said who comes must be 37 or older", home, born, eve)
    met("household-wishes", home, born, a_request(earliest_start=date(2029, 3, 1)))


def test_nobody_brings_their_animal_for_the_day():
    no_dog = asking(About.PERSON_PET, "dog", MUST_NOT)
    met("household-wishes", no_dog, a_person(own_pet="dog"), TUESDAYS)


@pytest.mark.parametrize(
    ("wish", "person", "request_changes", "sentence"),
    [
        ((About.HOME_SEX, "male"), {"sex": Sex.MALE}, {}, "there must not be a man in the home"),
        ((About.HOME_SMOKES, None), {"smokes": True}, {}, "it must not be a home where somebody smokes"),
        (
            (About.HOME_PET, "dog"),
            {"own_pet": "dog"},
            {},
            "there must not be an animal of this kind in the home: dog",
        ),
        ((About.HOME_CHILDREN, None), {}, {"children": 1}, "there must not be children in the home"),
    ],
)
def test_what_a_household_would_not_have_in_its_home_binds_who_comes(wish, person, request_changes, sentence):
    home = asking(*wish, MUST_NOT)
    met("household-wishes", home)
    broken(
        "household-wishes",
        f"the household said {sentence}",
        home,
        a_person(**person),
        a_request(**request_changes),
    )


def test_what_a_household_must_have_in_its_home_asks_nothing_of_who_comes():
    silent("household-wishes", asking(About.HOME_PET, "dog"))
    silent("household-wishes", asking(About.HOME_PACE, "quiet"))
    silent("household-wishes", asking(About.HOME_SEX, "male", MUST_NOT), a_person(sex=Sex.MALE), OUTREACH)


def test_a_household_that_would_have_one_person_at_a_time_welcomes_the_first():
    alone = asking(About.HOME_OTHERS, None, MUST_NOT)
    met("household-wishes", alone)
    broken(
        "household-wishes",
        "the household said there must not be other people supported in the home",
        alone,
        RESIDENT,
        a_person("P2"),
    )
    silent("household-wishes", alone, RESIDENT, a_person("P2"), OUTREACH)
    silent("household-wishes", asking(About.HOME_OTHERS))


# What those who live there ask


@pytest.mark.parametrize("about", [About.HOME_SEX, About.PERSON_SEX])
def test_a_resident_who_would_have_no_man_there(about):
    no_man = resident(about, "male", MUST_NOT)
    said = {
        About.HOME_SEX: "there must not be a man in the home",
        About.PERSON_SEX: "who comes must not be a man",
    }
    met("residents-wishes", no_man)
    broken(
        "residents-wishes",
        f"somebody who would be there too said {said[about]}",
        no_man,
        a_person(sex=Sex.MALE),
    )
    asks("residents-wishes", "Is the person a man?", AskWhom.PERSON, no_man, a_person(sex=None))
    asks(
        "residents-wishes",
        "Is the person a man?",
        AskWhom.REGISTER,
        no_man,
        a_person(sex=None),
        not_kept=frozenset({"person.sex"}),
    )


def test_who_is_asked_about_a_residents_wish_is_the_newcomer():
    found = outcome("residents-wishes", resident(About.HOME_SEX, "male", MUST_NOT), a_person(sex=None))
    assert found.about == "P1"


def test_a_resident_who_must_have_a_dog_or_a_woman_carer_asks_nothing_of_who_comes():
    silent("residents-wishes", resident(About.HOME_PET, "dog"))
    silent("residents-wishes", resident(About.CARER_SEX_ALL, "female"), a_person(sex=Sex.MALE))
    silent("residents-wishes", resident(About.HOME_SEX, "male", AVOID), a_person(sex=Sex.MALE))
    silent("residents-wishes", RESIDENT, a_person("P2"))
    silent("residents-wishes")


def test_a_resident_who_must_have_a_woman_come_binds_who_comes():
    broken(
        "residents-wishes",
        "somebody who would be there too said who comes must be a woman",
        resident(About.PERSON_SEX, "female"),
        a_person(sex=Sex.MALE),
    )


def test_a_resident_who_would_live_with_nobody_else():
    alone = resident(About.HOME_OTHERS, None, MUST_NOT)
    broken(
        "residents-wishes",
        "somebody who would be there too said there must not be other people supported in the home",
        alone,
    )
    silent("residents-wishes", alone, OUTREACH)


def test_a_residents_wish_counts_while_they_are_there():
    leaving = an_arrangement(person_id="P2", stay=Stay(LONG_AGO, ON))
    silent("residents-wishes", leaving, a_person("P2", wishes=(a_wish(About.HOME_OTHERS, None, MUST_NOT),)))


def test_nobody_is_bound_by_what_they_wish_of_others_themselves():
    mine = wishing(About.PERSON_SEX, "male", MUST_NOT, sex=Sex.MALE)
    silent("residents-wishes", mine, BREAK, an_arrangement(kind=Kind.DAY_SUPPORT))


def test_a_residents_plan_without_children_holds_for_those_who_come():
    plan = ThingToPlanFor(what="children", not_with_children=True)
    lives_there = (RESIDENT, a_person("P2", to_plan_for=(plan,)))
    sentence = "somebody under 18 would come, and somebody there is not to be with children"
    silent("residents-wishes", lives_there)
    broken("residents-wishes", sentence, lives_there, a_request(children=1))
    broken("residents-wishes", sentence, lives_there, a_request(kind=Kind.PARENT_AND_CHILD))
    # Seventeen until 17 November 2026.
    broken("residents-wishes", sentence, lives_there, a_person(born=date(2008, 11, 17)))
    silent("residents-wishes", lives_there, a_person(born=date(2008, 11, 16)))


def test_a_residents_plan_without_an_animal_holds_for_those_who_bring_one():
    plan = ThingToPlanFor(what="dogs", not_with_animals=frozenset({"dog"}))
    lives_there = (RESIDENT, a_person("P2", to_plan_for=(plan,)))
    broken(
        "residents-wishes",
        "an animal would come (dog), and somebody there is not to be with one",
        lives_there,
        a_person(own_pet="dog"),
    )
    silent("residents-wishes", lives_there, a_person(own_pet="cat"))
    silent("residents-wishes", lives_there, a_person(own_pet="dog"), TUESDAYS)


def test_of_two_residents_a_no_counts_before_a_question():
    not_known = a_person(sex=None, smokes=True)
    others = (
        an_arrangement("A1", person_id="P2"),
        an_arrangement("A2", person_id="P3"),
        a_person("P2", wishes=(a_wish(About.HOME_SEX, "male", MUST_NOT),)),
        a_person("P3", wishes=(a_wish(About.HOME_SMOKES, None, MUST_NOT),)),
    )
    broken(
        "residents-wishes",
        "somebody who would be there too said it must not be a home where somebody smokes",
        not_known,
        others,
    )


# Between two who may both come


def test_a_wish_of_the_home_binds_another_newcomer():
    context = a_context(a_person(sex=Sex.MALE), a_request())
    request = context.scheme.request("R1")
    newcomer = context.asking(request, possible_times(request, ON)[0])
    no_man = a_person("P2", wishes=(a_wish(About.HOME_SEX, "male", MUST_NOT),))
    found = towards(no_man, newcomer, context)
    assert found.answer is Answer.BROKEN
    assert found.sentence == "somebody who would be there too said there must not be a man in the home"


def test_what_a_wish_reads_of_who_comes():
    assert about_who_comes(a_wish(About.HOME_SEX, "male", MUST_NOT)) is About.PERSON_SEX
    assert about_who_comes(a_wish(About.HOME_SEX, "male", AVOID)) is About.PERSON_SEX
    assert about_who_comes(a_wish(About.HOME_SEX, "male")) is None
    assert about_who_comes(a_wish(About.PERSON_NEED, "autism")) is About.PERSON_NEED
    assert about_who_comes(a_wish(About.HOME_PACE, "quiet", MUST_NOT)) is None
