"""A program as rows: nothing twice, nothing idle, the fullest days only; the same again over dates."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from programs import every_choice, is_sound, programs

from sharedlives.program.posing import Choice, Program, Take
from sharedlives.program.rows import Calendar
from sharedlives.program.rules import AllOrNone, AtMostOne, AtOnce, InAll, Keep
from sharedlives.program.writing import pieces, written


def a_stay(name: str, who: str, first=None, last=None, *, size: int = 1, kind: str | None = None) -> Choice:
    return Choice(name, meets=who, takes=Take("A", size=size, first=first, last=last, kind=kind))


def said(choices, *rules) -> list[tuple[list[str], int, str]]:
    """Each row as the names of its choices (with their weight beyond one), how many at most, and why."""
    rows = written(Program((), choices, rules))
    names = [choice.id for choice in rows.choices] + [f"flag {n}" for n in range(1, rows.size + 1)]
    return [
        (
            [names[n] if weight == 1 else f"{weight} x {names[n]}" for n, weight in row.weights],
            row.most,
            row.why,
        )
        for row in rows.rows
    ]


def test_who_is_met_in_one_of_several_ways_has_one_row_and_who_has_one_way_none():
    choices = [Choice("a1", meets="Ann"), Choice("a2", meets="Ann"), Choice("b", meets="Bob")]
    assert said(choices) == [(["a1", "a2"], 1, "one choice for Ann")]


def test_a_limit_that_no_choice_can_pass_is_no_row():
    # Ann takes 2 or 1 of 3, Bob 1: never more than 3.
    choices = [a_stay("a1", "Ann", size=2), a_stay("a2", "Ann"), a_stay("b", "Bob")]
    assert said(choices, AtOnce("A", most=3)) == [(["a1", "a2"], 1, "one choice for Ann")]


def test_of_the_days_of_a_limit_only_the_fullest_are_rows():
    # On 3 all of a, b, c are there; on 5 c and d; on no other day more than on these.
    choices = [
        a_stay("a", "Ann", 1, 3),
        a_stay("b", "Bob", 2, 4),
        a_stay("c", "Cem", 3, 5),
        a_stay("d", "Dee", 5, 9),
    ]

    assert said(choices, AtOnce("A", most=1)) == [
        (["a", "b", "c"], 1, "A: 1 at once"),
        (["c", "d"], 1, "A: 1 at once"),
    ]


def test_a_tighter_limit_over_as_many_makes_the_wider_one_superfluous():
    choices = [a_stay(who.lower(), who) for who in ("Ann", "Bob", "Cem")]
    rules = [AtOnce("A", most=2), AtOnce("A", most=1, says="one cot")]

    assert said(choices, *rules) == [(["ann", "bob", "cem"], 1, "one cot")]


def test_kinds_have_a_flag_each_and_one_flag_is_up():
    # Two women at most, or one man who takes two.
    choices = [
        a_stay("a", "Ann", kind="F"),
        a_stay("b", "Bea", kind="F"),
        a_stay("c", "Cem", size=2, kind="M"),
    ]

    assert said(choices, AtOnce("A", most=3, one_kind=True)) == [
        (["a", "b", "2 x c"], 3, "A: 3 at once, of one kind"),
        (["a", "b", "-2 x flag 1"], 0, "A: 3 at once, of one kind"),
        (["2 x c", "-2 x flag 2"], 0, "A: 3 at once, of one kind"),
        (["flag 1", "flag 2"], 1, "A: 3 at once, of one kind"),
    ]


def test_kinds_that_cannot_meet_for_want_of_room_need_no_flag():
    choices = [a_stay("a", "Ann", kind="F"), a_stay("b", "Bob", kind="M")]
    assert said(choices, AtOnce("A", most=1, one_kind=True)) == [(["a", "b"], 1, "A: 1 at once, of one kind")]


def test_pairs_at_odds_grow_to_cliques_and_sets_stay_as_they_are():
    choices = [
        Choice("a", meets="Ann"),
        Choice("b1", meets="Bob"),
        Choice("b2", meets="Bob"),
        Choice("c", meets="Cem"),
    ]
    rules = [
        AtMostOne(("a", "b1"), says="apart"),
        AtMostOne(("b2", "a"), says="no cats"),
        AtMostOne(("b1", "c")),
    ]

    assert said(choices, *rules, AtMostOne("c")) == [
        (["a", "b1", "b2"], 1, "apart"),
        (["b1", "c"], 1, "at most one of b1, c"),
    ]
    assert said(choices, AtMostOne(("a", "b1", "c"))) == [
        (["a", "b1", "c"], 1, "at most one of a, b1, c"),
        (["b1", "b2"], 1, "one choice for Bob"),
    ]


def test_the_other_rules_are_rows_as_they_say():
    choices = [Choice("a", meets="Ann"), Choice("b", meets="Bob"), Choice("ab", meets=("Ann", "Bob"))]
    rules = [
        AllOrNone(("Bob", "Ann")),
        InAll({"a": 2, "b": -1}, least=1, most=9**9),
        Keep(("a", "b")),
        Keep(("a", "ab"), says="Ann is met"),
    ]
    assert said(choices, *rules) == [
        (["a", "ab"], 1, "Ann is met"),
        (["a", "-1 x b"], 0, "Bob and Ann go together"),
        (["-2 x a", "b"], -1, "at least 1 and at most 387420489 of 2 x a, -1 x b"),
        (["-1 x a", "-1 x b"], -1, "keep one of a, b"),
        (["a", "ab"], 1, "one choice for Ann"),
        (["ab", "b"], 1, "one choice for Bob"),
    ]


# Over dates


def calendars_of(choices, *rules) -> list[Calendar]:
    return [c for piece in pieces(written(Program((), choices, rules))) for c in piece.component.calendars]


def test_a_calendar_says_a_limit_again_over_ordinals_with_open_ends_as_far_as_any_other():
    first, last = date(2026, 11, 25), date(2026, 11, 27)
    choices = [
        a_stay("a", "Ann", first, first),
        a_stay("b", "Bob", last, None, size=2),
        a_stay("c", "Cem", None, last),
        a_stay("d", "Dee"),
    ]
    one, three = first.toordinal(), last.toordinal()

    assert calendars_of(choices, AtOnce("A", most=2)) == [
        Calendar(
            most=2, uses=((0, 1, one, one), (1, 2, three, three), (2, 1, one, three), (3, 1, one, three))
        )
    ]


def test_without_a_date_or_where_all_of_it_is_at_one_time_there_is_no_calendar():
    always, again = (
        [a_stay("a", "Ann"), a_stay("b", "Bob")],
        [a_stay("a", "Ann", 1, 3), a_stay("b", "Bob", 2)],
    )

    assert calendars_of(always, AtOnce("A", most=1)) == []
    assert calendars_of(again, AtOnce("A", most=1)) == []


def test_a_limit_for_some_days_has_a_calendar_of_those_days():
    days = {"Ann": (1, 2), "Bob": (2, 9), "Cem": (4, 9), "Dee": (7, 9)}
    choices = [a_stay(who[0].lower(), who, *its) for who, its in days.items()]
    rules = [AtOnce("A", most=9), AtOnce("A", most=1, last=4)]

    assert calendars_of(choices, *rules) == [
        Calendar(most=1, uses=((0, 1, 1, 2), (1, 1, 2, 4), (2, 1, 4, 4)))
    ]


@settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(programs())
def test_calendars_never_say_more_than_rules_do(program):
    parts = pieces(written(program))
    for chosen in every_choice(program):
        if is_sound(program, chosen):
            ids = {choice.id for choice in chosen}
            for piece in parts:
                taken = {n for n, choice in enumerate(piece.choices) if choice.id in ids}
                assert all(_holds(calendar, taken) for calendar in piece.component.calendars)


def _holds(calendar: Calendar, taken: set[int]) -> bool:
    uses = [use for use in calendar.uses if use[0] in taken]
    return all(
        sum(size for _, size, first, last in uses if first <= day <= last) <= calendar.most
        for day in {first for _, _, first, _ in uses}
    )


# Components


def test_choices_say_which_one_request_they_meet():
    choices = [
        Choice("a", meets="Ann"),
        Choice("b", meets="Bob"),
        Choice("c", meets=("Ann", "Cem")),
        Choice("d"),
        Choice("e", meets="Ann"),
    ]
    [piece] = pieces(written(Program((), choices, [InAll(list("abcde"), most=1)])))

    assert piece.component.asks == (0, 1, -1, -1, 0)


def test_what_no_rule_ties_together_falls_apart_and_what_none_holds_is_one_component():
    choices = [
        Choice(name, meets=name[0], scores={"met": n}) for n, name in enumerate(("a1", "b1", "c", "a2", "b2"))
    ]
    parts = pieces(written(Program("met", choices)))

    assert [[choice.id for choice in piece.choices] for piece in parts] == [["c"], ["a1", "a2"], ["b1", "b2"]]
    assert [piece.component.worths for piece in parts] == [((2,),), ((0, 3),), ((1, 4),)]
