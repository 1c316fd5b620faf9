"""What a plan must keep to, posed and written down as rows: nothing twice, nothing idle."""

from __future__ import annotations

from builders import a_bedroom, a_group, a_home, a_person, a_wish, an_approval, an_arrangement, day
from plans import asks_for, planned, proposed, rows_in

from sharedlives.domain.arrangement import KeepApart
from sharedlives.domain.policy import Policy
from sharedlives.domain.wish import About
from sharedlives.domain.words import Access, Kind, Nation, Sex, Strength, TogetherRelation

BREAK = Kind.SHORT_BREAK
WIDE = an_approval(total=9, live_in=9, short_break=9)


def rooms(number: int):
    return tuple(a_bedroom(f"B{room}") for room in range(1, number + 1))


def said(*records, **settings) -> list[tuple[list[str], int, str]]:
    """Each row as the names of its options (with their weight beyond one), how many at most, and why."""
    names, rows = rows_in(*records, **settings)
    return [
        ([names[i] if w == 1 else f"{w} x {names[i]}" for i, w in row.weights], row.most, row.why)
        for row in rows
    ]


def test_a_request_has_one_option_at_most():
    # Alone in two homes, nothing but this binds.
    assert said(a_home("H1"), a_home("H2"), asks_for(1)) == [
        (["R1 H1 H1-1 0", "R1 H2 H2-1 0"], 1, "one choice for R1")
    ]


def test_a_limit_that_no_choice_can_pass_is_no_row():
    # Two rooms and two who ask, one of them on any of three days: never more than two at once.
    home = a_home(bedrooms=rooms(2), approval=WIDE)

    assert said(home, asks_for(1, BREAK, nights=3), asks_for(2, BREAK, nights=3, latest_start=day(2))) == [
        (["R2 H1 B1 0", "R2 H1 B1 1", "R2 H1 B1 2"], 1, "one choice for R2")
    ]


def test_of_the_days_of_a_limit_only_the_fullest_are_rows():
    # One room. R1 has nights 0 to 2; R2 begins on 0, 1, 2 or 3, for two nights. On night 0 R1 would meet R2
    # from day 0; on night 1 also R2 from day 1, which says as much; on night 2 R2 from days 1 and 2.
    found = said(
        a_home(bedrooms=rooms(1), approval=WIDE),
        asks_for(1, BREAK, nights=3),
        asks_for(2, BREAK, nights=2, latest_start=day(3)),
    )

    assert found == [
        (["R1 H1 B1 0", "R2 H1 B1 0", "R2 H1 B1 1"], 1, "household H1: 1 bedroom"),
        (["R1 H1 B1 0", "R2 H1 B1 1", "R2 H1 B1 2"], 1, "household H1: 1 bedroom"),
        (["R2 H1 B1 0", "R2 H1 B1 1", "R2 H1 B1 2", "R2 H1 B1 3"], 1, "one choice for R2"),
    ]


def test_a_tighter_limit_over_as_many_makes_the_wider_one_superfluous():
    # Three ask for two rooms; the approval is for two of the kind and for one at once: only the last is said.
    home = a_home(bedrooms=rooms(2), approval=an_approval(total=1, live_in=2))

    assert [
        (len(names), most, why) for names, most, why in said(home, asks_for(1), asks_for(2), asks_for(3))
    ] == [(3, 1, "household H1: approved for 1 at once")]


def test_those_who_are_there_already_leave_less_room():
    there = (a_person("L1"), an_arrangement(person_id="L1"))
    found = said(a_home(bedrooms=rooms(3), approval=WIDE), *there, asks_for(1), asks_for(2), asks_for(3))

    assert [(len(names), most, why) for names, most, why in found] == [(3, 2, "household H1: 3 bedrooms")]


def test_people_who_go_into_one_home_count_as_many_as_they_are():
    home = a_home(bedrooms=rooms(2), approval=WIDE)
    pair = a_group("P1", "P2")

    assert said(home, asks_for(1), asks_for(2), asks_for(3), pair) == [
        (["2 x R1 H1 B1 0 + R2 H1 B1 0", "R3 H1 B1 0"], 2, "household H1: 2 bedrooms")
    ]


def test_people_who_go_together_into_different_homes_are_met_all_or_none():
    names, rows = rows_in(
        a_home("H1"), a_home("H2"), asks_for(1), asks_for(2), a_group("P1", "P2", one_home=False)
    )
    exact = [row for row in rows if row.exactly]

    assert [(row.weights, row.most, row.why) for row in exact] == [
        (((0, 1), (1, -1), (2, 1), (3, -1)), 0, "R1 and R2 go together")
    ]
    assert [name[:5] for name in names] == ["R1 H1", "R2 H1", "R1 H2", "R2 H2"]


def test_whose_companion_has_no_option_at_all_is_not_met():
    # P2 needs a hoist that no home has room for.
    hoist = a_person("P2", access=frozenset({Access.HOIST}))
    result = planned(a_home(), asks_for(1), asks_for(2, person=hoist), a_group("P1", "P2", one_home=False))

    assert proposed(result) == {}


def test_bedrooms_of_one_kind_hold_as_many_as_there_are_and_others_are_another_matter():
    # B1 and B2 are alike, B3 is a double: each request has an option in either kind.
    home = a_home(bedrooms=(*rooms(2), a_bedroom("B3", is_double=True)), approval=WIDE)
    found = said(home, *(asks_for(number) for number in range(1, 5)))
    by_why = {why: (names, most) for names, most, why in found}

    assert by_why["household H1: 2 bedrooms like B1"] == ([f"R{n} H1 B1 0" for n in range(1, 5)], 2)
    assert by_why["household H1: 1 bedroom like B3"] == ([f"R{n} H1 B3 0" for n in range(1, 5)], 1)
    assert by_why["household H1: 3 bedrooms"][1] == 3


def test_everyone_at_odds_with_everyone_is_one_row_and_not_a_row_for_each_two():
    # Four people, each to be kept apart from each: six pairs, one clique.
    apart = [
        KeepApart(id=f"X{one}{other}", person_id=f"P{one}", other_id=f"P{other}")
        for one in range(1, 5)
        for other in range(1, one)
    ]
    found = said(a_home(bedrooms=rooms(4), approval=WIDE), *(asks_for(n) for n in range(1, 5)), *apart)

    assert [(len(names), most, why) for names, most, why in found] == [
        (4, 1, "R1 and R2 and R3 and R4: the two are to be kept apart")
    ]


def test_a_conflict_covers_every_day_on_which_one_request_may_begin():
    # R2 on any of three days exclude each other as well: with R1 they are one row.
    apart = KeepApart(id="X1", person_id="P1", other_id="P2")
    home = a_home(bedrooms=rooms(4), approval=WIDE)
    found = said(home, asks_for(1), asks_for(2, BREAK, nights=2, latest_start=day(2)), apart)

    assert [(len(names), most, why) for names, most, why in found] == [
        (4, 1, "R1 and R2: the two are to be kept apart")
    ]


def test_conflicts_for_different_reasons_are_told_apart():
    # P1 is to be kept apart from P2, and wishes no man in the house: P3 is one.
    no_man = a_wish(About.HOME_SEX, "male", Strength.MUST_NOT)
    found = said(
        a_home(bedrooms=rooms(4), approval=WIDE),
        asks_for(1, person=a_person("P1", wishes=(no_man,))),
        asks_for(2),
        asks_for(3, person=a_person("P3", sex=Sex.MALE)),
        KeepApart(id="X1", person_id="P1", other_id="P2"),
    )

    assert {why.split(":")[0] for _, _, why in found} == {"R1 and R2", "R1 and R3"}


def test_one_person_may_have_a_home_and_a_break_and_not_two_breaks_at_once():
    person = a_person("P1")
    home, away, again = (
        asks_for(number, kind, person=person)[1]
        for number, kind in ((1, Kind.LIVE_IN), (2, BREAK), (3, BREAK))
    )
    result = planned(a_home("H1"), a_home("H2"), a_home("H3"), person, home, away, again)

    assert set(proposed(result)) in ({"R1", "R2"}, {"R1", "R3"})


def test_siblings_count_once_where_the_tax_cap_blocks_though_they_come_by_requests_of_their_own():
    # Cap 3; L1 and L2 live there. P1 lives in and P2, a sister, comes for a break: one more between them.
    # P3 is nobody's sister: with the two of them that would be four.
    home = a_home(bedrooms=rooms(6), approval=WIDE)
    there = [(a_person(f"L{n}"), an_arrangement(f"A{n}", person_id=f"L{n}")) for n in (1, 2)]
    sisters = a_group("P1", "P2", relation=TogetherRelation.SIBLINGS, one_home=False)
    blocking = Policy(tax_cap_blocks=True)

    result = planned(home, *there, asks_for(1), asks_for(2, BREAK), asks_for(3), sisters, policy=blocking)
    without = planned(home, *there, asks_for(1), asks_for(2, BREAK), sisters, policy=blocking)

    assert set(proposed(without)) == {"R1", "R2"}
    assert set(proposed(result)) == {"R1", "R2"}


def test_in_wales_the_law_is_a_row():
    four = [asks_for(number) for number in range(1, 5)]
    found = said(a_home(bedrooms=rooms(6), approval=WIDE), *four, nation=Nation.WALES)

    assert [(len(names), most) for names, most, why in found if "law" in why] == [(4, 3)]
