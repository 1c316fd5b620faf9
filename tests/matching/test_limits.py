"""How many at once: each limit on its boundary, day by day."""

from __future__ import annotations

from datetime import date

import pytest
from builders import (
    ON,
    a_bedroom,
    a_carer,
    a_group,
    a_home,
    a_household,
    a_person,
    a_request,
    an_approval,
    an_arrangement,
    an_introduction,
    day,
)
from pairs import a_context, asks, broken, met

from sharedlives import law
from sharedlives.dates import Period, Sessions, Stay, Weekday
from sharedlives.domain.carer import KindNumber
from sharedlives.domain.household import OtherUse
from sharedlives.domain.policy import Policy
from sharedlives.domain.words import Kind, Nation, OtherUseKind, TogetherRelation
from sharedlives.matching.judging import AskWhom
from sharedlives.matching.limits import days_that_matter, limits_on, need_of, newcomers_of
from sharedlives.matching.when import possible_times


def living_there(*people: str, **changes):
    """People who live in H1, each with a room that nobody named."""
    return tuple(
        part
        for number, person in enumerate(people)
        for part in (a_person(person), an_arrangement(f"A{number}", person_id=person, **changes))
    )


def a_break(number: int, first: int, last: int, person: str | None = None, **changes):
    """Somebody's nights from one day after ON to another."""
    person = person or f"B{number}"
    stay = Stay(day(first), day(last))
    return (
        a_person(person),
        an_arrangement(f"S{number}", person_id=person, kind=Kind.SHORT_BREAK, stay=stay, **changes),
    )


def roomy(**approval):
    """A home with six bedrooms, so that other limits bind first."""
    rooms = tuple(a_bedroom(f"B{number}") for number in range(6))
    return a_home(bedrooms=rooms, approval=an_approval(**{"total": 9, "live_in": 9, **approval}))


def limit_of(code: str, context, on: date = ON, needs=()):
    return next(limit for limit in limits_on(context, "H1", on, needs) if limit.code == code)


def coming(context, request: str = "R1"):
    asking = context.asking_again(request, possible_times(context.scheme.request(request), ON)[0])
    return newcomers_of(asking, need_of(asking))


# (a) the approval's total


def test_the_approvals_total_lets_in_the_last_one_and_not_one_more():
    # 2 approved: 1 there and 1 who comes make 2; 2 there and 1 who comes would make 3.
    met("room", roomy(total=2), living_there("L1"))
    broken(
        "room",
        "approved for 2 at once, and 2 are taken on 16/11/2026",
        roomy(total=2),
        living_there("L1", "L2"),
    )


def test_nobody_is_too_many_where_the_limit_was_passed_without_them():
    context = a_context(roomy(total=1), living_there("L1", "L2"))
    limit = limit_of("approval-total", context)

    assert limit.count(()) == 2
    assert not limit.is_broken_by(())
    assert limit.is_broken_by(coming(context))


def test_the_count_is_of_each_night_and_never_a_sum_of_stays():
    # Two breaks one after the other are one at a time; with the newcomer there are two on each night.
    one_after_the_other = (*a_break(1, 0, 3), *a_break(2, 3, 7))

    met("room", roomy(total=2), *one_after_the_other)
    broken(
        "room",
        "approved for 2 at once, and 2 are taken on 19/11/2026",
        roomy(total=2),
        *one_after_the_other,
        *a_break(3, 3, 4),
    )


def test_a_leaving_guest_is_not_counted_on_the_day_they_leave():
    # The guest sleeps on the nights of ON to ON + 2 and leaves on ON + 3: then the newcomer arrives.
    asked = a_request(kind=Kind.SHORT_BREAK, earliest_start=day(3), nights=2)

    met("room", roomy(total=1), *a_break(1, 0, 3), asked)
    broken(
        "room",
        "approved for 1 at once, and 1 is taken on 19/11/2026",
        roomy(total=1),
        *a_break(1, 0, 4),
        asked,
    )


def test_a_newcomer_who_leaves_on_the_day_another_arrives_is_not_there_with_them():
    asked = a_request(kind=Kind.SHORT_BREAK, nights=3)

    met("room", roomy(total=1), *a_break(1, 3, 6), asked)
    broken(
        "room",
        "approved for 1 at once, and 1 is taken on 18/11/2026",
        roomy(total=1),
        *a_break(1, 2, 6),
        asked,
    )


def test_a_day_guest_counts_on_the_days_they_come_and_on_no_others():
    # The visitor comes on Tuesdays. ON is a Monday: a break of one night from Monday never meets them.
    visitor = (a_person("V1"), an_arrangement("D1", person_id="V1", kind=Kind.DAY_SUPPORT))

    met("room", roomy(total=1), *visitor, a_request(kind=Kind.SHORT_BREAK, nights=1))
    broken(
        "room",
        "approved for 1 at once, and 1 is taken on 17/11/2026",
        roomy(total=1),
        *visitor,
        a_request(kind=Kind.SHORT_BREAK, nights=2),
    )


def test_sessions_are_followed_for_a_week_after_each_change():
    # Mondays only from ON + 2, a Wednesday, on: the first one is five days later.
    mondays = Sessions(Period(day(2)), frozenset({Weekday.MONDAY}))
    visitor = (a_person("V1"), an_arrangement("D1", person_id="V1", kind=Kind.DAY_SUPPORT, sessions=mondays))

    broken("room", "approved for 1 at once, and 1 is taken on 23/11/2026", roomy(total=1), *visitor)


def test_who_stays_elsewhere_for_some_nights_is_counted_there_and_keeps_their_room():
    # L1 lives in H1 and is away for ten nights: one place, both rooms taken but one.
    away = an_arrangement(
        "AW", person_id="L1", household_id="H2", kind=Kind.SHORT_BREAK, stay=Stay(ON, day(10))
    )
    asked = a_request(kind=Kind.SHORT_BREAK, nights=5)
    one_room = a_home(bedrooms=(a_bedroom("B1"),), approval=an_approval(total=1))
    two_rooms = a_home(bedrooms=(a_bedroom("B1"), a_bedroom("B2")), approval=an_approval(total=1))

    met("room", two_rooms, a_home("H2"), living_there("L1"), away, asked)
    broken(
        "room",
        "1 bedroom, and 1 is taken on 16/11/2026",
        one_room,
        a_home("H2"),
        living_there("L1"),
        away,
        asked,
    )


def test_a_place_held_by_an_introduction_is_taken():
    asked = (a_person("P2"), a_request("R2", person_id="P2"), a_request())

    broken(
        "room",
        "approved for 1 at once, and 1 is taken on 16/11/2026",
        roomy(total=1),
        *asked,
        an_introduction(request_id="R2"),
    )


def test_a_child_of_a_supported_parent_takes_space_and_no_adults_place():
    parent = a_request(kind=Kind.PARENT_AND_CHILD, children=1)
    terms = {"numbers": None, "total": 1}

    met("room", a_home(approval=an_approval(terms=terms)), parent)
    broken(
        "room",
        "1 bedroom, and 0 are taken on 16/11/2026",
        a_home(bedrooms=(a_bedroom(),), approval=an_approval(terms=terms)),
        parent,
    )
    met(
        "room",
        a_home(bedrooms=(a_bedroom(),), approval=an_approval(terms=terms)),
        a_request(kind=Kind.PARENT_AND_CHILD, children=1, children_share=True),
    )


def test_outreach_takes_no_place_in_the_home():
    visited = Sessions(Period(ON), frozenset({Weekday.MONDAY, Weekday.TUESDAY}))
    out = an_arrangement("O1", person_id="V1", kind=Kind.OUTREACH, sessions=visited)

    met("room", roomy(total=1), a_person("V1"), out)


# (b) the approval's number of each kind


@pytest.mark.parametrize("kind", [Kind.LIVE_IN, Kind.SHORT_BREAK, Kind.DAY_SUPPORT, Kind.INTERMEDIATE])
def test_the_number_of_a_kind_lets_in_the_last_one_and_not_one_more(kind):
    # One of each kind is approved, nine in all.
    one_each = roomy(live_in=1, short_break=1, day_support=1, intermediate=1)
    there = (a_person("L1"), an_arrangement(person_id="L1", kind=kind))
    end = {"nights": 3} if kind is Kind.INTERMEDIATE else {}
    asked = a_request(kind=kind, **end)
    first = "17/11/2026" if kind is Kind.DAY_SUPPORT else "16/11/2026"

    met("room", one_each, asked)
    broken("room", f"approved for 1 at once for {kind}, and 1 is taken on {first}", one_each, *there, asked)


def test_those_of_other_kinds_do_not_count_towards_the_number_of_a_kind():
    met("room", roomy(live_in=1, short_break=3), *a_break(1, 0, 9), *a_break(2, 0, 9))


def test_outreach_counts_towards_its_own_number_on_its_days():
    tuesdays = Sessions(Period(ON), frozenset({Weekday.TUESDAY}))
    terms = {"numbers": (*an_approval().terms.numbers, KindNumber(kind=Kind.OUTREACH, number=1))}
    home = a_home(approval=an_approval(terms=terms))
    there = (
        a_person("V1"),
        an_arrangement("O1", person_id="V1", kind=Kind.OUTREACH, sessions=tuesdays),
    )

    broken(
        "room",
        "approved for 1 at once for outreach, and 1 is taken on 17/11/2026",
        home,
        *there,
        a_request(kind=Kind.OUTREACH),
    )
    met(
        "room",
        home,
        *there,
        a_request(kind=Kind.OUTREACH, weekdays=frozenset({Weekday.MONDAY}), until=day(6)),
    )


def test_a_kind_not_approved_at_all_breaks_the_kind_and_not_the_number_as_well():
    met("room", roomy(live_in=0, short_break=2))


def test_a_number_that_falls_within_the_stay_binds_from_that_day():
    # Two at once until ON + 4; from ON + 5 the new approval is for one, and L1 is that one.
    first = an_approval("AP1", total=2, live_in=2, approved_until=day(4))
    then = an_approval("AP2", total=1, live_in=2, approved_from=day(5))
    home = (a_household(), a_carer(), first, then)

    broken("room", "approved for 1 at once, and 1 is taken on 21/11/2026", home, living_there("L1"))
    met("room", home, living_there("L1"), a_request(kind=Kind.SHORT_BREAK, nights=5))


# (c) the nation's law


def test_in_wales_three_at_once_are_let_in_and_a_fourth_is_not():
    three = "3 at once by law (Regulation and Inspection of Social Care (Wales) Act 2016)"

    met("room", roomy(), living_there("L1", "L2"), nation=Nation.WALES)
    broken(
        "room",
        f"{three}, and 3 are taken on 16/11/2026",
        roomy(),
        living_there("L1", "L2", "L3"),
        nation=Nation.WALES,
    )


OF_EACH_KIND = ("approval-live-in", "approval-short-break", "approval-day-support")


def test_in_england_no_number_is_law():
    codes = {limit.code for limit in limits_on(a_context(roomy()), "H1", ON, ())}

    assert codes == {"approval-total", *OF_EACH_KIND, "tax", "bedrooms"}


@pytest.mark.parametrize(
    ("on", "most"),
    [(date(2019, 4, 28), 2), (date(2019, 4, 29), 3), (date(2019, 4, 30), 3)],
)
def test_the_law_of_wales_changed_from_two_to_three_on_29_april_2019(on, most):
    context = a_context(roomy(approved_from=date(2010, 1, 1)), nation=Nation.WALES, on=on)

    assert limit_of("law", context, on).most == most


def test_the_day_on_which_law_changes_is_a_day_that_matters():
    context = a_context(roomy(), nation=Nation.WALES, on=date(2019, 4, 1))

    assert date(2019, 4, 29) in days_that_matter(context, "H1", ())


def test_a_law_for_each_carer_counts_everybody_for_every_carer_whom_no_agreement_names():
    # Northern Ireland: three for each carer. L1 and L2 are C1's by their agreements, L3 is anybody's.
    two = (*roomy(), a_carer("C2"))
    named = living_there("L1", "L2", carer_id="C-H1")
    others = (a_person("L3"), an_arrangement("A9", person_id="L3"))
    says = "3 at once by law (Adult Placement Agencies Regulations (Northern Ireland) 2007 (SR 2007/221))"
    context = a_context(two, named, others, nation=Nation.NORTHERN_IRELAND)

    counts = {limit.count(()) for limit in limits_on(context, "H1", ON, ()) if limit.code == "law"}

    assert counts == {3, 1}
    broken(
        "room", f"{says}, and 3 are taken on 16/11/2026", two, named, others, nation=Nation.NORTHERN_IRELAND
    )


def test_where_an_approval_names_its_carers_only_those_are_counted_for():
    approval = an_approval(total=9, carer_ids=frozenset({"C2"}))
    home = (*a_home(approval=approval), a_carer("C2"))
    named = living_there("L1", carer_id="C-H1")
    context = a_context(home, named, nation=Nation.NORTHERN_IRELAND)

    assert [limit.count(()) for limit in limits_on(context, "H1", ON, ()) if limit.code == "law"] == [1]


def test_with_another_scheme_as_many_as_it_has_count_towards_law_and_the_schemes_limit():
    # Two with another scheme and nobody of ours: one more makes three.
    elsewhere = (OtherUse(kind=OtherUseKind.OTHER_SCHEME, number=2),)
    context = a_context(
        a_home(other_uses=elsewhere), nation=Nation.WALES, local_limit=3, policy=Policy(tax_cap_blocks=True)
    )

    assert [limit_of(code, context).count(()) for code in ("law", "scheme", "tax")] == [2, 2, 2]
    assert limit_of("approval-total", context).count(()) == 0


def test_fostering_and_lodgers_do_not_count_and_staying_put_does_for_tax():
    uses = tuple(OtherUse(kind=kind, number=1) for kind in OtherUseKind)
    context = a_context(a_home(other_uses=uses), nation=Nation.WALES)

    assert limit_of("law", context).count(()) == 1
    assert limit_of("tax", context).count(()) == 2


# (d) the scheme's own limit


def test_the_schemes_own_limit_lets_in_the_last_one_and_not_one_more():
    met("room", roomy(), living_there("L1"), local_limit=2)
    broken(
        "room",
        "2 at once by the scheme's own limit, and 2 are taken on 16/11/2026",
        roomy(),
        living_there("L1", "L2"),
        local_limit=2,
    )


# (e) the tax cap


def test_the_tax_cap_warns_and_does_not_block_unless_the_policy_says_so():
    full = (roomy(), living_there("L1", "L2", "L3"))
    says = (
        "3 at once before the carers lose their tax relief (Income Tax (Trading and Other Income) Act 2005)"
    )

    met("room", *full)
    broken("room", f"{says}, and 3 are taken on 16/11/2026", *full, policy=Policy(tax_cap_blocks=True))
    met("room", roomy(), living_there("L1", "L2"), policy=Policy(tax_cap_blocks=True))


def test_siblings_count_once_for_tax_and_a_couple_twice():
    people = living_there("L1", "L2", "L3")
    siblings = a_group("L1", "L2", relation=TogetherRelation.SIBLINGS)
    couple = a_group("L1", "L2", relation=TogetherRelation.COUPLE)

    assert limit_of("tax", a_context(roomy(), people, siblings)).count(()) == 2
    assert limit_of("tax", a_context(roomy(), people, couple)).count(()) == 3


def test_three_siblings_are_one_though_nobody_named_all_three_at_once():
    two_by_two = (
        a_group("L1", "L2", relation=TogetherRelation.SIBLINGS),
        a_group("L2", "L3", id="T2", relation=TogetherRelation.SIBLINGS),
    )

    assert limit_of("tax", a_context(roomy(), living_there("L1", "L2", "L3"), *two_by_two)).count(()) == 1


def test_where_the_law_sets_no_tax_cap_there_is_none(monkeypatch):
    monkeypatch.setattr(law, "known", lambda *_: None)

    assert "tax" not in {limit.code for limit in limits_on(a_context(), "H1", ON, ())}


def test_a_sibling_who_comes_to_one_who_is_there_adds_nothing_for_tax():
    siblings = a_group("P1", "L1", relation=TogetherRelation.SIBLINGS)
    context = a_context(roomy(), living_there("L1"), siblings)
    limit = limit_of("tax", context)

    assert limit.count(()) == limit.count(coming(context)) == 1


# (f) bedrooms


def test_every_guest_has_a_bedroom_to_themselves():
    rooms = (a_bedroom("B1"), a_bedroom("B2"))
    wide = an_approval(total=9, live_in=9)

    met("room", a_home(bedrooms=rooms, approval=wide), living_there("L1"))
    broken(
        "room",
        "2 bedrooms, and 2 are taken on 16/11/2026",
        a_home(bedrooms=rooms, approval=wide),
        living_there("L1", "L2"),
    )


def test_a_couple_who_share_take_one_bedroom():
    home = a_home(bedrooms=(a_bedroom("B1"), a_bedroom("B2")), approval=an_approval(total=9, live_in=9))

    met("room", home, living_there("L1", "L2"), a_group("L1", "L2", share_bedroom=True))


def test_a_day_guest_needs_no_bedroom():
    met("room", a_home(bedrooms=()), a_request(kind=Kind.DAY_SUPPORT))


def test_a_closed_bedroom_holds_nobody():
    closed = a_bedroom("B1", closed=(Period(day(2), day(3)),))

    broken("room", "0 bedrooms, and 0 are taken on 18/11/2026", a_home(bedrooms=(closed,)))
    met("room", a_home(bedrooms=(closed,)), a_request(kind=Kind.SHORT_BREAK, nights=2))


def test_one_room_must_be_free_all_the_time_though_some_room_is_every_night():
    # B1 is let on nights 0 and 1, B2 on nights 4 and 5: never full, and no room for nights 0 to 5.
    rooms = (a_bedroom("B1"), a_bedroom("B2"))
    let = (*a_break(1, 0, 2, bedroom_id="B1"), *a_break(2, 4, 6, bedroom_id="B2"))
    home = a_home(bedrooms=rooms, approval=an_approval(total=9, short_break=9))

    broken(
        "room",
        "no one bedroom is free for all these nights",
        home,
        *let,
        a_request(kind=Kind.SHORT_BREAK, nights=6),
    )
    met("room", home, *let, a_request(kind=Kind.SHORT_BREAK, nights=4))


def test_the_one_room_with_what_two_people_need_is_counted_for_both():
    # B1 alone is on the ground floor: of those who need that one may come, whatever else is free.
    rooms = (a_bedroom("B1", is_ground_floor=True), a_bedroom("B2"), a_bedroom("B3"))
    context = a_context(a_home(bedrooms=rooms))
    need = frozenset({"ground floor"})

    limits = limits_on(context, "H1", ON, [need])
    rooms_limits = {limit.says: limit.most for limit in limits if limit.code.startswith("bedrooms")}

    assert rooms_limits == {"3 bedrooms": 3, "1 bedroom known to have this: ground floor": 1}


def test_needs_that_the_same_rooms_meet_are_counted_together():
    # Hall's condition: two needs, one room that meets both, another that meets the second only.
    rooms = (
        a_bedroom("B1", is_ground_floor=True, is_step_free=True),
        a_bedroom("B2", is_step_free=True),
        a_bedroom("B3"),
    )
    ground, step = frozenset({"ground floor"}), frozenset({"step-free"})
    limits = limits_on(a_context(a_home(bedrooms=rooms)), "H1", ON, [ground, step])

    assert {limit.says for limit in limits if limit.code == "bedrooms-with"} == {
        "1 bedroom known to have this: ground floor",
        "2 bedrooms known to have this: ground floor or step-free",
    }


def test_a_need_that_no_room_meets_leaves_no_room():
    need = frozenset({"room for a hoist"})
    limits = limits_on(a_context(), "H1", ON, [need])

    assert [limit.most for limit in limits if limit.code == "bedrooms-with"] == [0]


def test_a_room_that_nobody_named_may_be_any_room():
    # Two rooms on the ground floor, one resident somewhere: one is certain to be left.
    rooms = (a_bedroom("B1", is_ground_floor=True), a_bedroom("B2", is_ground_floor=True), a_bedroom("B3"))
    context = a_context(a_home(bedrooms=rooms), living_there("L1"))
    limits = limits_on(context, "H1", ON, [frozenset({"ground floor"})])

    assert [limit.most - limit.count(()) for limit in limits if limit.code == "bedrooms-with"] == [1]


# What is not known, and which limit is named


@pytest.mark.parametrize("use", list(OtherUseKind))
def test_another_use_of_how_many_nobody_said_makes_the_count_not_known(use):
    home = a_home(other_uses=(OtherUse(kind=use),))

    asks("room", f"For how many people: {use}?", AskWhom.HOUSEHOLD, home)
    met("room", home, a_request(kind=Kind.OUTREACH))
    met("room", a_home(other_uses=(OtherUse(kind=use, number=0),)))


def test_an_approval_without_any_number_is_a_question_to_the_scheme():
    home = a_home(approval=an_approval(terms={"total": None, "numbers": None}))

    asks("room", "For how many people at once is the household approved?", AskWhom.SCHEME, home)
    met("room", home, not_kept=frozenset({"approval.numbers"}))
    met("room", a_home(approval=an_approval(terms={"total": None})))


def test_how_many_children_come_is_asked_of_the_person():
    asks(
        "room",
        "How many children come too?",
        AskWhom.PERSON,
        a_home(),
        a_request(kind=Kind.PARENT_AND_CHILD),
    )


def test_bedrooms_that_nobody_counted_are_a_question_unless_the_register_keeps_none():
    home = a_home(bedrooms=None)

    asks("room", "How many bedrooms are there for people supported?", AskWhom.HOUSEHOLD, home)
    met("room", home, not_kept=frozenset({"household.bedrooms"}))
    met("room", home, a_request(kind=Kind.DAY_SUPPORT))


def test_what_is_broken_comes_before_what_is_not_known():
    home = a_home(other_uses=(OtherUse(kind=OtherUseKind.LODGER),), approval=an_approval(total=1))

    broken("room", "approved for 1 at once, and 1 is taken on 16/11/2026", home, living_there("L1"))


def test_the_tightest_limit_is_named():
    # One place left by the kind, none by the scheme's limit, one room too few: -1 is the tightest.
    home = a_home(bedrooms=(a_bedroom("B1"),), approval=an_approval(total=9, live_in=3))

    broken(
        "room",
        "1 bedroom, and 2 are taken on 16/11/2026",
        home,
        living_there("L1", "L2"),
        local_limit=2,
    )


def test_a_home_without_an_approval_has_no_number_from_it():
    codes = {limit.code for limit in limits_on(a_context(a_household(), a_carer()), "H1", ON, ())}

    assert codes == {"tax", "bedrooms"}


# The days that are looked at


def test_the_days_that_matter_are_those_on_which_something_begins_or_ends():
    closed = a_bedroom("B1", closed=(Period(day(30), day(39)),))
    approval = an_approval(approved_until=day(59), suspended=(Period(day(50), day(51)),))
    home = (
        a_household(bedrooms=(closed, a_bedroom("B2"))),
        a_carer(carer_since=day(-9), left_on=day(70)),
        approval,
    )
    context = a_context(home, *a_break(1, 5, 9))
    asked = possible_times(a_request(kind=Kind.SHORT_BREAK, earliest_start=day(2), nights=3), ON)

    assert days_that_matter(context, "H1", asked) == [
        ON,
        *map(day, (2, 5, 9, 30, 40, 50, 52, 60, 70)),
    ]


def test_a_stay_away_ends_on_a_day_that_matters():
    away = an_arrangement(
        "AW", person_id="L1", household_id="H2", kind=Kind.SHORT_BREAK, stay=Stay(day(3), day(6))
    )
    context = a_context(a_home(), a_home("H2"), living_there("L1"), away)

    assert days_that_matter(context, "H1", ()) == [ON, day(3), day(6)]


def test_a_day_guest_who_stays_the_night_is_one_person():
    # P1 is there on Mondays and asks for a break over one: one person at once, and two with somebody new.
    mondays = Sessions(Period(day(-30)), frozenset({Weekday.MONDAY}))
    days_there = an_arrangement("D1", kind=Kind.DAY_SUPPORT, stay=None, sessions=mondays)
    stays = {"kind": Kind.SHORT_BREAK, "nights": 10}
    one_place = roomy(total=1, short_break=1, day_support=1)

    met("room", one_place, a_person(), days_there, a_request(**stays))
    broken(
        "room",
        "approved for 1 at once, and 1 is taken on 16/11/2026",
        one_place,
        a_person(),
        a_person("P2"),
        days_there,
        a_request(person_id="P2", **stays),
    )
