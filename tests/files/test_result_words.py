"""A result in a coordinator's words: short, certain about what is certain, and without a number of fit."""

from datetime import date, time

import attrs
import pytest
from builders import (
    ON,
    a_bedroom,
    a_carer,
    a_household,
    a_person,
    a_request,
    a_scheme,
    an_approval,
    an_introduction,
    day,
)
from schemes import a_small_scheme, two_together
from unsaid import unsaid

from sharedlives.dates import Period, Sessions, Stay, Weekday
from sharedlives.domain.carer import ApprovalTerms
from sharedlives.domain.household import Bedroom
from sharedlives.domain.policy import FitPart
from sharedlives.domain.scheme import COLLECTIONS
from sharedlives.domain.words import CarerRole, Kind, Urgency
from sharedlives.files import result_words
from sharedlives.files.result_words import (
    KIND_TITLES,
    NOT_KEPT,
    by_kind,
    capital,
    certainty,
    counts,
    counts_by_kind,
    doors,
    first_question,
    gathered,
    listed,
    most_urgent_first,
    say_asked,
    say_carers,
    say_day,
    say_household,
    say_how_urgent,
    say_length,
    say_might,
    say_not_kept,
    say_person,
    say_room,
    say_when,
    say_whom,
    what_matters,
)
from sharedlives.matching.fit import Fit, PartOfFit
from sharedlives.matching.judging import AskWhom
from sharedlives.matching.match import match
from sharedlives.matching.results import Question, Status
from sharedlives.matching.when import When


@pytest.fixture(scope="module")
def result():
    return match(a_small_scheme(), ON)


# -- fit


def a_part(low, high=None, questions=()):
    high = low if high is None else high
    return PartOfFit(
        part=FitPart.PACE, weight=1, low=low, mid=50, high=high, sentence="s", questions=questions
    )


def a_fit(*parts):
    return Fit(low=0, mid=50, high=100, parts=parts)


def test_what_matters_is_sorted_by_what_is_known_of_it():
    fits, less, to_ask = a_part(50), a_part(49), a_part(0, 100, ("Is it quiet?",))
    matters = what_matters(a_fit(fits, less, to_ask))
    assert (matters.fits, matters.fits_less, matters.to_ask) == ((fits,), (less,), (to_ask,))
    assert matters.sentence == "1 of 3 things that matter: yes; 1 to ask"


def test_what_no_answer_would_make_fit_is_not_worth_asking():
    part = a_part(0, 49, ("How far is it?",))
    assert what_matters(a_fit(part)).fits_less == (part,)


def test_one_thing_and_nothing_are_said_as_such():
    assert what_matters(a_fit(a_part(100))).sentence == "1 of 1 thing that matters: yes"
    assert what_matters(a_fit()).sentence == "nobody has said yet what matters to them"


# -- days


@pytest.mark.parametrize(
    ("when", "says", "length"),
    [
        (When(stays=(Stay(ON),)), "from 16 Nov 2026", "no end set"),
        (When(stays=(Stay(ON, day(1)),)), "16 Nov 2026 to 17 Nov 2026 (1 night)", "1 night"),
        (When(stays=(Stay(ON, day(20)),)), "16 Nov 2026 to 6 Dec 2026 (20 nights)", "20 nights"),
        (
            When(stays=(Stay(ON, day(2)), Stay(day(28), day(30)))),
            "2 stays: 16 Nov 2026 to 18 Nov 2026 (2 nights); 14 Dec 2026 to 16 Dec 2026 (2 nights)",
            "4 nights in 2 stays",
        ),
        (
            When(sessions=Sessions(Period(ON), frozenset({Weekday.MONDAY}))),
            "Mondays, from 16 Nov 2026",
            "Mondays",
        ),
        (
            When(
                sessions=Sessions(
                    Period(ON, day(27)),
                    frozenset({Weekday.FRIDAY, Weekday.MONDAY, Weekday.WEDNESDAY}),
                    time(10),
                    time(15, 30),
                )
            ),
            "Mondays, Wednesdays and Fridays, 10:00 to 15:30, from 16 Nov 2026 to 13 Dec 2026",
            "Mondays, Wednesdays and Fridays, 10:00 to 15:30",
        ),
        (
            When(sessions=Sessions(Period(ON), frozenset({Weekday.TUESDAY}), time(9, 5))),
            "Tuesdays, 09:05, from 16 Nov 2026",
            "Tuesdays, 09:05",
        ),
    ],
)
def test_nights_and_sessions_are_said_as_people_say_them(when, says, length):
    assert (say_when(when), say_length(when)) == (says, length)


def test_a_day_has_no_nought_before_it():
    assert say_day(date(2027, 1, 3)) == "3 Jan 2027"


# -- names


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"first_name": "Luke", "last_name": "Shaw"}, "Luke (P1, request R1)"),
        ({"last_name": "Shaw"}, "Shaw (P1, request R1)"),
        ({}, "P1, request R1"),
    ],
)
def test_a_person_is_said_by_first_name_and_ids(facts, says):
    assert say_person(a_scheme(a_person(**facts)), "P1", "R1") == says


def test_one_reference_for_person_and_request_is_said_once():
    assert say_person(a_scheme(a_person("R1", first_name="Luke")), "R1", "R1") == "Luke (R1)"


def carers_of(*carers):
    scheme = a_scheme(
        a_household("H1"), *(a_carer(f"C{n}", household_id="H1", **facts) for n, facts in enumerate(carers))
    )
    return say_carers(scheme, "H1", ON)


SECOND = CarerRole.SECOND


@pytest.mark.parametrize(
    ("carers", "says"),
    [
        ([{"first_name": "Una", "last_name": "Shaw"}], "Una Shaw"),
        (
            [
                {"first_name": "Ed", "last_name": "Shaw", "role": SECOND},
                {"first_name": "Una", "last_name": "Shaw"},
            ],
            "Una and Ed Shaw",
        ),
        (
            [
                {"first_name": "Una", "last_name": "Shaw"},
                {"first_name": "Ed", "last_name": "Lumb", "role": SECOND},
            ],
            "Una Shaw and Ed Lumb",
        ),
        (
            [{"first_name": "Una", "last_name": "Shaw"}, {"last_name": "Shaw", "role": SECOND}],
            "Una Shaw and Shaw",
        ),
        ([{"first_name": "Una"}, {"first_name": "Ed", "role": SECOND}], "Una and Ed"),
        ([{"first_name": "Una"}, {"first_name": "Ann", "role": CarerRole.SUPPORT}], "Una"),
        ([{}], None),
        ([], None),
    ],
)
def test_carers_are_said_together_the_main_carer_first(carers, says):
    assert carers_of(*carers) == says


def test_a_household_without_names_of_carers_is_said_by_its_own_or_by_its_id():
    scheme = a_scheme(a_household("H1", name="The Row"), a_household("H2"))
    assert say_household(scheme, "H1", ON) == "The Row (H1)"
    assert say_household(scheme, "H2", ON) == "H2"


def test_a_bedroom_is_said_by_its_name_or_its_id_and_not_at_all_where_none_is_known(result):
    scheme = a_scheme(
        a_household("H1", bedrooms=(a_bedroom("B1", name="the blue room"), a_bedroom("B2"))),
    )
    proposal = result.proposals[0]
    said = [say_room(scheme, attrs.evolve(proposal, bedroom_id=room)) for room in ("B1", "B2", None)]
    assert said == ["the blue room", "B2", None]


# -- numbers and certainty


def test_requests_are_counted_with_and_without_a_proposal(result):
    assert counts(result) == "5 open requests: 4 with a proposal, 1 still looking."
    one = attrs.evolve(result, proposals=result.proposals[:1], still_looking=())
    assert counts(one) == "1 open request: 1 with a proposal, 0 still looking."


def test_where_no_request_is_open_that_is_said():
    assert counts(match(a_scheme(), ON)) == "No request is open: there is nothing to propose."


def test_those_being_introduced_are_counted_apart():
    scheme = a_small_scheme().with_changes(put=[an_introduction(request_id="R1", household_id="H1")])
    assert counts(match(scheme, ON)).endswith("still looking; 1 more being introduced already.")


def test_kinds_that_nobody_asks_for_are_not_counted(result):
    assert counts_by_kind(result) == (
        ("A home to live in", "1 proposed"),
        ("Short breaks", "2 proposed"),
        ("Day support", "1 proposed"),
        ("Support in their own home", "0 proposed, 1 still looking"),
    )


def test_certainty_is_said_in_words(result):
    assert certainty(result).startswith("Proven: by what the scheme put first")
    assert "another may do better" in certainty(attrs.evolve(result, status=Status.BEST_SO_FAR))


# -- order


def test_what_is_most_urgent_comes_first_then_what_begins_first():
    scheme = a_scheme(
        a_household("H1"),
        a_carer(),
        an_approval(short_break=9),
        *(a_person(f"P{n}") for n in range(5)),
        a_request("R0", person_id="P0", kind=Kind.SHORT_BREAK, urgency=None, nights=1),
        a_request("R1", person_id="P1", kind=Kind.SHORT_BREAK, nights=1, earliest_start=day(2)),
        a_request("R2", person_id="P2", kind=Kind.SHORT_BREAK, nights=1, urgency=Urgency.URGENT),
        a_request(
            "R3",
            person_id="P3",
            kind=Kind.SHORT_BREAK,
            nights=1,
            earliest_start=day(4),
            urgency=Urgency.EMERGENCY,
        ),
    )
    result = match(scheme, ON)
    [(kind, proposals)] = by_kind(scheme, result)
    assert kind is Kind.SHORT_BREAK
    assert [proposal.request_id for proposal in proposals] == ["R3", "R2", "R0", "R1"]


def test_those_still_looking_are_in_the_same_order():
    people = [a_person(f"P{n}") for n in range(4)]
    urgencies = (Urgency.ROUTINE, None, Urgency.EMERGENCY, Urgency.URGENT)
    requests = [a_request(f"R{n}", person_id=f"P{n}", urgency=u) for n, u in enumerate(urgencies)]
    scheme = a_scheme(*people, *requests)
    entries = most_urgent_first(scheme, match(scheme, ON).still_looking)
    assert [entry.request_id for entry in entries] == ["R2", "R3", "R0", "R1"]
    assert [say_how_urgent(scheme, f"R{n}") for n in range(4)] == [None, None, "emergency", "urgent"]


def test_every_kind_has_its_words():
    assert set(KIND_TITLES) == set(Kind)
    assert all(say_might(kind).startswith("might ") for kind in Kind)


# -- questions


def a_question(text="Is there a cat?", about="H1", opens=(), ask=AskWhom.HOUSEHOLD, code="c"):
    return Question(ask=ask, about=about, text=text, code=code, opens=tuple(opens))


def test_the_same_question_is_gathered_and_the_one_that_opens_most_comes_first():
    asked = gathered(
        [
            a_question("When was it received?", "P1", ask=AskWhom.PERSON),
            a_question(about="H1", opens=[("R1", "H1")]),
            a_question(about="H2", opens=[("R1", "H2"), ("R2", "H2")]),
            a_question(about="H2", opens=[("R2", "H2")], code="other"),
            a_question("Does anybody smoke?", "H1", [("R1", "H1")]),
        ]
    )
    assert [(entry.text, entry.about, entry.opens) for entry in asked] == [
        ("Is there a cat?", ("H1", "H2"), 3),
        ("Does anybody smoke?", ("H1",), 1),
        ("When was it received?", ("P1",), 0),
    ]


def test_the_first_question_of_a_request_is_the_one_that_opens_most_for_it():
    questions = [
        a_question("For others?", opens=[("R2", f"H{n}") for n in range(9)]),
        a_question("One?", opens=[("R1", "H1"), ("R2", "H1")]),
        a_question("Two?", opens=[("R1", "H1"), ("R1", "H2")]),
    ]
    asked = first_question(questions, "R1")
    assert asked is not None
    assert (asked.text, asked.opens) == ("Two?", 2)
    assert first_question(questions, "R9") is None


def test_whom_to_ask_is_said_by_name():
    scheme = a_small_scheme()
    said = {ask: say_asked(scheme, about, ask, ON) for ask, about in WHO.items()}
    assert said == {
        AskWhom.HOUSEHOLD: "Araminta Wobblebury (H2)",
        AskWhom.SCHEME: "Philippa and Gus Featherstone (H1)",
        AskWhom.PERSON: "Zebedee (P1)",
        AskWhom.REGISTER: "everybody: the register does not keep it",
    }
    assert say_asked(a_scheme(a_person("P9")), "P9", AskWhom.PERSON, ON) == "P9"


WHO = {
    AskWhom.HOUSEHOLD: "H2",
    AskWhom.SCHEME: "H1",
    AskWhom.PERSON: "P1",
    AskWhom.REGISTER: "register",
}


def whom(ask, *about):
    [asked] = gathered([a_question(about=each, ask=ask) for each in about])
    return say_whom(a_small_scheme(), asked, ON)


def test_of_many_to_ask_the_first_three_are_named():
    assert whom(AskWhom.PERSON, "P1", "P2") == "Ask Zebedee (P1), Olive (P2)."
    assert whom(AskWhom.PERSON, "P1", "P2", "P3", "P4", "P5") == (
        "Ask Zebedee (P1), Olive (P2), Ned (P3) and 2 more."
    )
    assert whom(AskWhom.SCHEME, "H2") == "See the papers on Araminta Wobblebury (H2)."
    assert whom(AskWhom.REGISTER, "register") == "Ask everybody: the register does not keep it."


def test_doors_are_counted():
    assert [doors(number) for number in (0, 1, 2)] == ["for the record", "1 possibility", "2 possibilities"]


# -- small words


def test_words_are_listed_as_people_list_them():
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert [capital(text) for text in ("", "a cat", "Ŵyn")] == ["", "A cat", "Ŵyn"]


def test_only_what_a_match_reads_is_said_to_be_missing():
    assert say_not_kept({"household.pets", "carer.email", "carer.faith"}) == "the carers' faith; the animals."
    assert say_not_kept({"carer.email"}) is None
    assert say_not_kept(()) is None


def test_every_fact_that_may_be_missing_is_a_field_of_a_record():
    fields = {f"approval.{field.name}" for field in attrs.fields(ApprovalTerms)}
    fields |= {f"bedroom.{field.name}" for field in attrs.fields(Bedroom)}
    for name, record in COLLECTIONS.items():
        fields |= {f"{name.removesuffix('s')}.{field.name}" for field in attrs.fields(record)}
    assert set(NOT_KEPT) - fields == set()


def test_nothing_here_says_a_word_that_hurts():
    said = [*KIND_TITLES.values(), *NOT_KEPT.values(), result_words.WHAT_IT_IS_NOT, *map(say_might, Kind)]
    assert [word for text in said for word in unsaid(text)] == []


def test_those_who_go_together_are_both_proposed():
    assert [p.together_with for p in match(two_together(), ON).proposals] == [("R2",), ("R1",)]
