"""What a register leaves in doubt stays in doubt: no wrong yes, no wrong no, and no bed that looks free."""

from __future__ import annotations

import pytest
from register_makers import a_reading, code, fields, left_out, read
from told import told

from sharedlives.errors import Severity
from sharedlives.files.mapping_language import read_mapping_text


def notices(reading):
    return [p.code.removeprefix("SL-CELL-") for p in reading.problems if p.severity is Severity.NOTICE]


@pytest.mark.parametrize(
    ("column", "cell", "record"),
    [
        ('"household.smokes"', "Y?", "household"),
        ('"household.smokes"', "No ?", "household"),
        ('"household.bedrooms"', "?2", "household"),
        ('"household.pets"', "dog?", "household"),
        ('"person.sex"', "F?", "person"),
        ('"person.access"', "ground floor?", "person"),
        ('"person.born"', "03/02/1990?", "person"),
        ('"person.needs"', "autism?, epilepsy", "person"),
        ('"person.wish home pet"', "no dogs?", "person"),
    ],
)
def test_a_question_mark_makes_a_value_not_known_and_is_said(column, cell, record):
    reading = read(column, cell, record)
    assert fields(reading) == ""
    assert notices(reading) == ["DOUBTFUL"]


def test_a_question_mark_in_free_words_says_nothing():
    reading = read('"person.notes"', "likes trains?", "person")
    assert fields(reading) == "notes likes trains?"
    assert notices(reading) == []


@pytest.mark.parametrize("cell", ["No", "N", "no pets", "None at present", 0, "0", "dim"])
def test_no_animals_are_none(cell):
    assert fields(read('"household.pets"', cell)) == "pets none"


@pytest.mark.parametrize("cell", ["Yes", "had a dog", "allergic to cats", "ask Mo", "lots"])
def test_what_does_not_say_which_animals_there_are_is_no_animal(cell):
    assert code(read('"household.pets"', cell)) == "NOT-AN-ANIMAL"


@pytest.mark.parametrize("cell", ["No", "N", "none"])
def test_no_children_are_none(cell):
    assert fields(read('"household.children"', cell)) == "members none"


@pytest.mark.parametrize("cell", [0, "0", "Yes"])
def test_children_without_an_age_are_asked_after(cell):
    assert code(read('"household.children"', cell)) == "NOT-AGES"


@pytest.mark.parametrize("column", ['"household.bedrooms"', '"household.number_of_children"'])
def test_a_number_from_another_column_is_too_many_for_one_home(column):
    assert code(read(column, 7700900123)) == "TOO-MANY"
    assert code(read(column, 51)) == "TOO-MANY"
    assert left_out(read(column, 50)) == []


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("LD/MH", "needs learning disability, mental health"),
        ("LD & MH", "needs learning disability, mental health"),
        ("LD/gardening", "needs ld/gardening"),
        ("autism.", "needs autism"),
    ],
)
def test_words_that_the_mapping_knows_are_told_apart_however_they_are_joined(cell, expected):
    words = '{ "learning disability" = ["LD"], "mental health" = ["MH"] }'
    assert fields(read(f'{{ to = "person.needs", words = {words} }}', cell, "person")) == expected


@pytest.mark.parametrize("cell", ["English & Welsh", "English/Welsh", "English and Welsh"])
def test_languages_are_told_apart_however_they_are_joined(cell):
    assert fields(read('"person.languages"', cell, "person")) == "languages english, welsh"


@pytest.mark.parametrize("cell", ["Female carer only", "no children", "would like a garden", "no smokers"])
def test_a_wish_about_something_else_is_no_wish_about_an_animal(cell):
    assert code(read('"person.wish home pet"', cell, "person")) == "NOT-AN-ANIMAL"


def test_an_animal_that_the_mapping_itself_names_is_one():
    column = '{ to = "person.wish home pet", words = { "no llamas" = ["L"] } }'
    assert "llama" in fields(read(column, "L", "person"))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("JP Smith", "first name JP; last name Smith"),
        ("A. Lumb", "first name A.; last name Lumb"),
        ("LUMB Ann", "first name Ann; last name LUMB"),
        ("Ann Lumb*", "first name Ann; last name Lumb"),
    ],
)
def test_initials_stand_for_forenames(cell, expected):
    assert fields(read('"person.name"', cell, "person")) == expected


HOMES = '[[sheet]]\nsheet = "H"\n[sheet.columns]\n"Ref" = "household.id"\n"Rooms" = "household.bedrooms"\n'


@pytest.mark.parametrize(
    "line", ["Total", "Sub-total North", "Subtotal", "Grand total", "Number of homes:", "NB: see below"]
)
def test_a_line_that_counts_others_is_no_home(line):
    reading = a_reading(HOMES, H=[["Ref", "Rooms"], ["H1", 2], [line, 9]])
    assert [home.id for home in reading.scheme.households] == ["H1"]
    assert [problem.code for problem in reading.problems] == ["SL-MAP-NOTE-ROW"]


def test_bedrooms_of_one_sort_without_their_number_in_all_are_said():
    mapping = HOMES.replace("household.bedrooms", "household.double_bedrooms")
    reading = a_reading(mapping, H=[["Ref", "Rooms"], ["H1", 2]])
    assert reading.scheme.household("H1").bedrooms is None
    assert [problem.code for problem in left_out(reading)] == ["SL-MAP-ROOMS-NOT-COUNTED"]


CHECKS = HOMES + (
    '"Carer" = "carer.name"\n'
    '[[sheet]]\nsheet = "C"\n[sheet.columns]\n'
    '"Home" = "check.household"\n"Who" = "check.who"\n"What" = "check.kind"\n"Day" = "check.date"\n'
)


def test_a_certificate_is_never_a_homes():
    reading = a_reading(
        CHECKS,
        H=[["Ref", "Rooms", "Carer"], ["H1", 2, "Ann Lumb"]],
        C=[
            ["Home", "Who", "What", "Day"],
            ["H1", "n/k", "DBS", "01/02/2025"],
            ["H1", None, "Gas", "01/02/2025"],
        ],
    )
    assert [check.kind.value for check in reading.scheme.checks] == ["gas safety"]
    assert [problem.code for problem in left_out(reading)] == ["SL-MAP-CHECK-OF-NOBODY"]


LIVING = HOMES + (
    '[[sheet]]\nsheet = "L"\n[sheet.columns]\n"Name" = "person.name"\n"Home" = "arrangement.household"\n'
    '"Kind" = "arrangement.kind"\n"Since" = "arrangement.start"\n"Dates" = "arrangement.dates"\n'
)
AS_AT = "as_at = 2026-11-16\n"


@pytest.mark.parametrize("since", ["2019", "n/k", None])
def test_who_lives_somewhere_since_nobody_knows_when_keeps_the_place(since):
    reading = a_reading(
        LIVING,
        silence=AS_AT + '[silence]\notherwise = "not known"\n',
        H=[["Ref", "Rooms"], ["H1", 1]],
        L=[["Name", "Home", "Kind", "Since", "Dates"], ["Dev Patel", "H1", "LT", since, None]],
    )
    [arrangement] = reading.scheme.arrangements
    assert arrangement.stay.arrives.isoformat() == "2026-11-16"
    assert "SL-MAP-START-NOT-KNOWN" in [problem.code for problem in left_out(reading)]


def test_a_break_since_nobody_knows_when_is_left_out_and_that_its_place_looks_free_is_said():
    reading = a_reading(
        LIVING,
        silence=AS_AT + '[silence]\notherwise = "not known"\n',
        H=[["Ref", "Rooms"], ["H1", 1]],
        L=[["Name", "Home", "Kind", "Since", "Dates"], ["Dev Patel", "H1", "SB", None, None]],
    )
    assert reading.scheme.arrangements == ()
    assert any("looks free" in problem.expected for problem in left_out(reading))


def test_of_several_spans_in_one_cell_the_others_are_said():
    reading = a_reading(
        LIVING,
        H=[["Ref", "Rooms"], ["H1", 1]],
        L=[
            ["Name", "Home", "Kind", "Since", "Dates"],
            ["Dev Patel", "H1", "SB", None, "4/12/2026-6/12/2026; 8/1/2027-10/1/2027"],
        ],
    )
    [arrangement] = reading.scheme.arrangements
    assert arrangement.stay.leaves.isoformat() == "2026-12-06"
    assert [problem.code for problem in left_out(reading)] == ["SL-MAP-SEVERAL-SPANS"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Benyw / Female", "sexes female"),
        ("Y ddau / Both", "sexes female, male"),
        ("Both sexes", "sexes female, male"),
        ("Girls", "sexes female"),
        ("M, F", "sexes female, male"),
    ],
)
def test_sexes_approved_are_read_in_either_language_or_both(cell, expected):
    assert expected in told_of(read('"approval.sexes"', cell))


def told_of(reading):
    return told(reading, with_notices=False)


@pytest.mark.parametrize(("cell", "answer"), [("Ydyn", "yes"), ("Nac ydw", "no"), ("Nac ydyn / No", "no")])
def test_yes_and_no_are_known_in_welsh(cell, answer):
    assert fields(read('"household.smokes"', cell)) == f"smokes {answer}"


def test_a_number_longer_than_excel_keeps_is_no_number():
    assert code(read('"household.storeys"', "9" * 400)) == "NOT-A-WHOLE-NUMBER"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('sheet = ["a"]', "sheet"),
        ('[[sheet]]\nsheet = "A"\ntransposed = "yes"\n[sheet.columns]\n"R" = "household.id"', "transposed"),
        ('[[sheet]]\nsheet = "A"\nstop_at = 5\n[sheet.columns]\n"R" = "household.id"', "stop_at"),
    ],
)
def test_a_setting_of_the_wrong_sort_is_a_fault_of_the_mapping(text, field):
    problems = read_mapping_text(f'nation = "england"\n{text}\n').problems
    assert any(field in (problem.heading or "") and problem.suggestion for problem in problems)


TICKED = (
    '[[sheet]]\nsheet = "A"\n[sheet.columns]\n"Ref" = "household.id"\n'
    '"Women" = "approval.women"\n"Men" = { to = "approval.men", when_yes = "yes", when_no = "no" }\n'
)


@pytest.mark.parametrize(
    ("women", "men", "blank", "sexes"),
    [
        ("yes", "x", "no", {"female", "male"}),
        ("✓", None, "no", {"female"}),
        (None, "x", "no", {"male"}),
        ("yes", None, "not known", None),
        (None, None, "no", None),
    ],
)
def test_women_and_men_ticked_in_a_column_each_add_up(women, men, blank, sexes):
    silence = f'[silence]\notherwise = "{blank}"\n'
    reading = a_reading(TICKED, silence=silence, A=[["Ref", "Women", "Men"], ["H1", women, men]])
    assert left_out(reading) == []
    approvals = reading.scheme.approvals
    assert {approval.terms.sexes for approval in approvals} <= {sexes and frozenset(sexes)}


@pytest.mark.parametrize(
    "column",
    [
        '"Carer" = { like = "{carer.name} ({carer.born})" }',
        '"Carer" = { like = "{carer.name}, {carer.born}" }',
    ],
)
def test_a_row_for_each_carer_is_one_though_their_cell_is_read_by_its_shape(column):
    mapping = f'[[sheet]]\nsheet = "A"\n[sheet.columns]\n"Ref" = "household.id"\n{column}\n'
    ann, bob = ("Ann Lumb (02/03/1960)", "Bob Lumb (04/05/1961)")
    if "," in column:
        ann, bob = ("Ann Lumb, 02/03/1960", "Bob Lumb, 04/05/1961")
    reading = a_reading(mapping, A=[["Ref", "Carer"], ["H1", ann], ["H1", bob]])
    assert left_out(reading) == []
    assert [home.id for home in reading.scheme.households] == ["H1"]
    assert sorted(carer.first_name for carer in reading.scheme.carers) == ["Ann", "Bob"]


INTRODUCED = HOMES + (
    '[[sheet]]\nsheet = "W"\n[sheet.columns]\n"Ref" = "request.id"\n"Name" = "person.name"\n'
    '"Kind" = "request.kind"\n'
    '[[sheet]]\nsheet = "I"\n[sheet.columns]\n"For" = "introduction.request"\n'
    '"Home" = "introduction.household"\n"Tea" = "introduction.tea_on"\n'
    '"They" = "introduction.person_said_yes"\n"Carers" = "introduction.carers_said_yes"\n'
    '"From" = "introduction.start"\n'
)


@pytest.mark.parametrize(
    ("they", "carers", "holds"), [("Y", "Y", True), ("Y", "N", False), ("Y", None, False)]
)
def test_a_place_that_both_sides_said_yes_to_can_be_said(they, carers, holds):
    reading = a_reading(
        INTRODUCED,
        H=[["Ref", "Rooms"], ["H1", 1]],
        W=[["Ref", "Name", "Kind"], ["R1", "Dev Patel", "LT"]],
        I=[
            ["For", "Home", "Tea", "They", "Carers", "From"],
            ["R1", "H1", "03/11/2026", they, carers, "01/12/2026"],
        ],
    )
    [introduction] = reading.scheme.introductions
    assert [(step.stage.value, step.on.isoformat()) for step in introduction.steps] == [("tea", "2026-11-03")]
    assert introduction.both_said_yes_to_a_stay is holds
    assert introduction.stay.arrives.isoformat() == "2026-12-01"
