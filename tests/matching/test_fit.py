"""Fit: what each part reads, how parts are weighed, and what is not known stands as."""

from __future__ import annotations

import pytest
from builders import (
    LONG_AGO,
    ON,
    TOWN,
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
from hypothesis import given
from hypothesis import strategies as st
from pairs import a_context, a_pair, a_whole_scheme

from sharedlives.dates import Stay
from sharedlives.domain.carer import KindNumber
from sharedlives.domain.household import Pet
from sharedlives.domain.person import Connection
from sharedlives.domain.place import Grid, GridReference, Place
from sharedlives.domain.policy import FitPart, Policy, Weighted
from sharedlives.domain.wish import About
from sharedlives.domain.words import CarerRole, Kind, Sex, Strength
from sharedlives.matching.fit import Fit, PartOfFit, whole
from sharedlives.matching.fit_parts import SCORERS
from sharedlives.matching.options import is_plannable, judge_pair
from sharedlives.matching.scores import half_up
from sharedlives.matching.sides import Context
from sharedlives.matching.when import possible_times

PREFER, AVOID = Strength.PREFER, Strength.AVOID
OUTREACH = (
    a_request(kind=Kind.OUTREACH),
    an_approval(terms={"numbers": (KindNumber(kind=Kind.OUTREACH, number=1),)}),
)
P2 = a_person("P2")
THERE = an_arrangement(person_id="P2")


def fit(*records, **settings) -> Fit:
    found = a_pair(a_context(*records, **settings)).fit
    assert found is not None
    return found


def part(which: FitPart, *records, **settings) -> PartOfFit | None:
    """The one part of the fit of R1 with H1, or None where it does not count."""
    found = [each for each in fit(*records, **settings).parts if each.part is which]
    assert len(found) < 2
    return found[0] if found else None


def scores(which: FitPart, low: int, mid: int, high: int, sentence: str, *records, **settings) -> None:
    """A part has this range and this sentence; it asks something just where it is a range."""
    found = part(which, *records, **settings)
    assert found is not None
    assert (found.low, found.mid, found.high, found.sentence) == (low, mid, high, sentence)
    assert bool(found.questions) == (low < high)


def asked(which: FitPart, *records, **settings) -> tuple[str, ...]:
    found = part(which, *records, **settings)
    assert found is not None
    return found.questions


def uncounted(which: FitPart, *records, **settings) -> None:
    """A part does not count at all."""
    assert part(which, *records, **settings) is None


def wishing(*wishes, **changes):
    return a_person(wishes=tuple(a_wish(*wish) for wish in wishes), **changes)


def test_every_part_has_one_function_that_scores_it():
    assert set(SCORERS) == set(FitPart)


def test_where_nobody_said_anything_it_is_fifty_of_nought_to_a_hundred():
    found = fit(a_person(languages=None))
    assert (found.low, found.mid, found.high, found.parts) == (0, 50, 100, ())


# What the person would like, or rather not have

LIKED = "of their wishes"


def test_what_they_would_like_counts_each_by_its_own_weight():
    quiet = a_wish(About.HOME_PACE, "quiet", PREFER, weight=3)
    no_smoke = a_wish(About.HOME_SMOKES, None, AVOID, weight=1)
    person = a_person(wishes=(quiet, no_smoke))
    own = FitPart.OWN_WISHES
    scores(own, 100, 100, 100, f"2 of 2 {LIKED}", person, a_home(pace="quiet"))
    scores(own, 75, 75, 75, f"1 of 2 {LIKED}", person, a_home(pace="quiet", smokes=True))
    scores(own, 0, 0, 0, f"0 of 2 {LIKED}", person, a_home(pace="busy", smokes=True))
    # Not known of 3 in 4: 25 certain, and 75 more at best; halfway 62.5, half up.
    scores(own, 25, 63, 100, f"1 of 2 {LIKED}", person, a_home(pace=None))
    assert asked(own, person, a_home(pace=None)) == ("Is the pace of this home quiet?",)


def test_musts_are_no_part_of_fit_and_what_a_register_does_not_keep_is_none():
    must = wishing((About.HOME_SMOKES, None, Strength.MUST_NOT))
    uncounted(FitPart.OWN_WISHES, must)
    prefer = wishing((About.HOME_PACE, "quiet", PREFER))
    uncounted(FitPart.OWN_WISHES, prefer, not_kept=frozenset({"household.pace"}))
    uncounted(FitPart.OWN_WISHES)


def test_a_home_nobody_enters_is_no_part_of_fit():
    wishes = wishing(
        (About.HOME_SMOKES, None, AVOID),
        (About.HOME_PET, "dog", PREFER),
        pace="quiet",
        connections=(Connection(id="X1", place=TOWN),),
    )
    home = a_home(pace="quiet")
    for which in (FitPart.OWN_WISHES, FitPart.PETS, FitPart.PACE, FitPart.CONNECTIONS):
        assert part(which, wishes, home) is not None
        uncounted(which, wishes, home, OUTREACH)
    scores(
        FitPart.OWN_WISHES,
        100,
        100,
        100,
        f"1 of 1 {LIKED}",
        wishing((About.CARER_DRIVES, None, PREFER)),
        OUTREACH,
    )


def test_animals_are_a_part_of_their_own():
    said = "of their wishes about animals"
    dog = wishing((About.HOME_PET, "dog", PREFER))
    scores(FitPart.PETS, 100, 100, 100, f"1 of 1 {said}", dog, a_home(pets=(Pet(kind="dog"),)))
    scores(FitPart.PETS, 0, 0, 0, f"0 of 1 {said}", dog, a_home(pets=()))
    scores(FitPart.PETS, 0, 50, 100, f"0 of 1 {said}", dog, a_home(pets=None))
    uncounted(FitPart.PETS)
    uncounted(FitPart.OWN_WISHES, dog)


# What the household and those who live there would like

OTHERS = "of the wishes of those who live there"


def test_what_a_household_and_its_residents_would_like_counts_together():
    home = a_home(wishes=(a_wish(About.PERSON_SEX, "female", PREFER),))
    quiet = a_person("P2", wishes=(a_wish(About.PERSON_SMOKES, None, AVOID),))
    others = FitPart.OTHERS_WISHES
    scores(others, 100, 100, 100, f"2 of 2 {OTHERS}", home, THERE, quiet)
    scores(others, 50, 50, 50, f"1 of 2 {OTHERS}", home, THERE, quiet, a_person(sex=Sex.MALE))
    scores(others, 0, 25, 50, f"0 of 2 {OTHERS}", home, THERE, quiet, a_person(sex=Sex.MALE, smokes=None))
    scores(others, 100, 100, 100, f"1 of 1 {OTHERS}", home, THERE, quiet, OUTREACH)
    uncounted(others)


def test_what_a_resident_would_rather_not_have_in_the_home_is_read_of_who_comes():
    no_man = a_person("P2", wishes=(a_wish(About.HOME_SEX, "male", AVOID),))
    scores(FitPart.OTHERS_WISHES, 0, 0, 0, f"0 of 1 {OTHERS}", THERE, no_man, a_person(sex=Sex.MALE))
    assert asked(FitPart.OTHERS_WISHES, THERE, no_man, a_person(sex=None)) == ("Is the person a man?",)
    uncounted(FitPart.OTHERS_WISHES, THERE, a_person("P2", wishes=(a_wish(About.HOME_PET, "dog", PREFER),)))


def test_what_a_register_does_not_keep_of_people_is_no_part_of_what_others_would_like():
    home = a_home(wishes=(a_wish(About.PERSON_SMOKES, None, AVOID),))
    uncounted(FitPart.OTHERS_WISHES, home, a_person(smokes=None), not_kept=frozenset({"person.smokes"}))


def test_a_household_that_would_rather_have_one_at_a_time_welcomes_the_first():
    home = a_home(wishes=(a_wish(About.HOME_OTHERS, None, AVOID),))
    uncounted(FitPart.OTHERS_WISHES, home)
    scores(FitPart.OTHERS_WISHES, 0, 0, 0, f"0 of 1 {OTHERS}", home, THERE, P2)


def test_nobody_is_measured_by_what_they_would_like_of_others_themselves():
    mine = wishing((About.PERSON_SEX, "male", AVOID), sex=Sex.MALE)
    day_guest = an_arrangement(kind=Kind.DAY_SUPPORT)
    uncounted(FitPart.OTHERS_WISHES, mine, day_guest, a_request(kind=Kind.SHORT_BREAK))


def test_what_a_household_would_have_in_its_home_says_nothing_of_outreach():
    uncounted(FitPart.OTHERS_WISHES, a_home(wishes=(a_wish(About.HOME_SEX, "male", AVOID),)), OUTREACH)


# Near what matters to them


def at(miles: float) -> Place:
    reference = TOWN.grid_reference
    assert reference is not None
    return Place(
        grid_reference=GridReference(
            grid=Grid.BRITISH,
            easting=reference.easting + round(1609.344 * miles),
            northing=reference.northing,
        )
    )


def near(*places: Place, miles: int | None = None):
    return a_person(
        connections=tuple(
            Connection(id=f"X{number}", place=place, limit_miles=miles) for number, place in enumerate(places)
        )
    )


@pytest.mark.parametrize(
    ("miles", "limit", "points", "said"),
    [
        (0, None, 100, "less than a mile"),
        (10, None, 50, "about 10 miles"),
        (20, None, 0, "about 20 miles"),
        (60, None, 0, "about 60 miles"),
        (1.2, 2, 70, "about 1 mile"),
        (2, 2, 50, "about 2 miles"),
        (4, 2, 0, "about 4 miles"),
        (2.1, None, 89, "about 2 miles"),  # 10.5 off, half up
        (10, 0, 50, "about 10 miles"),
    ],
)
def test_next_door_is_a_hundred_and_the_distance_named_is_fifty(miles, limit, points, said):
    sentence = f"{said} (straight line) from what matters to them"
    scores(FitPart.CONNECTIONS, points, points, points, sentence, near(at(miles), miles=limit))


def test_of_several_things_that_matter_each_counts_the_same():
    sentence = "less than a mile (straight line); about 10 miles (straight line) from what matters to them"
    scores(FitPart.CONNECTIONS, 75, 75, 75, sentence, near(at(0), at(10)))


def test_how_far_is_asked_where_the_home_is_nowhere():
    nowhere = a_home(place=Place())
    found = "not known how far from what matters to them"
    scores(FitPart.CONNECTIONS, 0, 50, 100, found, near(at(0)), nowhere)
    scores(FitPart.CONNECTIONS, 0, 50, 100, found, near(at(0), at(1)), nowhere)
    question = "How far is it from what matters to the person?"
    assert asked(FitPart.CONNECTIONS, near(at(0), at(1)), nowhere) == (question,)


def test_what_is_nowhere_is_near_nothing():
    uncounted(FitPart.CONNECTIONS, near(Place()))
    uncounted(FitPart.CONNECTIONS)


def test_miles_of_a_hosts_own_are_said_as_miles():
    request = a_request()
    context = Context(a_whole_scheme(near(at(0)), request), ON, Policy(), travel=lambda *_: 10.0)
    found = judge_pair(context, request, "H1", possible_times(request, ON)[0]).fit
    assert found is not None
    assert [p.sentence for p in found.parts if p.part is FitPart.CONNECTIONS] == [
        "about 10 miles from what matters to them"
    ]


# Interests, language and faith, pace, experience


def test_interests_in_common():
    likes = a_person(interests=frozenset({"music", "football", "cooking"}))

    def home(*interests: str):
        return a_home(interests=frozenset(interests))

    shared = FitPart.INTERESTS
    scores(
        shared,
        100,
        100,
        100,
        "in common: cooking, football, music",
        likes,
        home("music", "cooking", "football"),
    )
    scores(shared, 67, 67, 67, "in common: cooking, music", likes, home("music", "cooking", "cars"))
    scores(shared, 0, 0, 0, "no interest in common stated", likes, home())
    scores(shared, 0, 50, 100, "interests of the household not known", likes, a_home(interests=None))
    uncounted(shared, likes, not_kept=frozenset({"household.interests"}))
    uncounted(shared, a_person(interests=None), home("music"))


def test_a_language_and_a_faith_in_common():
    person = a_person(languages=frozenset({"welsh", "urdu"}), faith="Muslim")
    which = FitPart.LANGUAGE_AND_FAITH
    welsh = frozenset({"welsh"})
    both = "a language in common; the same faith"
    scores(which, 100, 100, 100, both, person, a_home(languages=welsh, faith="muslim"))
    one = "no language in common stated; the same faith"
    scores(which, 50, 50, 50, one, person, a_home(faith="muslim"))
    none = "no language in common stated; not the same faith"
    scores(which, 0, 0, 0, none, person, a_home(faith="christian"))
    unsaid = "a language in common; faith of the household not known"
    scores(which, 50, 75, 100, unsaid, person, a_home(languages=welsh))
    asked_for = "languages of the household not known; faith of the household not known"
    silent = (a_household(languages=None), a_carer("C-H1", languages=None), an_approval())
    scores(which, 0, 50, 100, asked_for, person, silent)


def test_what_a_carer_speaks_is_spoken_there():
    person = a_person(languages=frozenset({"urdu"}))
    home = (a_household(languages=None), a_carer("C-H1", languages=frozenset({"urdu"})), an_approval())
    scores(FitPart.LANGUAGE_AND_FAITH, 100, 100, 100, "a language in common", person, home)


def test_language_and_faith_count_as_far_as_they_are_kept_and_stated():
    person = a_person(faith="muslim")
    no_languages = frozenset({"household.languages", "carer.languages"})
    which = FitPart.LANGUAGE_AND_FAITH
    scores(which, 100, 100, 100, "the same faith", person, a_home(faith="Muslim"), not_kept=no_languages)
    scores(which, 100, 100, 100, "a language in common", person, not_kept=frozenset({"household.faith"}))
    uncounted(which, a_person(languages=None))


def test_a_pace_of_life():
    quiet = a_person(pace="Quiet")
    scores(FitPart.PACE, 100, 100, 100, "a pace of life that is theirs", quiet, a_home(pace="quiet"))
    scores(FitPart.PACE, 0, 0, 0, "another pace of life", quiet, a_home(pace="busy"))
    scores(FitPart.PACE, 0, 50, 100, "pace of the home not known", quiet)
    uncounted(FitPart.PACE, quiet, not_kept=frozenset({"household.pace"}))
    uncounted(FitPart.PACE, a_home(pace="quiet"))


def test_the_carers_experience_with_this_support():
    person = a_person(needs=frozenset({"autism", "epilepsy"}))

    def carer(*supported: str, of: str = "C-H1"):
        return a_carer(of, experience=frozenset(supported))

    which = FitPart.EXPERIENCE
    both = "experience with autism, epilepsy"
    scores(which, 100, 100, 100, both, person, carer("autism"), carer("epilepsy", of="C2"))
    scores(which, 50, 50, 50, "experience with autism", person, carer("autism", "dementia"))
    scores(which, 0, 0, 0, "experience with other support", person, carer())
    scores(which, 0, 50, 100, "the carers' experience not known", person, a_carer("C-H1", experience=None))
    uncounted(which, person, not_kept=frozenset({"carer.experience"}))
    uncounted(which, a_person(needs=None), carer("autism"))


def test_what_one_of_two_carers_has_not_said_may_be_more_experience_and_never_less():
    person = a_person(needs=frozenset({"autism", "epilepsy"}))
    silent = a_carer("C2", experience=None)
    one = a_carer("C-H1", experience=frozenset({"autism"}))
    all_of_it = a_carer("C-H1", experience=frozenset({"autism", "epilepsy"}))
    scores(FitPart.EXPERIENCE, 50, 75, 100, "experience with autism", person, one, silent)
    scores(FitPart.EXPERIENCE, 100, 100, 100, "experience with autism, epilepsy", person, all_of_it, silent)
    support = a_carer("C2", role=CarerRole.SUPPORT, experience=None)
    scores(FitPart.EXPERIENCE, 50, 50, 50, "experience with autism", person, one, support)


# Known to each other, and the neighbourhood


def test_those_who_have_stayed_before_know_each_other():
    before = Stay(LONG_AGO, day(-300))
    here = an_arrangement(kind=Kind.SHORT_BREAK, stay=before)
    homes = (*a_home("H1"), *a_home("H2"))
    elsewhere = an_arrangement(kind=Kind.SHORT_BREAK, household_id="H2", stay=before)
    scores(FitPart.KNOWN, 100, 100, 100, "they know each other", here)
    scores(FitPart.KNOWN, 0, 0, 0, "they do not know each other yet", homes, elsewhere)
    uncounted(FitPart.KNOWN)


@pytest.mark.parametrize(("arrives", "counts"), [(0, True), (1, False)])
def test_a_stay_makes_two_known_to_each_other_from_its_first_day(arrives, counts):
    stay = an_arrangement(kind=Kind.SHORT_BREAK, stay=Stay(day(arrives), day(9)))
    found = part(FitPart.KNOWN, stay, a_request(earliest_start=day(20)))
    assert (found is not None) is counts


def test_their_own_neighbourhood():
    person = a_person(neighbourhood="todmorden")
    which = FitPart.NEIGHBOURHOOD
    here, there = a_home(neighbourhood="Todmorden"), a_home(neighbourhood="Elland")
    scores(which, 100, 100, 100, "in their own neighbourhood", person, here)
    scores(which, 0, 0, 0, "in another neighbourhood", person, there)
    scores(which, 0, 50, 100, "neighbourhood of the home not known", person)
    scores(which, 100, 100, 100, "in their own neighbourhood", a_request(neighbourhood="Todmorden"), here)
    uncounted(which, person, here, not_kept=frozenset({"household.neighbourhood"}))
    uncounted(which, here)


# The whole

QUIET_MUSICAL = a_person(languages=None, pace="quiet", interests=frozenset({"music"}))


def test_parts_count_by_their_weights():
    # Pace 2 and interests 3: 100 and 0 are 40.
    found = fit(QUIET_MUSICAL, a_home(pace="quiet"))
    assert (found.low, found.mid, found.high) == (40, 40, 40)
    assert {each.part: each.weight for each in found.parts} == {FitPart.PACE: 2, FitPart.INTERESTS: 3}


def test_a_persons_own_weights_take_the_place_of_the_policys():
    own = (Weighted(part=FitPart.PACE, weight=9), Weighted(part=FitPart.NEIGHBOURHOOD, weight=0))
    person = a_person(
        languages=None, pace="quiet", interests=frozenset({"music"}), neighbourhood="elland", fit_weights=own
    )
    # Pace 9 and interests, as the policy has it, 3: 100 and 0 are 75; the neighbourhood counts for nothing.
    found = fit(person, a_home(pace="quiet", neighbourhood="Todmorden"))
    assert found.mid == 75
    assert FitPart.NEIGHBOURHOOD not in {each.part for each in found.parts}


def test_a_part_that_a_policy_leaves_out_does_not_count():
    only_pace = Policy(weights=(Weighted(part=FitPart.PACE, weight=1),))
    assert fit(QUIET_MUSICAL, a_home(pace="quiet"), policy=only_pace).mid == 100
    nothing = fit(QUIET_MUSICAL, a_home(pace="quiet"), policy=Policy(weights=()))
    assert (nothing.low, nothing.mid, nothing.high, nothing.parts) == (0, 50, 100, ())


def test_what_is_not_known_counts_as_fifty_is_listed_and_opens_the_range():
    # Pace 2 not known, interests 3 at 100: 60 at worst, 80 with fifty, 100 at best.
    found = fit(QUIET_MUSICAL, a_home(interests=frozenset({"music"})))
    assert (found.low, found.mid, found.high) == (60, 80, 100)
    questions = [question for each in found.parts for question in each.questions]
    assert questions == ["Is this a quiet home or a busy one?"]


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(0, 7, 0), (1, 2, 1), (3, 7, 0), (4, 7, 1), (125, 10, 13), (124, 10, 12)],
)
def test_a_half_is_rounded_up(numerator, denominator, rounded):
    assert half_up(numerator, denominator) == rounded


def _a_part(low: int, mid: int, high: int, weight: int = 1) -> PartOfFit:
    return PartOfFit(part=FitPart.PACE, weight=weight, low=low, mid=mid, high=high, sentence="")


def test_one_known_part_never_outranks_eight():
    known = whole([_a_part(100, 100, 100)] + [_a_part(0, 50, 100)] * 7)
    eight = whole([_a_part(80, 80, 80)] * 8)
    assert known.mid < eight.mid
    # One at 100 and seven at fifty are 56.25; eight at 80 are 80.
    assert (known.low, known.mid, known.high) == (13, 56, 100)


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100), st.integers(0, 9))))
def test_the_whole_lies_within_its_range_and_within_that_of_its_parts(drawn):
    parts = [_a_part(*sorted(points), weight=weight) for *points, weight in drawn]
    found = whole(parts)
    assert 0 <= found.low <= found.mid <= found.high <= 100
    counting = [each for each in parts if each.weight]
    if counting:
        assert min(each.low for each in counting) <= found.low
        assert found.high <= max(each.high for each in counting)


# The floor


@pytest.mark.parametrize(("floor", "planned"), [(40, True), (41, False)])
def test_a_home_to_live_in_is_planned_from_the_floor_up(floor, planned):
    context = a_context(QUIET_MUSICAL, a_home(pace="quiet"), policy=Policy(floor=floor))
    assert is_plannable(context, context.scheme.request("R1"), a_pair(context)) is planned


@pytest.mark.parametrize(("floor", "planned"), [(40, True), (41, False)])
def test_only_the_best_that_a_fit_may_turn_out_to_be_is_held_to_the_floor(floor, planned):
    # Pace 2 not known, interests 3 at nought: 0 to 40, with 20 for now.
    context = a_context(QUIET_MUSICAL, a_home(), policy=Policy(floor=floor))
    found = a_pair(context)
    assert found.fit is not None
    assert (found.fit.low, found.fit.mid, found.fit.high) == (0, 20, 40)
    assert is_plannable(context, context.scheme.request("R1"), found) is planned


@pytest.mark.parametrize("kind", [Kind.SHORT_BREAK, Kind.DAY_SUPPORT])
def test_a_break_or_a_day_is_held_to_no_floor(kind):
    context = a_context(QUIET_MUSICAL, a_home(pace="busy"), a_request(kind=kind), policy=Policy(floor=100))
    found = a_pair(context)
    assert found.fit is not None
    assert found.fit.high == 0
    assert is_plannable(context, context.scheme.request("R1"), found)
