"""What keeps choices out: what is named suffices, and what it would cost is what brute force finds."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from programs import PEOPLE, best_vector, is_sound, possible_programs, vector

from sharedlives.errors import UnknownIdError
from sharedlives.program import (
    AllOrNone,
    AtMostOne,
    AtOnce,
    Choice,
    Days,
    InAll,
    Keep,
    Program,
    Take,
    solve,
    what_binds,
)

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])


def chosen_in(program, ids):
    return tuple(choice for choice in program.choices if choice.id in set(ids))


@PATIENT
@given(possible_programs(), st.sampled_from(PEOPLE))
def test_without_the_rules_that_are_named_the_choice_could_simply_be_added(program, who):
    solution = solve(program)
    theirs = [choice for choice in program.choices if who in choice.meets]
    if not theirs:
        return
    others = [c for c in chosen_in(program, solution.chosen) if who not in c.meets]
    for kept_out in what_binds(program, solution, who):
        [choice] = chosen_in(program, [kept_out.choice])
        named = {id(breach.rule) for breach in kept_out.obstacles if breach.rule is not None}
        in_the_way = {n for breach in kept_out.obstacles if breach.rule is None for n in breach.by}
        without = evolve(
            program,
            rules=[
                rule
                if id(rule) not in named
                else AtOnce(rule.place, most=99)
                if isinstance(rule, AtOnce)
                else AtMostOne(choice.id)
                for rule in program.rules
            ],
        )
        left = tuple(other for other in others if other.id not in in_the_way)
        if not in_the_way:  # else what is given up for it may be missed elsewhere
            assert is_sound(without, (*left, choice))
        assert bool(kept_out.obstacles) == (not is_sound(program, (*others, choice)))


@PATIENT
@given(possible_programs(), st.sampled_from(PEOPLE))
def test_what_it_would_cost_is_what_the_best_choice_with_it_loses(program, who):
    solution = solve(program)
    if not any(who in choice.meets for choice in program.choices):
        return
    now = vector(program, chosen_in(program, solution.chosen))
    for kept_out in what_binds(program, solution, who):
        then = best_vector(evolve(program, rules=[*program.rules, Keep(kept_out.choice)]))
        if then is None:
            assert kept_out.differences == ()
            assert kept_out.clash or len(kept_out.obstacles) > 0
        else:
            assert tuple(each.value for each in kept_out.differences) == tuple(
                there - here for there, here in zip(then, now, strict=True)
            )
            assert all(each.proven for each in kept_out.differences)


# By hand


def one_room(*choices: Choice, rules=(), most: int = 1, levels=("urgent", "met", "wish")) -> Program:
    return Program(levels, choices, [AtOnce("A", most=most), *rules])


def test_a_full_place_is_named_with_who_is_there_and_when():
    # Bob is urgent and has the room on 2 and 3; Ann would need it from 1 to 5.
    ann = Choice("ann", meets="Ann", takes=Take("A", first=1, last=5), scores={"met": 1, "wish": 9})
    bob = Choice("bob", meets="Bob", takes=Take("A", first=2, last=3), scores={"urgent": 1, "met": 1})
    program = one_room(ann, bob)
    [kept_out] = what_binds(program, solve(program), "Ann")
    [obstacle] = kept_out.obstacles

    assert (obstacle.rule, obstacle.by) == (program.rules[0], ("bob",))
    assert obstacle.days == (Days(first=2, last=3),)
    assert [(each.level, each.value) for each in kept_out.differences] == [
        ("urgent", -1),
        ("met", 0),
        ("wish", 9),
    ]
    assert (
        kept_out.sentence
        == "ann: A: 1 at once; from day 2 to day 3 it is 2; taking it would lower urgent by 1"
    )


def test_days_are_dates_where_they_were_and_open_ends_stay_open():
    day = date(2026, 11, 25)
    ann = Choice("ann", meets="Ann", takes=Take("A"), scores={"met": 1})
    bob = Choice("bob", meets="Bob", takes=Take("A", first=day), scores={"urgent": 1})
    program = one_room(ann, bob)
    [kept_out] = what_binds(program, solve(program), "Ann")

    assert kept_out.obstacles[0].days == (Days(first=day, last=None),)


def test_who_goes_together_with_somebody_who_is_not_met_hears_of_it():
    # Bob takes two of one: he can never be met, so Ann is not.
    ann = Choice("ann", meets="Ann", scores={"met": 1})
    bob = Choice("bob", meets="Bob", takes=Take("A", size=2), scores={"met": 1})
    program = one_room(ann, bob, rules=[AllOrNone(("Ann", "Bob"))])
    [kept_out] = what_binds(program, solve(program), "Ann")

    assert [breach.rule for breach in kept_out.obstacles] == [program.rules[1]]
    assert kept_out.obstacles[0].sentence == "Ann and Bob go together; Bob not met"
    assert sorted(kept_out.clash) == ["A: 1 at once", "Ann and Bob go together"]
    assert kept_out.sentence.startswith(
        "ann: Ann and Bob go together; Bob not met; it can never be, because of"
    )


def test_who_could_be_added_and_is_not_hears_which_level_it_would_lower():
    program = one_room(Choice("ann", meets="Ann", takes=Take("A"), scores={"wish": -3}))
    [kept_out] = what_binds(program, solve(program), "Ann")

    assert kept_out.obstacles == ()
    assert kept_out.sentence == "ann: taking it would lower wish by 3"


def test_who_would_change_nothing_hears_that_nothing_keeps_them_out():
    program = one_room(Choice("ann", meets="Ann", takes=Take("A")))
    [kept_out] = what_binds(program, solve(program), "Ann")

    assert (kept_out.outranked_by, kept_out.sentence) == (None, "ann: nothing keeps it out")


def test_who_is_met_may_ask_why_it_is_not_another():
    # In A Ann is worth 5, in B 2: to change would cost 3 of wish. What is kept stays kept.
    choices = [
        Choice("ann in A", meets="Ann", takes=Take("A"), scores={"met": 1, "wish": 5}),
        Choice("ann in B", meets="Ann", scores={"met": 1, "wish": 2}),
    ]
    program = one_room(*choices)
    [kept_out] = what_binds(program, solve(program), "Ann")
    kept = evolve(program, rules=[*program.rules, Keep("ann in A")])
    [settled] = what_binds(kept, solve(kept), "Ann")

    assert kept_out.sentence == "ann in B: taking it would lower wish by 3"
    assert [breach.sentence for breach in settled.obstacles] == ["keep ann in A; it is not"]


def test_who_is_met_together_with_somebody_met_already_hears_by_which_choice():
    choices = [
        Choice("both", meets=("Ann", "Bob"), scores={"met": 1}),
        Choice("bob", meets="Bob", scores={"met": 1, "wish": 1}),
    ]
    program = one_room(*choices, rules=[InAll(["both", "bob"], most=1)])
    [kept_out] = what_binds(program, solve(program), "Ann")

    assert [(breach.rule is None, breach.by) for breach in kept_out.obstacles] == [
        (True, ("bob",)),
        (False, ("bob",)),
    ]


def test_without_time_differences_are_bounds():
    names = [f"P{n}" for n in range(7)]
    choices = [Choice(name, meets=name, scores={"met": 1}) for name in names]
    ring = [AtMostOne((names[n], names[n - 1])) for n in range(7)]
    program = one_room(*choices, rules=ring)
    solution = solve(program)
    who = next(name for name in names if name not in solution.chosen)
    [kept_out] = what_binds(program, solution, who, time_limit=0)

    assert all(each.value <= each.bound for each in kept_out.differences)


def test_nobody_is_asked_about():
    with pytest.raises(UnknownIdError, match="no choice meets Zoe"):
        what_binds(one_room(), solve(one_room()), "Zoe")
