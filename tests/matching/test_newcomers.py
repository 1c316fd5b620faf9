"""Whether two newcomers may be proposed for one home, and one person for two places at once."""

from __future__ import annotations

import pytest
from builders import ON, a_bedroom, a_group, a_home, a_person, a_request, a_scheme, a_wish, an_approval, day
from plans import asks_for, conflicts, planned, proposed

from sharedlives.domain.arrangement import KeepApart
from sharedlives.domain.policy import Policy
from sharedlives.domain.wish import About
from sharedlives.domain.words import Kind, Sex, Strength
from sharedlives.matching.options import possibilities
from sharedlives.matching.sides import Context

BREAK, DAY = Kind.SHORT_BREAK, Kind.DAY_SUPPORT
WIDE = an_approval(total=9, live_in=9, short_break=9, intermediate=9)
APART = KeepApart(id="X1", person_id="P1", other_id="P2")
NO_MAN = a_wish(About.HOME_SEX, "male", Strength.MUST_NOT)


def home(id: str = "H1"):  # noqa: A002
    return a_home(
        id,
        bedrooms=tuple(a_bedroom(f"{id}-{n}") for n in range(4)),
        approval=an_approval(household_id=id, total=9, live_in=9, short_break=9, intermediate=9),
    )


def at_odds(*records, **settings) -> list[tuple[set[str], str]]:
    """Each two options that cannot both be, as their requests, and why."""
    context = Context(a_scheme(*records, **settings), ON, Policy())
    options = possibilities(context).options
    return [
        ({*options[first].requests, *options[second].requests}, judgement.sentence)
        for first, second, judgement in conflicts(context, options)
    ]


def test_two_who_have_nothing_against_each_other_are_not_at_odds():
    assert at_odds(home(), asks_for(1), asks_for(2)) == []


@pytest.mark.parametrize("apart", [APART, KeepApart(id="X1", person_id="P2", other_id="P1")])
def test_who_is_to_be_kept_apart_is_whoever_said_so(apart):
    assert at_odds(home(), asks_for(1), asks_for(2), apart) == [
        ({"R1", "R2"}, "the two are to be kept apart")
    ]
    assert len(proposed(planned(home(), asks_for(1), asks_for(2), apart))) == 1
    assert len(proposed(planned(home(), home("H2"), asks_for(1), asks_for(2), apart))) == 2


def test_who_is_there_on_different_nights_is_not_together():
    first, second = asks_for(1, BREAK, nights=3), asks_for(2, BREAK, nights=3, earliest_start=day(3))
    overlapping = asks_for(2, BREAK, nights=3, earliest_start=day(2))

    assert at_odds(home(), first, second, APART) == []
    assert len(at_odds(home(), first, overlapping, APART)) == 1


def test_a_must_about_who_is_in_the_home_binds_a_newcomer():
    she = asks_for(1, person=a_person("P1", wishes=(NO_MAN,)))
    he = asks_for(2, person=a_person("P2", sex=Sex.MALE))

    ((requests, sentence),) = at_odds(home(), she, he)

    assert requests == {"R1", "R2"}
    assert sentence
    assert at_odds(home(), she, asks_for(2)) == []


def test_where_it_is_not_known_they_are_not_proposed_together_and_it_is_a_question():
    she = asks_for(1, person=a_person("P1", wishes=(NO_MAN,)))
    somebody = asks_for(2, person=a_person("P2", sex=None))

    result = planned(home(), she, somebody)

    assert len(result.proposals) == 1
    assert [(q.about, q.code, q.opens) for q in result.questions] == [
        ("P2", "each-other", (("R1", "H1"), ("R2", "H1")))
    ]


def test_a_question_about_each_other_is_asked_once_though_it_holds_on_many_days():
    she = asks_for(1, BREAK, person=a_person("P1", wishes=(NO_MAN,)), latest_start=day(3))
    somebody = asks_for(2, BREAK, person=a_person("P2", sex=None), latest_start=day(3))

    assert len(planned(home(), she, somebody).questions) == 1


def test_outreach_is_in_the_persons_own_home_and_nobody_there_minds():
    out = asks_for(1, Kind.OUTREACH)
    approval = an_approval(terms={"numbers": None, "total": 9})
    keeps_no_numbers = {"not_kept": frozenset({"approval.numbers"})}

    assert at_odds(a_home(approval=approval), out, asks_for(2), APART, **keeps_no_numbers) == []


def test_people_who_go_together_do_not_object_to_each_other():
    # Her wish that there be no man is not about the man she goes with.
    she = asks_for(1, person=a_person("P1", wishes=(NO_MAN,)))
    he = asks_for(2, person=a_person("P2", sex=Sex.MALE))

    assert proposed(planned(home(), she, he, a_group("P1", "P2"))) == {"R1": "H1", "R2": "H1"}


def test_each_of_a_group_may_object_to_a_third():
    she = asks_for(1, person=a_person("P1", wishes=(NO_MAN,)))
    he = asks_for(3, person=a_person("P3", sex=Sex.MALE))

    assert [requests for requests, _ in at_odds(home(), she, asks_for(2), he, a_group("P1", "P2"))] == [
        {"R1", "R2", "R3"}
    ]


# One person


def two_of_one_person(first: Kind, second: Kind, *homes, **changes):
    person = a_person()
    asked = (a_request("R1", kind=first), a_request("R2", kind=second, **changes))
    return at_odds(*homes, person, *asked)


TWICE = "one person in two places at once"


@pytest.mark.parametrize(
    ("first", "second", "how_many"),
    [
        (Kind.LIVE_IN, Kind.LIVE_IN, 4),  # two homes: any with any
        (BREAK, BREAK, 4),
        (BREAK, Kind.INTERMEDIATE, 4),
        (Kind.LIVE_IN, BREAK, 2),  # a break is taken from a home, though not with the same household
        (Kind.LIVE_IN, DAY, 2),
        (DAY, DAY, 4),
    ],
)
def test_nobody_is_in_two_places_at_once_save_away_from_a_home(first, second, how_many):
    found = two_of_one_person(first, second, home("H1"), home("H2"))

    assert found == [({"R1", "R2"}, TWICE)] * how_many


def test_one_person_may_be_in_two_places_one_after_the_other():
    assert two_of_one_person(BREAK, BREAK, home(), earliest_start=day(7)) == []
    assert len(two_of_one_person(BREAK, BREAK, home(), earliest_start=day(6))) == 1


def test_one_request_on_several_days_is_not_at_odds_with_itself():
    assert at_odds(home(), asks_for(1, BREAK, latest_start=day(3))) == []


def test_a_household_that_would_have_one_person_at_a_time_welcomes_one_of_two():
    alone = a_home(
        "H1",
        bedrooms=tuple(a_bedroom(f"H1-{n}") for n in range(4)),
        approval=WIDE,
        wishes=(a_wish(About.HOME_OTHERS, None, Strength.MUST_NOT),),
    )
    [(who, why)] = at_odds(alone, asks_for(1), asks_for(2))
    assert who == {"R1", "R2"}
    assert why.startswith("the household said")
    assert len(proposed(planned(alone, asks_for(1), asks_for(2)))) == 1
