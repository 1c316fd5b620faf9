"""What registers keep in ways of their own: lists, shapes, titles and headings that a mapping can tell of."""

from __future__ import annotations

import pytest
from register_makers import a_reading, left_out
from told import told

from sharedlives.files.mapping_language import read_mapping_text


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        (
            '{ to = "household.closed", separators = ["and"] }',
            "25/12/2026 – 2/1/2027 and 3/2/2027 – 11/2/2027",
            "closures (period from 25/12/2026 to 02/01/2027), (period from 03/02/2027 to 11/02/2027)",
        ),
        (
            '{ to = "household.closed", words = { "20/12/2026 - 3/1/2027" = ["Xmas"] } }',
            "Xmas; 3/2/2027 - 11/2/2027",
            "closures (period from 20/12/2026 to 03/01/2027), (period from 03/02/2027 to 11/02/2027)",
        ),
        (
            '{ to = "household.children", separators = "~" }',
            "8 ~ 11",
            "members (H1-M1: age 11; relation child), (H1-M2: age 8; relation child)",
        ),
        (
            '{ to = "approval.sexes", words = { female = ["ladies only", "L"], male = ["G"] } }',
            "L / G",
            "approval H1-A1: household H1; terms (sexes female, male)",
        ),
    ],
)
def test_items_are_separated_and_spelled_as_the_mapping_says(column, cell, expected):
    mapping = f'[[sheet]]\nsheet = "A"\n[sheet.columns]\n"Ref" = "household.id"\n"X" = {column}\n'
    reading = a_reading(mapping, A=[["Ref", "X"], ["H1", cell]])
    assert left_out(reading) == []
    assert expected in told(reading)


@pytest.mark.parametrize(
    ("cell", "words", "days"),
    [
        ("T Th", 'tuesday = ["T"]', "Tue/Thu"),
        ("T/Th", 'tuesday = ["T"]', "Tue/Thu"),
        ("Llun, Mawrth", 'sunday = ["S"]', "Mon/Tue"),
        ("M W; long Fri", 'friday = ["long Fri"]', "Mon/Wed/Fri"),
    ],
)
def test_days_of_the_week_one_by_one_in_words_of_the_mapping(cell, words, days):
    mapping = f"""
    [[sheet]]
    sheet = "A"
    [sheet.columns]
    "Ref" = "person.id"
    "Home" = "household.id"
    "As" = "arrangement.kind"
    "From" = "arrangement.start"
    "X" = {{ to = "arrangement.weekdays", words = {{ {words} }} }}
    """
    rows = [["Ref", "Home", "As", "From", "X"], ["P1", "H1", "Day", "07/09/2026", cell]]
    reading = a_reading(mapping, A=rows)
    assert left_out(reading) == []
    assert f"sessions {days} from" in told(reading)


def faults_of(column):
    mapping = f'[silence]\notherwise = "no"\n[[sheet]]\nsheet = "A"\n[sheet.columns]\n"X" = {column}\n'
    problems = read_mapping_text(f'nation = "england"\n{mapping}').problems
    assert all(problem.suggestion for problem in problems)
    return [problem.expected for problem in problems]


@pytest.mark.parametrize("field", ["household.id", "household.bedrooms", "person.born", "household.smokes"])
def test_separators_of_what_holds_one_value_are_a_fault_of_the_mapping(field):
    [expected] = faults_of(f'{{ to = "{field}", separators = ";" }}')
    assert expected == f"{field} holds one value, so nothing in it is separated."


WISHES = """{ to = "person.wishes", separators = [";", "and"], words = {
    "home pet dog must not" = ["no dogs"], "home smokes must not" = ["non-smoking"],
    "home pace quiet prefer" = ["quiet home"], "carers sex female must" = ["ladies only"] } }""".replace(
    "\n", " "
)


@pytest.mark.parametrize(
    ("cell", "wishes", "unread"),
    [
        (
            "no dogs; non-smoking and Quiet home",
            [
                "(about a home where somebody smokes; strength must not)",
                "(about an animal in the home; value dog; strength must not)",
                "(about the pace of the home; value quiet; strength prefer)",
            ],
            [],
        ),
        ("ladies only; garden", ["(about carers, all of this sex; value female; strength must)"], ["garden"]),
        ("none", [], []),
        ("home children avoid", ["(about children in the home; strength avoid)"], []),
    ],
)
def test_a_column_of_wishes_about_several_things(cell, wishes, unread):
    mapping = f'[[sheet]]\nsheet = "A"\n[sheet.columns]\n"Ref" = "person.id"\n"X" = {WISHES}\n'
    reading = a_reading(mapping, A=[["Ref", "X"], ["P1", cell]])
    assert [problem.given for problem in left_out(reading)] == unread
    assert all(wish in told(reading) for wish in wishes)
    assert len(reading.scheme.people[0].wishes) == len(wishes)


@pytest.mark.parametrize(
    "meaning", ["no dogs", "home pet must not", "home smokes yes must not", "home sex cat must", "must"]
)
def test_a_wish_whose_meaning_is_not_whole_is_a_fault_of_the_mapping(meaning):
    assert faults_of(f'{{ to = "person.wishes", words = {{ "{meaning}" = ["x"] }} }}') == [
        f"“{meaning}” is no whole wish."
    ]
