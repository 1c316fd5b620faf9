"""The plain checker and scorer: sound is what counting by hand finds sound, and any change is noticed."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from programs import every_choice, is_sound, possible_programs, programs, vector

from sharedlives.errors import OwnBugError
from sharedlives.program import solution as solving
from sharedlives.program.checking import check, met, score
from sharedlives.program.posing import Choice, Program, Take
from sharedlives.program.rules import AllOrNone, AtMostOne, AtOnce, InAll, Keep
from sharedlives.program.solution import Reached, solve

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])


def ids(chosen):
    return [choice.id for choice in chosen]


@PATIENT
@given(programs())
def test_the_check_passes_exactly_what_counting_by_hand_finds_sound(program):
    for chosen in every_choice(program):
        assert (check(program, ids(chosen)) == ()) == is_sound(program, chosen)


@PATIENT
@given(programs())
def test_the_score_of_any_choice_is_the_sum_of_what_is_chosen(program):
    for chosen in every_choice(program):
        assert tuple(score(program, ids(chosen)).values()) == vector(program, chosen)


@PATIENT
@given(possible_programs(), st.data())
def test_any_choice_added_removed_or_changed_fails_the_check_or_the_score(program, data):
    """Every score is a power of two beyond what the others come to, so that no change goes unseen."""
    choices = [evolve(c, scores={"last": 2**number}) for number, c in enumerate(program.choices)]
    telling = evolve(program, choices=choices)
    solution = solve(telling)
    value = solution.levels[-1].value
    one = data.draw(st.sampled_from([choice.id for choice in choices]))
    changed = set(solution.chosen) ^ {one}
    if data.draw(st.booleans()):
        changed ^= {data.draw(st.sampled_from([choice.id for choice in choices]))}

    if changed != set(solution.chosen):
        assert check(telling, changed) or score(telling, changed)["last"] != value


@pytest.mark.parametrize("level", [0, 1])
@pytest.mark.parametrize("by", [-1, 1])
def test_any_level_value_changed_is_not_returned(monkeypatch, level, by):
    program = Program(("met", "wish"), [Choice("c", meets="Ann", scores={"met": 1, "wish": 3})])
    honest = solving._possible

    def dishonest(*args):
        solution = honest(*args)
        levels = list(solution.levels)
        levels[level] = Reached(name=levels[level].name, value=levels[level].value + by, bound=9)
        return evolve(solution, levels=tuple(levels))

    monkeypatch.setattr(solving, "_possible", dishonest)
    with pytest.raises(OwnBugError, match=r"the solver says \d+, counting says \d"):
        solve(program)


def test_a_solution_that_breaks_a_rule_is_not_returned(monkeypatch):
    program = Program("met", [Choice("c", takes=Take("A", size=2), scores={"met": 1})], [AtOnce("A", most=1)])
    monkeypatch.setattr(solving, "_chosen", lambda *_: ["c"])

    with pytest.raises(OwnBugError, match="a solution failed its check: A: 1 at once; it is 2"):
        solve(program)


# What it says


def said(rules, chosen, choices) -> tuple[str, ...]:
    return check(Program("met", choices, rules), chosen)


def a_stay(name: str, who: str, first, last, *, size: int = 1, kind: str | None = None) -> Choice:
    return Choice(name, meets=who, takes=Take("A", size=size, first=first, last=last, kind=kind))


def test_what_is_not_there_or_chosen_twice_is_said():
    assert said([], ["c", "c", "d"], [Choice("c")]) == ("there is no choice d", "choice c is chosen 2 times")


def test_who_is_met_twice_is_said():
    choices = [Choice("a", meets="Ann"), Choice("b", meets=("Bob", "Ann"))]
    assert said([], ["a", "b"], choices) == ("Ann is met by a and b",)


def test_the_last_day_is_included_and_the_day_after_is_not():
    choices = [a_stay("a", "Ann", 1, 3), a_stay("b", "Bob", 3, 5), a_stay("c", "Cem", 4, 5)]
    one = [AtOnce("A", most=1)]

    assert said(one, ["a", "b"], choices) == ("A: 1 at once; on day 3 it is 2",)
    assert said(one, ["a", "c"], choices) == ()


def test_too_much_is_said_once_with_the_first_days_and_the_most_there_is():
    # 1 + 2 on days 2 and 3, 1 + 2 + 1 on day 3 alone, 2 + 1 on day 4: from 2 to 4 more than 2, up to 4.
    choices = [a_stay("a", "Ann", 1, 3), a_stay("b", "Bob", 2, 4, size=2), a_stay("c", "Cem", 3, 5)]
    assert said([AtOnce("A", most=2)], ["a", "b", "c"], choices) == (
        "A: 2 at once; from day 2 to day 4 it is 4",
    )


def test_days_are_said_as_dates_where_they_are():
    first, last = date(2026, 11, 30), date(2026, 12, 1)
    choices = [a_stay("a", "Ann", first, None), a_stay("b", "Bob", None, last)]

    assert said([AtOnce("A", most=1)], ["a", "b"], choices) == (
        "A: 1 at once; from 2026-11-30 to 2026-12-01 it is 2",
    )


def test_a_limit_for_some_days_is_kept_on_those_days_only():
    closed = AtOnce("A", most=0, first=4, last=6, says="A is being painted")
    choices = [a_stay("a", "Ann", 1, 3), a_stay("b", "Bob", 6, 7)]

    assert said([AtOnce("A", most=5), closed], ["a", "b"], choices) == (
        "A is being painted; on day 6 it is 1",
    )


def test_two_kinds_on_one_day_are_said_and_no_kind_goes_with_all():
    choices = [
        a_stay("a", "Ann", 1, 3, kind="F"),
        a_stay("b", "Bob", 3, 4, kind="M"),
        a_stay("c", "Cem", 1, 9),
        a_stay("d", "Dee", 3, 3, size=0, kind="X"),
    ]
    rule = AtOnce("A", most=9, one_kind=True)

    assert said([rule], ["a", "b", "c", "d"], choices) == (
        "A: 9 at once, of one kind; on day 3 there are F and M",
    )
    assert said([rule], ["a", "c", "d"], choices) == ()


def test_every_other_rule_says_how_it_is_broken():
    choices = [Choice("a", meets="Ann"), Choice("b", meets="Bob"), Choice("c")]
    rules = [
        AtMostOne(("a", "b", "c")),
        AllOrNone(("Ann", "Cem")),
        InAll({"a": 2, "b": 1}, most=2),
        InAll({"a": 1, "c": -1}, least=2),
        Keep("c", says="as agreed"),
    ]
    assert said(rules, ["a", "b"], choices) == (
        "at most one of a, b, c; it is a and b",
        "Ann and Cem go together; Cem not met",
        "at most 2 of 2 x a, b; it is 3",
        "at least 2 of a, -1 x c; it is 1",
        "as agreed; it is not",
    )


def test_who_is_met_by_what_is_said_by_name():
    choices = [Choice("2", meets="Bob"), Choice("1", meets=("Cem", "Ann")), Choice("3", meets="Dee")]
    assert met(Program("met", choices), ["1", "2"]) == {"Ann": "1", "Bob": "2", "Cem": "1"}
