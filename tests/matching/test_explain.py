"""Why somebody is still looking, and what to ask."""

from __future__ import annotations

from builders import (
    ON,
    a_bedroom,
    a_carer,
    a_closure,
    a_decline,
    a_group,
    a_home,
    a_person,
    a_request,
    a_scheme,
    a_wish,
    an_approval,
    day,
)
from pairs import all_pairs
from plans import asks_for, planned, proposed

from sharedlives.dates import Weekday
from sharedlives.domain.policy import Policy
from sharedlives.domain.wish import About
from sharedlives.domain.words import DeclineScope, Kind, Strength, Urgency
from sharedlives.matching.explain import nearest
from sharedlives.matching.judging import AskWhom
from sharedlives.matching.sides import Context

BREAK = Kind.SHORT_BREAK
NO_SMOKE = a_wish(About.HOME_SMOKES, strength=Strength.MUST_NOT)


def why(*records, request: str = "R1", **how) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each reason why a request is still looking: its code, its sentence and its households."""
    result = planned(*records, **how)
    entry = next(entry for entry in result.still_looking if entry.request_id == request)
    return [(reason.code, reason.sentence, reason.households) for reason in entry.reasons]


def one_place(id: str = "H1", **changes):  # noqa: A002
    return a_home(id, bedrooms=(a_bedroom(f"{id}-1"),), **changes)


def test_where_the_room_went_to_others_it_says_so():
    records = (one_place(), asks_for(1), asks_for(2, urgency=Urgency.URGENT))

    assert why(*records) == [
        (
            "others-first",
            "1 household could welcome them, and the room or the plan went to others first",
            ("H1",),
        )
    ]


def test_where_one_of_those_who_go_together_could_go_alone_it_says_so():
    records = (one_place(), asks_for(1), asks_for(2), a_group("P1", "P2"))

    assert why(*records) == [
        (
            "not-together",
            "1 household could welcome this person, and not all who wish to be together",
            ("H1",),
        )
    ]


def test_where_a_question_would_open_a_door_it_says_so():
    asking = asks_for(1, person=a_person(wishes=(NO_SMOKE,)))

    assert why(a_home("H1", smokes=None), a_home("H2", smokes=None), asking) == [
        ("once-asked", "2 households may suit once something is asked", ("H1", "H2"))
    ]


def test_where_something_must_be_in_order_first_it_says_so():
    assert why(a_home(approval=an_approval(approved_from=day(1))), asks_for(1)) == [
        ("in-order-first", "1 household may suit once something is in order before the first night", ("H1",))
    ]


def test_where_the_fit_is_below_the_floor_it_says_so():
    chess = a_person(interests=frozenset({"chess"}))

    assert why(a_home(), asks_for(1, person=chess), policy=Policy(floor=99)) == [
        ("below-floor", "1 household can be seen by the person, with too little fit to be planned", ("H1",))
    ]


def test_every_criterion_that_rules_homes_out_is_named_that_of_most_homes_first():
    # H1 is not approved for it and was declined; H2 and H3 smoke.
    asking = asks_for(1, person=a_person(wishes=(NO_SMOKE,)))
    records = (
        a_home("H1", approval=an_approval(live_in=0, short_break=2)),
        a_decline(),
        a_home("H2", smokes=True),
        a_home("H3", smokes=True),
        asking,
    )

    assert [(code, homes) for code, _, homes in why(*records)] == [
        ("wish-home-smokes", ("H2", "H3")),
        ("approved-kind", ("H1",)),
        ("not-declined", ("H1",)),
    ]


def test_what_could_be_put_in_order_is_no_reason_beside_what_rules_a_home_out():
    # The approval begins a day late, and the household was declined.
    home = a_home(approval=an_approval(approved_from=day(1)))

    assert [code for code, *_ in why(home, a_decline(), asks_for(1))] == ["not-declined"]


def test_each_household_is_counted_by_its_nearest_reason():
    # H1 has one place, which goes to R2; H2 is a question; H3 is not approved.
    asking = asks_for(1, person=a_person(wishes=(NO_SMOKE,)))
    records = (
        one_place(),
        a_home("H2", smokes=None),
        a_home("H3", approval=an_approval(household_id="H3", live_in=0, short_break=2)),
        asking,
        asks_for(2, urgency=Urgency.URGENT),
    )
    result = planned(*records, a_decline("N2", person_id="P2", household_id="H2"))

    assert proposed(result) == {"R2": "H1"}
    assert [(reason.code, reason.households) for reason in result.still_looking[0].reasons] == [
        ("others-first", ("H1",)),
        ("once-asked", ("H2",)),
        ("approved-kind", ("H3",)),
    ]


def test_of_several_days_the_one_that_comes_nearest_to_a_yes_counts():
    # Closed on the first two days, and declined for this kind altogether: on the third day one thing less.
    home = a_home(closures=(a_closure(ON, day(1)),))
    asking = asks_for(1, BREAK, nights=1, latest_start=day(3))
    no = a_decline(scope=DeclineScope.KIND, kind=BREAK)
    context = Context(a_scheme(home, asking, no), ON, Policy())
    request = context.scheme.request("R1")
    best = nearest(context, request, all_pairs(context))

    assert best.when.first == day(2)
    assert [code for code, *_ in why(home, asking, no)] == ["not-declined"]


def test_days_that_are_past_or_weekdays_that_nobody_wrote_down_are_the_reason_themselves():
    past = asks_for(1, BREAK, earliest_start=day(-9), latest_start=day(-5))
    no_weekdays = asks_for(1, Kind.DAY_SUPPORT, weekdays=frozenset())

    assert why(a_home(), past) == [("dates-past", "the days asked for are past: ask again when", ())]
    assert why(a_home(), no_weekdays) == [("no-weekdays", "on which days of the week is not recorded", ())]


def test_days_to_come_on_none_of_which_it_may_begin_are_not_said_to_be_past():
    # ON is a Monday; the window is Tuesday to Thursday, and it may begin on Fridays alone.
    on_fridays = asks_for(
        1, BREAK, earliest_start=day(1), latest_start=day(3), start_weekdays=frozenset({Weekday.FRIDAY})
    )
    [(code, sentence, _)] = why(a_home(), on_fridays)
    assert (code, sentence) == (
        "no-first-day",
        "none of the days asked for is one on which it may begin: ask again when",
    )


def test_without_a_household_there_is_nothing_to_say_but_that():
    assert why(asks_for(1)) == [("no-household", "there is no household in the register yet", ())]


# Questions


def asked(*records, **how) -> list[tuple[AskWhom, str, str, tuple[tuple[str, str], ...]]]:
    return [(q.ask, q.about, q.text, q.opens) for q in planned(*records, **how).questions]


def test_each_question_is_asked_once_with_every_pair_that_hangs_on_it():
    # Both ask that nobody smokes, and of H1 nobody knows; H2 smokes, and no answer of anybody's helps there.
    first, second = (asks_for(n, person=a_person(f"P{n}", wishes=(NO_SMOKE,))) for n in (1, 2))

    assert asked(a_home(smokes=None), a_home("H2", smokes=True), first, second) == [
        (AskWhom.HOUSEHOLD, "H1", "Does anybody smoke in this home?", (("R1", "H1"), ("R2", "H1")))
    ]


def test_a_question_on_which_more_hangs_comes_first():
    first, second = (asks_for(n, person=a_person(f"P{n}", wishes=(NO_SMOKE,))) for n in (1, 2))
    third = asks_for(3, person=a_person("P3", wishes=(a_wish(About.CARER_DRIVES),)))
    home = a_home(smokes=None, drives_people=None)
    found = asked(home, a_carer("C-H1", drives_people=None), first, second, third)

    assert [len(opens) for *_, opens in found] == [2, 1]


def test_who_is_asked_is_the_side_that_can_say():
    # The person's birth date, and the approval's kinds.
    of_person = asked(a_home(), asks_for(1, person=a_person(born=None)))
    of_scheme = asked(a_home(approval=an_approval(terms={"numbers": None, "total": 2})), asks_for(1))

    assert {(ask, about) for ask, about, *_ in of_person} == {(AskWhom.PERSON, "P1")}
    assert {(ask, about) for ask, about, *_ in of_scheme} == {(AskWhom.SCHEME, "H1")}


def test_what_the_register_does_not_keep_is_asked_once_for_all():
    asking = asks_for(1, person=a_person(wishes=(NO_SMOKE,)))
    homes = (a_home("H1", smokes=None), a_home("H2", smokes=None))

    found = asked(*homes, asking, settings={"not_kept": frozenset({"household.smokes"})})

    assert [(ask, about, opens) for ask, about, _, opens in found] == [
        (AskWhom.REGISTER, "register", (("R1", "H1"), ("R1", "H2")))
    ]


def test_what_is_missing_of_a_request_itself_is_asked_of_the_person():
    bare = (a_person(), a_request(received_on=None, earliest_start=None, urgency=None))

    assert asked(a_home(), *bare) == [
        (AskWhom.PERSON, "P1", "From when? Today is used.", ()),
        (AskWhom.PERSON, "P1", "How urgent is it?", ()),
        (AskWhom.PERSON, "P1", "When was this request received?", ()),
    ]


def test_what_the_register_keeps_of_no_request_is_asked_once():
    bare = [asks_for(number, received_on=None) for number in (1, 2, 3)]

    assert asked(a_home(), *bare, settings={"not_kept": frozenset({"request.received_on"})}) == [
        (AskWhom.REGISTER, "register", "When was this request received?", ())
    ]
