"""What a level costs those below it: worked out by hand, and as brute force finds with it put last."""

from __future__ import annotations

from attrs import evolve
from hypothesis import HealthCheck, given, settings
from programs import best_vector, possible_programs

from sharedlives.program import AtMostOne, AtOnce, Choice, Program, Take, prices, solve

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])


@PATIENT
@given(possible_programs())
def test_a_price_is_the_difference_that_it_makes_to_put_the_level_last(program):
    solution = solve(program)
    now = {level.name: level.value for level in solution.levels}

    for price in prices(program, solution):
        levels = [*(level for level in program.levels if level != price.level), price.level]
        moved = evolve(program, levels=levels)
        then = dict(zip(levels, best_vector(moved), strict=True))

        assert price.proven
        assert {each.level: each.value for each in (price.itself, *price.below)} == {
            level: then[level] - now[level] for level in program.levels[program.levels.index(price.level) :]
        }


def a_room_for_two() -> Program:
    """Two urgent who would fit little, and two who would fit well, for two places.

    Urgent first: 2 urgent, fit 20 + 30 = 50, waited 5 + 5. For fit alone: none urgent, fit 40 + 51 = 91.
    """
    worths = {"Ann": (1, 5, 20), "Bob": (1, 5, 30), "Cem": (0, 9, 40), "Dee": (0, 0, 51)}
    choices = [
        Choice(
            who, meets=who, takes=Take("A"), scores=dict(zip(("urgent", "waited", "fit"), those, strict=True))
        )
        for who, those in worths.items()
    ]
    return Program(("urgent", "waited", "fit"), choices, [AtOnce("A", most=2)])


def test_meeting_the_urgent_first_lowers_fit_by_what_it_says():
    # Without urgent, waited comes first: Cem 9 and one of Ann and Bob 5, of whom Bob fits better: 14 and 70.
    # Without waited, fit decides among the urgent, and both are met all the same.
    program = a_room_for_two()
    urgent, waited = prices(program, solve(program))

    assert [(each.level, each.value) for each in (urgent.itself, *urgent.below)] == [
        ("urgent", -1),
        ("waited", 4),
        ("fit", 20),
    ]
    assert urgent.sentence == "urgent where it is: 1 more of it, 4 less of waited, 20 less of fit"
    assert waited.sentence == "waited where it is: nothing more and nothing less"


def test_meeting_two_urgent_first_lowers_fit_by_41():
    program = a_room_for_two()
    choices = [evolve(c, scores=[(k, v) for k, v in c.scores if k != "waited"]) for c in program.choices]
    program = Program(("urgent", "fit"), choices, program.rules)
    [price] = prices(program, solve(program))

    assert price.sentence == "urgent where it is: 2 more of it, 41 less of fit"


def test_a_single_level_has_no_price():
    assert prices(Program("met", [Choice("c", scores={"met": 1})]), solve(Program("met", []))) == ()


def test_without_time_a_price_says_that_it_is_not_proven():
    names = [f"P{n}" for n in range(9)]
    choices = [Choice(n, meets=n, scores={"met": 1, "wish": 7**at % 11}) for at, n in enumerate(names)]
    program = Program(("met", "wish"), choices, [AtMostOne((names[n], names[n - 1])) for n in range(9)])
    [price] = prices(program, solve(program), time_limit=0)

    assert not price.proven
    assert price.sentence.endswith("(not proven)")
    assert all(each.value <= each.bound for each in price.below)
