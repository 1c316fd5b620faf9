"""Which rows speak of the same carer, person or home, when a register gives few references."""

from __future__ import annotations

import random

import pytest
from register_makers import a_reading
from told import told


def lines(reading, *beginnings):
    """What was read and said, line by line; only the lines with one of these beginnings."""
    said = told(reading).splitlines()
    return [line for line in said if not beginnings or line.startswith(beginnings)]


HOMES = """
[[sheet]]
sheet = "Homes"
[sheet.columns]
"Ref" = "household.id"
"Carer 1" = "carer 1.name"
"Born" = "carer 1.born"
"Carer 2" = "carer 2.name"
"""
TWO_HOMES = [
    ["Ref", "Carer 1", "Born", "Carer 2"],
    ["H1", "Ann Lumb", "01/02/1970", "Bob Lumb"],
    ["H2", "Shaw, Cath", "03/04/1980", None],
]


# -- carers


def test_a_sheet_of_training_by_carers_names_finds_carers_and_homes():
    training = """
    [[sheet]]
    sheet = "Training"
    [sheet.columns]
    "Carer" = "carer.name"
    "First aid" = "carer.training first aid.date"
    "Skills" = "carer.skills"
    """
    rows = [
        ["Carer", "First aid", "Skills"],
        ["Lumb, Bob", "01/02/2024", "epilepsy"],
        ["Cath Shaw", "01/03/2024", None],
        ["Dee Nobody", "01/04/2024", "autism"],
    ]
    reading = a_reading(HOMES + training, Homes=TWO_HOMES, Training=rows)
    assert lines(reading, "carer", "check") == [
        "carer H1-C1: household H1; first name Ann; last name Lumb; born 01/02/1970",
        "carer H1-C2: household H1; first name Bob; last name Lumb; skills epilepsy",
        "carer H2-C1: household H2; first name Cath; last name Shaw; born 03/04/1980",
        (
            "check H1-C2-first-aid: kind training; topic first aid; subject kind carer; subject H1-C2; "
            "issued on 01/02/2024"
        ),
        (
            "check H2-C1-first-aid: kind training; topic first aid; subject kind carer; subject H2-C1; "
            "issued on 01/03/2024"
        ),
    ]
    assert [problem.code for problem in reading.problems] == [
        "SL-MAP-CARER-WITHOUT-HOME",
        "SL-MAP-CHECK-OF-NOBODY",
    ]


def test_a_sheet_that_counts_references_takes_nothing_from_the_sheet_of_names():
    checks = """
    [[sheet]]
    sheet = "Checks"
    [sheet.columns]
    "Home" = "household.id"
    "DBS C1" = "carer 1.check certificate.date"
    "DBS C2" = "carer 2.check certificate.date"
    "Refs C1" = "carer 1.references"
    """
    rows = [["Home", "DBS C1", "DBS C2", "Refs C1"], ["H1", "01/02/2024", "03/04/2024", 1]]
    reading = a_reading(HOMES + checks, Homes=TWO_HOMES, Checks=rows)
    assert lines(reading, "carer H1", "check", "left out") == [
        "carer H1-C1: household H1; first name Ann; last name Lumb; born 01/02/1970",
        "carer H1-C2: household H1; first name Bob; last name Lumb",
        (
            "check H1-C1-certificate: kind criminal record certificate; subject kind carer; subject H1-C1; "
            "issued on 01/02/2024"
        ),
        "check H1-C1-reference-1: kind reference; subject kind carer; subject H1-C1; number 1",
        (
            "check H1-C2-certificate: kind criminal record certificate; subject kind carer; subject H1-C2; "
            "issued on 03/04/2024"
        ),
    ]


CARERS = """
[[sheet]]
sheet = "Carers"
[sheet.columns]
"ID" = "carer.id"
"Home" = "carer.household"
"Name" = "carer.name"
"Skills" = "carer.skills"
"No" = "carer.number"
"""


def test_carer_1_is_the_carer_of_that_name_who_has_a_reference_elsewhere():
    rows = [
        ["ID", "Home", "Name", "Skills", "No"],
        ["C7", "H1", "Lumb, Bob", "epilepsy", None],
        ["C8", "H1", "Ann Lumb", None, None],
        ["C9", "H2", "Cath Shaw", "autism", None],
    ]
    reading = a_reading(HOMES + CARERS, Homes=TWO_HOMES, Carers=rows)
    assert lines(reading, "carer", "left out") == [
        "carer C7: household H1; first name Bob; last name Lumb; skills epilepsy",
        "carer C8: household H1; first name Ann; last name Lumb; born 01/02/1970",
        "carer C9: household H2; first name Cath; last name Shaw; born 03/04/1980; skills autism",
    ]


def test_checks_by_carer_number_find_carers_who_have_references_of_their_own():
    checks = """
    [[sheet]]
    sheet = "Checks"
    [sheet.columns]
    "Home" = "check.household"
    "No" = "check.carer_number"
    "What" = "check.kind"
    "When" = "check.date"
    """
    rows = [["ID", "Home", "Name", "Skills", "No"], ["C7", "H1", "Ann", None, 1], ["C8", "H1", "Bo", None, 2]]
    done = [["Home", "No", "What", "When"], ["H1", 2, "DBS", "01/02/2024"]]
    homes = '[[sheet]]\nsheet = "Homes"\n[sheet.columns]\n"Ref" = "household.id"\n"Kind" = "household.pace"\n'
    reading = a_reading(
        homes + CARERS + checks, Homes=[["Ref", "Kind"], ["H1", "calm"]], Carers=rows, Checks=done
    )
    assert [check.subject_id for check in reading.scheme.checks] == ["C8"]


def test_a_row_that_does_not_say_which_carer_is_left_out():
    skills = (
        '[[sheet]]\nsheet = "Skills"\n[sheet.columns]\n"Home" = "household.id"\n"Skills" = "carer.skills"\n'
    )
    rows = [["Home", "Skills"], ["H1", "epilepsy"], ["H2", "autism"]]
    reading = a_reading(HOMES + skills, Homes=TWO_HOMES, Skills=rows)
    assert lines(reading, "carer") == [
        "carer H1-C1: household H1; first name Ann; last name Lumb; born 01/02/1970",
        "carer H1-C2: household H1; first name Bob; last name Lumb",
        "carer H2-C1: household H2; first name Cath; last name Shaw; born 03/04/1980; skills autism",
    ]
    assert [problem.code for problem in reading.problems] == ["SL-MAP-CARER-UNCLEAR"]


def test_several_carers_in_one_cell_by_their_shape():
    mapping = """
    [[sheet]]
    sheet = "Homes"
    [sheet.columns]
    "Ref" = "household.id"
    "Carers" = { like = "{carer.name} ({carer.born}; DBS {carer.check dbs.date})", separators = ";" }
    """
    cell = "Ann Lumb (02/03/2001; DBS 04/05/2024); Bob Lumb (02/03/2000; DBS 04/05/2023)"
    rows = [["Ref", "Carers"], ["H1", cell], ["H2", "Cath Shaw (02/03/1999; DBS 04/05/2022)"]]
    scheme = a_reading(mapping, Homes=rows).scheme
    assert [(carer.id, carer.first_name, carer.born.year) for carer in scheme.carers] == [
        ("H1-C1", "Ann", 2001),
        ("H1-C2", "Bob", 2000),
        ("H2-C1", "Cath", 1999),
    ]
    assert [(check.subject_id, check.issued_on.year) for check in scheme.checks] == [
        ("H1-C1", 2024),
        ("H1-C2", 2023),
        ("H2-C1", 2022),
    ]


# -- homes


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("H1", "H1"),
        ("Bob Lumb", "H1"),
        ("Lumb, Bob", "H1"),
        ("Ann & Bob Lumb", "H1"),
        ("Lumb", "H1"),
        ("The Lumbs", "H1"),
        ("Lumb family", "H1"),
        ("the Shaw household", "H2"),
        ("Lumbard", None),
        ("Ann Lumb & Cath Shaw", None),
    ],
)
def test_a_home_is_found_by_its_carers(text, home):
    living = """
    [[sheet]]
    sheet = "Living"
    [sheet.columns]
    "Person" = "person.name"
    "With" = "arrangement.household"
    "As" = "arrangement.kind"
    "Since" = "arrangement.start"
    """
    rows = [["Person", "With", "As", "Since"], ["Dev Patel", text, "LT", "01/02/2020"]]
    reading = a_reading(HOMES + living, Homes=TWO_HOMES, Living=rows)
    assert [one.household_id for one in reading.scheme.arrangements] == ([home] if home else [])
    assert ("SL-MAP-NOBODY" in [problem.code for problem in reading.problems]) == (home is None)


def test_a_home_that_one_sheet_only_names_is_there_and_a_reference_alone_to_no_home_is_not():
    names = '[[sheet]]\nsheet = "Names"\n[sheet.columns]\n"Ref" = "household.id"\n"Name" = "household.name"\n'
    more = '[[sheet]]\nsheet = "More"\n[sheet.columns]\n"Home" = "household.id"\n"Pace" = "household.pace"\n'
    gas = '[[sheet]]\nsheet = "Gas"\n[sheet.columns]\n"Home" = "household.id"\n"Gas" = "check gas.date"\n'
    reading = a_reading(
        names + more + gas,
        Names=[["Ref", "Name"], ["H1", "Hill House"], ["H2", "Mill House"]],
        More=[["Home", "Pace"], ["H1", "calm"]],
        Gas=[["Home", "Gas"], ["H2", "01/02/2026"], ["H9", "01/02/2026"]],
    )
    assert lines(reading, "household", "check") == [
        "household H1: pace calm",
        "household H2: name Mill House",
        "check H2-gas: kind gas safety; subject kind household; subject H2; issued on 01/02/2026",
    ]
    assert [(problem.code, problem.sheet) for problem in reading.problems] == [
        ("SL-MAP-ONLY-NAMED", "Names"),
        ("SL-MAP-NOBODY", "Gas"),
        ("SL-MAP-CHECK-OF-NOBODY", "Gas"),
    ]


def test_a_carer_whom_a_sheet_of_names_does_not_find_is_said():
    training = """
    [[sheet]]
    sheet = "Training"
    [sheet.columns]
    "Carer" = "carer.name"
    "First aid" = "carer.training first aid.date"
    """
    rows = [["Carer", "First aid"], ["Dee Nobody", "01/02/2024"], ["Ann Lum", "01/02/2024"]]
    reading = a_reading(HOMES + training, Homes=TWO_HOMES, Training=rows)
    said = {
        (problem.cell, problem.suggestion) for problem in reading.problems if problem.code == "SL-MAP-NOBODY"
    }
    assert said == {
        ("A2", "Correct it, or add the missing row."),
        ("A3", "The name of H1-C1 is nearly the same. Correct it, or add the missing row."),
    }


def test_two_carers_of_one_name_need_more_than_the_name():
    rows = [["Ref", "Carer 1", "Born", "Carer 2"], ["H1", "Jo Lumb", "01/02/1970", "Jo Lumb"]]
    training = '[[sheet]]\nsheet = "T"\n[sheet.columns]\n"Carer" = "carer.name"\n"Skills" = "carer.skills"\n'
    reading = a_reading(HOMES + training, Homes=rows, T=[["Carer", "Skills"], ["Jo Lumb", "epilepsy"]])
    assert len(reading.scheme.carers) == 2
    assert all(carer.skills is None for carer in reading.scheme.carers)
    assert [problem.expected for problem in reading.problems] == [
        "Several carers have this name, so it was left out."
    ]


def test_two_columns_of_one_text_are_kept_both():
    mapping = """
    [[sheet]]
    sheet = "Homes"
    [sheet.columns]
    "Ref" = "household.id"
    "Tel" = "household.telephone"
    "Mobile" = "household.telephone"
    """
    reading = a_reading(mapping, Homes=[["Ref", "Tel", "Mobile"], ["H1", "01422 123456", "07700900123"]])
    assert reading.scheme.households[0].telephone == "01422 123456; 07700 900123"


def test_a_made_id_never_is_one_that_the_register_gives():
    mapping = """
    [[sheet]]
    sheet = "Adults"
    [sheet.columns]
    "Home" = "household.id"
    "Ref" = "member.id"
    "Name" = "member.name"
    """
    rows = [["Home", "Ref", "Name"], ["H1", "H1-M1", "Kit"], ["H1", None, "Una"]]
    [home] = a_reading(mapping, Adults=rows).scheme.households
    assert sorted(member.id for member in home.members) == ["H1-M1", "H1-M2"]


# -- people

LIVING = """
[[sheet]]
sheet = "Living"
[sheet.columns]
"Ref" = "person.id"
"Person" = "person.name"
"Born" = "person.born"
"Home" = "household.id"
"As" = "arrangement.kind"
"Since" = "arrangement.start"
"""
LOOKING = """
[[sheet]]
sheet = "Looking"
[sheet.columns]
"No" = "request.id"
"Person" = "person.name"
"Born" = "person.born"
"Wants" = "request.kind"
"""


def test_a_referral_of_somebody_who_has_a_reference_is_theirs():
    living = [
        ["Ref", "Person", "Born", "Home", "As", "Since"],
        ["P1", "Dev Patel", "01/02/1980", "H1", "LT", "2020-03-04"],
        ["P2", "Eve Kerr", None, "H1", "LT", "2020-03-04"],
    ]
    looking = [
        ["No", "Person", "Born", "Wants"],
        ["R1", "Patel, Dev", "1.2.1980", "SB"],
        ["R2", "Eve Kerr", "03/04/1990", "SB"],
        ["R3", "Dev Patel", "01/02/1999", "LT"],
    ]
    reading = a_reading(LIVING + LOOKING, Living=living, Looking=looking)
    asked = {request.id: request.person_id for request in reading.scheme.requests}
    assert asked == {"R1": "P1", "R2": "R2", "R3": "R3"}


def test_a_row_without_any_reference_is_about_the_one_person_of_that_name():
    living = [["Ref", "Person", "Born", "Home", "As", "Since"]]
    living += [["P1", "Dev Patel", "01/02/1980", "H1", "LT", "2020-03-04"]]
    living += [["P2", "Flo Ross", "01/02/1980", "H1", "LT", "2020-03-04"]]
    living += [["P3", "Flo Ross", "05/06/1970", "H1", "LT", "2020-03-04"]]
    looking = [
        ["No", "Person", "Born", "Wants"],
        [None, "Dev Patel", None, "SB"],
        [None, "Gus Bain", "01/02/1970", "LT"],
        [None, "Gus Bain", None, "SB"],
        [None, "Flo Ross", "05/06/1970", "SB"],
        [None, "Flo Ross", None, "LT"],
    ]
    reading = a_reading(LIVING + LOOKING, Living=living, Looking=looking)
    scheme = reading.scheme
    assert len(scheme.people) == 5  # three with a reference, Gus, and a Flo Ross of whom no more is known
    assert [request.kind for request in scheme.requests_of("P1")] == ["short break"]
    assert [request.kind for request in scheme.requests_of("P3")] == ["short break"]
    [gus] = [person for person in scheme.people if person.first_name == "Gus"]
    assert len(scheme.requests_of(gus.id)) == 2
    same = [problem.cell for problem in reading.problems if problem.code == "SL-MAP-SAME-PERSON"]
    assert ", ".join(same).split(", ") == ["B2", "B4", "B5"]


NAMES_ONLY = """
[[sheet]]
sheet = "Living"
[sheet.columns]
"Person" = "person.name"
"Home" = "household.id"
"As" = "arrangement.kind"
"Since" = "arrangement.start"
"""


def test_somebody_whom_only_their_home_names_is_a_person_and_one_misspelt_is_not():
    living = [
        ["Person", "Home", "As", "Since"],
        ["Dev Patel", "H1", "LT", "2020-03-04"],
        ["Ross, Flo", "H1", "SB", "2020-03-04"],
        ["Eve Kerrr", "H1", "LT", "2020-03-04"],
    ]
    looking = [["No", "Person", "Born", "Wants"], ["R1", "Eve Kerr", "01/02/1980", "SB"]]
    looking += [["R2", "Flo Ross", "01/02/1981", "SB"]]
    reading = a_reading(NAMES_ONLY + LOOKING, Living=living, Looking=looking)
    people = {person.first_name: person.id for person in reading.scheme.people}
    assert set(people) == {"Dev", "Eve", "Flo"}
    assert {one.person_id for one in reading.scheme.arrangements} == {people["Dev"], "R2"}
    assert {problem.code: problem.cell for problem in reading.problems if problem.cell} == {
        "SL-MAP-ONLY-NAMED": "A2",
        "SL-MAP-NOBODY": "A4",
        "SL-MAP-ARRANGEMENT-UNFINISHED": "C4",
    }
    [nobody] = [problem for problem in reading.problems if problem.code == "SL-MAP-NOBODY"]
    assert nobody.suggestion == "The name of R1 is nearly the same. Correct it, or add the missing row."


def test_people_beside_their_home_in_one_row():
    mapping = """
    [[sheet]]
    sheet = "Homes"
    [sheet.always]
    "arrangement.kind" = "live-in"
    [sheet.columns]
    "Ref" = "household.id"
    "First" = "person 1.name"
    "Born" = "person 1.born"
    "Since" = "arrangement 1.start"
    "Second" = "person 2.name"
    "As" = "arrangement 2.kind"
    "From" = "arrangement 2.start"
    "Asks" = "request 2.kind"
    "Checked" = "person 2.check health.date"
    """
    rows = [
        ["Ref", "First", "Born", "Since", "Second", "As", "From", "Asks", "Checked"],
        ["H1", "Dev Patel", "01/02/1980", "01/03/2020", None, None, None, None, None],
        ["H2", "Eve Kerr", None, "01/04/2020", "Flo Ross", "SB", "01/05/2020", "LT", "01/06/2020"],
        ["H3", None, None, None, None, None, None, None, None],
    ]
    reading = a_reading(mapping, Homes=rows)
    scheme = reading.scheme
    names = {person.id: person.first_name for person in scheme.people}
    assert {(names[one.person_id], one.household_id, one.kind.value) for one in scheme.arrangements} == {
        ("Dev", "H1", "live-in"),
        ("Flo", "H2", "short break"),
        ("Eve", "H2", "live-in"),
    }
    assert [names[request.person_id] for request in scheme.requests] == ["Flo"]
    assert [names[check.subject_id] for check in scheme.checks] == ["Flo"]
    assert [home.id for home in scheme.households] == ["H1", "H2", "H3"]
    assert reading.problems == ()


def test_people_beside_their_home_of_whom_only_the_name_is_kept():
    mapping = """
    [[sheet]]
    sheet = "Homes"
    [sheet.always]
    "arrangement.kind" = "live-in"
    "arrangement.start" = 2026-11-02
    [sheet.columns]
    "Ref" = "household.id"
    "First" = "person 1.name"
    "Second" = "person 2.name"
    """
    rows = [["Ref", "First", "Second"], ["H1", "Dev Patel", None], ["H2", "Eve Kerr", "Flo Ross"]]
    scheme = a_reading(mapping, Homes=rows).scheme
    assert [one.household_id for one in scheme.arrangements].count("H2") == 2
    assert {str(one.stay.arrives) for one in scheme.arrangements} == {"2026-11-02"}
    assert len(scheme.people) == len(scheme.arrangements) == 3


def test_rows_of_one_home_that_differ_in_who_lives_there_do_not_say_the_same():
    mapping = """
    [[sheet]]
    sheet = "Homes"
    [sheet.always]
    "arrangement 1.kind" = "live-in"
    [sheet.columns]
    "Ref" = "household.id"
    "Person" = "person 1.name"
    "Since" = "arrangement 1.start"
    """
    rows = [["Ref", "Person", "Since"], ["H1", "Dev", "01/03/2020"], ["H1", "Eve", "01/03/2020"]]
    reading = a_reading(mapping, Homes=rows)
    assert [problem.code for problem in reading.problems if problem.cell] == ["SL-MAP-ID-TWICE"] * 2


# -- the order of rows


def test_the_order_of_rows_and_rows_given_twice_make_no_difference():
    living = [
        ["P1", "Dev Patel", "01/02/1980", "H1", "LT", "2020-03-04"],
        ["P2", "Flo Ross", None, "H2", "LT", "2020-03-04"],
        [None, "Gus Bain", "05/06/1970", "H2", "SB", "2020-03-04"],
    ]
    looking = [
        ["R1", "Dev Patel", "01/02/1980", "SB"],
        [None, "Flo Ross", "03/04/1990", "SB"],
        [None, "Gus Bain", None, "LT"],
        ["R4", "Hal Moss", None, "LT"],
    ]
    carers = [["C7", "H1", "Bob Lumb", "epilepsy", None], [None, "H2", "Cath Shaw", "autism", None]]
    heads = (
        ["Ref", "Person", "Born", "Home", "As", "Since"],
        ["No", "Person", "Born", "Wants"],
        ["ID", "Home", "Name", "Skills", "No"],
    )

    def read(*sheets):
        rows = [[head, *body] for head, body in zip(heads, sheets, strict=True)]
        return a_reading(
            HOMES + LIVING + LOOKING + CARERS,
            Homes=TWO_HOMES,
            Living=rows[0],
            Looking=rows[1],
            Carers=rows[2],
        ).scheme

    usual = read(living, looking, carers)
    for seed in range(8):
        shuffled = [list(body) for body in (living, looking, carers)]
        for body in shuffled:
            body.append(body[0])
            random.Random(seed).shuffle(body)  # noqa: S311 - to shuffle, not to hide
        assert read(*shuffled) == usual
