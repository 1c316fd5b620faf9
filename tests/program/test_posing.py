"""What can be posed, and that everything wrong with it is said at once."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime

import numpy as np
import pytest

from sharedlives.errors import ProgramError
from sharedlives.program.posing import Choice, Program, Take
from sharedlives.program.rules import AllOrNone, AtMostOne, AtOnce, InAll, Keep
from sharedlives.program.solution import solve

A = AtOnce("A", most=1)


def problems_of(*, levels=("met",), choices=(), rules=(A,)) -> tuple[str, ...]:
    with pytest.raises(ProgramError) as refused:
        Program(levels, choices, rules)
    return refused.value.problems


def test_one_of_anything_may_be_given_without_brackets():
    choice = Choice("c", meets="Ann", takes=Take("A"), scores={"met": 1})
    program = Program("met", [choice], [A, AtMostOne("c"), Keep("c"), AllOrNone("Ann"), InAll(["c"], most=1)])

    assert (choice.meets, choice.takes, choice.scores) == (("Ann",), (Take("A"),), (("met", 1),))
    assert program.levels == ("met",)
    assert program.rules[-1].counts == (("c", 1),)


def test_whole_numbers_of_an_array_are_taken_as_plain_ones():
    two = np.arange(3)[2]
    choice = Choice("c", takes=Take("A", size=two, first=two, last=two), scores={"met": two})
    program = Program("met", [choice], [AtOnce("A", most=two), InAll({"c": two}, most=two)])

    assert choice == Choice("c", takes=Take("A", size=2, first=2, last=2), scores={"met": 2})
    assert {type(number) for _, number in (*choice.scores, *program.rules[1].counts)} == {int}
    assert solve(program).levels[0].value == 2


def test_what_is_posed_can_be_the_key_of_a_dictionary_and_travel():
    choice = Choice("c", meets="Ann", takes=Take("A", first=1), scores={"met": 1})
    program = Program("met", [choice], [A])

    assert len({program, pickle.loads(pickle.dumps(program))}) == 1  # noqa: S301 - our own bytes


def test_everything_wrong_is_said_at_once():
    choices = [
        Choice("c", meets=("Ann", "Ann"), takes=Take("B", size=-1), scores={"fit": 1}),
        Choice("c", takes=Take("A", first=3, last=2)),
    ]
    rules = [A, AtMostOne(("c", "d")), InAll({"c": 1}), AtOnce("C", most=-1)]

    assert problems_of(choices=choices, rules=rules) == (
        "choice c is there 2 times: each needs a name of its own",
        "choice c meets somebody twice: name each once",
        "choice c has a score for fit, which is no level",
        "choice c: no rule says how much B holds at once: add AtOnce('B', most=…)",
        "choice c: what it takes of B is a whole number, 0 or more",
        "choice c: the last day at A is before the first",
        "rule 2, AtMostOne: there is no choice d",
        "rule 3, InAll: it has neither a least nor a most",
        "rule 4, AtOnce: how much is there at most is a whole number, 0 or more",
    )


def test_the_message_names_the_first_problems_and_how_many_more_there_are():
    with pytest.raises(ProgramError, match=r"wrongly:\n- choice c0 has a score (.|\n)*and 10 more"):
        Program("met", [Choice(f"c{number}", scores={"fit": 1}) for number in range(30)])


def test_an_error_travels_between_processes_with_every_problem():
    error = ProgramError(("one", "two"))
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert (again.problems, str(again)) == (error.problems, str(error))


@pytest.mark.parametrize(
    ("choice", "problem"),
    [
        (Choice(""), "choice '': a name is a text that is not empty"),
        (Choice(7), "choice 7: a name is a text that is not empty"),
        (Choice("c", meets=(7,)), "choice c meets somebody whose name is no text"),
        (Choice("c", scores=(("met", 1), ("met", 2))), "choice c has two scores for one level"),
        (Choice("c", scores={"met": 0.5}), "choice c: its score for met is no whole number"),
        (Choice("c", scores={"met": True}), "choice c: its score for met is no whole number"),
        (Choice("c", takes=Take("A", size=1.5)), "choice c: what it takes of A is a whole number, 0 or more"),
        (
            Choice("c", takes=Take("A", first="Monday")),
            "choice c: the days at A are dates without a time, or whole numbers",
        ),
        (
            Choice("c", takes=Take("A", last=datetime(2026, 11, 25, tzinfo=UTC))),
            "choice c: the days at A are dates without a time, or whole numbers",
        ),
        (
            Choice("c", takes=Take("A", first=date(2026, 11, 25), last=3)),
            "some days are dates and some are numbers: let all be of one sort",
        ),
        (
            Choice("c", scores={"met": 2**43}),
            "the scores of level met come to more than 4398046511104 in all: count in larger units",
        ),
        (
            Choice("c", takes=Take("A", size=2**32)),
            "what is taken of A comes to more than 2147483648 in all: count in larger units",
        ),
    ],
)
def test_what_is_wrong_with_a_choice_is_said(choice, problem):
    assert problems_of(choices=[choice]) == (problem,)


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        (AtOnce("A", most=1.5), "rule 1, AtOnce: how much is there at most is a whole number, 0 or more"),
        (AtOnce("A", most=1, first=3, last=2), "rule 1, AtOnce: the last day at A is before the first"),
        (
            AtOnce("A", most=1, first="Monday"),
            "rule 1, AtOnce: the days at A are dates without a time, or whole numbers",
        ),
        (AtMostOne(()), "rule 1, AtMostOne: it names nobody and nothing: name a choice"),
        (AtMostOne(("c", "c")), "rule 1, AtMostOne: it names a choice twice"),
        (Keep("d", says="as agreed"), "rule 1, Keep “as agreed”: there is no choice d"),
        (AllOrNone(()), "rule 1, AllOrNone: it names nobody and nothing: name somebody"),
        (AllOrNone(("Ann", "Ann")), "rule 1, AllOrNone: it names somebody twice"),
        (InAll({}, most=1), "rule 1, InAll: it names nobody and nothing: name a choice"),
        (InAll({"d": 1}, most=1), "rule 1, InAll: there is no choice d"),
        (InAll({"c": 0.5}, most=1), "rule 1, InAll: what it counts and comes to are whole numbers"),
        (InAll({"c": 1}, most=1.5), "rule 1, InAll: what it counts and comes to are whole numbers"),
        (InAll({"c": 1}, least=2, most=1), "rule 1, InAll: its least is more than its most"),
        (
            InAll({"c": 2**32}, most=1),
            "rule 1, InAll: it counts more than 2147483648 in all: count in larger units",
        ),
    ],
)
def test_what_is_wrong_with_a_rule_is_said(rule, problem):
    assert problems_of(choices=[Choice("c")], rules=[rule]) == (problem,)


def test_days_of_two_sorts_are_refused_across_the_program():
    choices = [Choice("c", takes=Take("A", first=1)), Choice("d", takes=Take("A", first=date(2026, 11, 25)))]

    assert problems_of(choices=choices) == (
        "some days are dates and some are numbers: let all be of one sort",
    )


def test_a_level_is_named_once_and_by_a_text():
    assert problems_of(levels=("met", "met", "")) == (
        "level met is there 2 times: each needs a name of its own",
        "level '': a name is a text that is not empty",
    )


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (AtOnce("A", most=2), "A: 2 at once"),
        (AtOnce("A", most=2, one_kind=True, first=3), "A: 2 at once, of one kind, from day 3"),
        (AtOnce("A", most=2, last=date(2026, 11, 25)), "A: 2 at once, until 2026-11-25"),
        (AtOnce("A", most=2, first=3, last=4), "A: 2 at once, from day 3 to day 4"),
        (AtOnce("A", most=2, first=3, last=3), "A: 2 at once, on day 3"),
        (AtMostOne(("a", "b")), "at most one of a, b"),
        (AtMostOne(tuple("abcdefg")), "at most one of a, b, c, d, e and 2 more"),
        (AllOrNone(("Ann", "Bob")), "Ann and Bob go together"),
        (InAll({"a": 1, "b": 2}, most=3), "at most 3 of a, 2 x b"),
        (InAll(["a"], least=1), "at least 1 of a"),
        (InAll(["a", "b"], least=1, most=2), "at least 1 and at most 2 of a, b"),
        (InAll(["a", "b"], least=1, most=1), "exactly 1 of a, b"),
        (Keep("a"), "keep a"),
        (Keep(("a", "b")), "keep one of a, b"),
        (Keep("a", says="agreed on Monday"), "agreed on Monday"),
    ],
)
def test_a_rule_says_itself(rule, sentence):
    assert rule.sentence == sentence
