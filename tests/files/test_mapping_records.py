"""Every kind of record that a register may keep a sheet of, and what is said where a row is not enough."""

from __future__ import annotations

import textwrap

import pytest
from register_makers import a_reading, left_out
from told import told

HOMES = """
[[sheet]]
sheet = "Homes"
[sheet.columns]
"Ref" = "household.id"
"Carer 1" = "carer 1.name"
"Carer 2" = "carer 2.name"
"Children" = { like = "{member.name} ({member.age})" }
"""
HOME_ROWS = [
    ["Ref", "Carer 1", "Carer 2", "Children"],
    ["H1", "Ann Lumb", "Bob Lumb", "Kit Lumb (12)"],
    ["H2", "Cath Shaw", None, None],
]
PEOPLE = """
[[sheet]]
sheet = "People"
[sheet.columns]
"Ref" = "person.id"
"Name" = "person.name"
"Wants" = "request.kind"
"Request" = "request.id"
"""
PEOPLE_ROWS = [
    ["Ref", "Name", "Wants", "Request"],
    ["P1", "Dev Patel", "LT", "R1"],
    ["P2", "Eve Kerr", None, None],
]


def read(mapping, rows, *beginnings):
    """What comes of one more sheet, as far as its lines begin like this."""
    text = HOMES + PEOPLE + f'[[sheet]]\nsheet = "More"\n[sheet.columns]\n{textwrap.dedent(mapping)}'
    reading = a_reading(text, Homes=HOME_ROWS, People=PEOPLE_ROWS, More=rows)
    records = [line for line in told(reading).splitlines() if line.startswith(beginnings)]
    assert all(problem.suggestion for problem in reading.problems)
    return [*records, *(f"{problem.cell}: {problem.expected}" for problem in left_out(reading))]


def test_bedrooms_with_who_has_them():
    mapping = """
    "Home" = "bedroom.household"
    "Room" = "bedroom.id"
    "Double" = "bedroom.is_double"
    "Who" = "person.name"
    "Since" = "arrangement.start"
    "As" = "arrangement.kind"
    """
    rows = [
        ["Home", "Room", "Double", "Who", "Since", "As"],
        ["H1", "blue", "y", "Dev Patel", "01/02/2020", "LT"],
        ["H1", "red", "n", None, None, None],
        ["H2", 1, None, None, None, None],
        ["H9", "x", "y", None, None, None],
    ]
    assert read(mapping, rows, "household", "arrangement") == [
        (
            "household H1: members (H1-M1: first name Kit; last name Lumb; age 12); bedrooms (blue: is "
            "double yes), (red: is double no)"
        ),
        "household H2: bedrooms (1)",
        "arrangement P1-35c19a: person P1; household H1; kind live-in; stay from 01/02/2020; bedroom blue",
        "A5: There is no household of this reference or name in the register.",
    ]


def test_animals_in_rows():
    mapping = '"Home" = "pet.household"\n"What" = "pet.kind"\n"No" = "pet.number"\n"Name" = "pet.name"\n'
    rows = [
        ["Home", "What", "No", "Name"],
        ["H1", "Dogs", 2, None],
        ["H1", "Labrador", 1, "Rex"],
        ["H2", None, 3, None],
    ]
    assert read(mapping, rows, "household H1") == [
        (
            "household H1: members (H1-M1: first name Kit; last name Lumb; age 12); pets (kind dog; "
            "number 1; name Rex), (kind dog; number 2)"
        ),
        "A4: It does not say which animal it is, so it was left out.",
    ]


def test_other_uses_in_rows():
    mapping = '"Home" = "other use.household"\n"Use" = "other use.kind"\n"No" = "other use.number"\n'
    rows = [["Home", "Use", "No"], ["H2", "fosters", 1], ["H2", "Lodger", None], ["H2", None, 2]]
    assert read(mapping, rows, "household H2") == [
        "household H2: other uses (kind fostering; number 1), (kind lodger)",
        "A4: It does not say what else the home is used for, so it was left out.",
    ]


def test_closures_in_rows():
    mapping = """
    "Home" = "closure.household"
    "From" = "closure.from"
    "To" = "closure.until"
    "Dates" = "closure.dates"
    "Why" = "closure.reason"
    """
    rows = [
        ["Home", "From", "To", "Dates", "Why"],
        ["H2", "01/02/2026", "08/02/2026", None, "rest"],
        ["H2", None, None, "4-13 Dec 2026; 1 Jan 2027", None],
        ["H2", None, "08/02/2026", None, None],
        ["H2", "08/02/2026", "01/02/2026", None, None],
    ]
    assert read(mapping, rows, "household H2") == [
        (
            "household H2: closures (period from 04/12/2026 to 13/12/2026), (period from 01/02/2026 to "
            "08/02/2026; reason rest), (period from 01/01/2027 to 01/01/2027)"
        ),
        "C4: It does not say from which day.",
        "B5: The last day comes before the first.",
    ]


def test_introductions():
    mapping = """
    "Request" = "introduction.request"
    "Home" = "introduction.household"
    "Begun" = "introduction.begun_on"
    "Start" = "introduction.start"
    "End" = "introduction.end"
    "Days" = "introduction.weekdays"
    """
    rows = [
        ["Request", "Home", "Begun", "Start", "End", "Days"],
        ["R1", "H1", "01/02/2026", "01/03/2026", None, None],
        ["R1", "H2", None, "01/03/2026", "08/03/2026", "Mon"],
        ["R9", "H2", None, None, None, None],
        ["R1", "Cath Shaw", None, "08/03/2026", "01/03/2026", None],
    ]
    said = read(mapping, rows, "introduction")
    assert sorted(line.partition(": ")[2] for line in said[:3]) == [
        "request R1; household H1; begun on 01/02/2026; stay from 01/03/2026",
        "request R1; household H2",
        "request R1; household H2; sessions Mon from 01/03/2026 to 08/03/2026",
    ]
    assert said[3:] == [
        "A4: There is no request of this reference or name in the register.",
        "A4: An introduction needs a request; it was left out.",
        "E5: A stay has no night: its leaving day must come after its arrival.",
    ]


def test_declines():
    mapping = """
    "Who" = "decline.person"
    "Home" = "decline.household"
    "Side" = "decline.side"
    "Scope" = "decline.scope"
    "Request" = "decline.request"
    """
    rows = [
        ["Who", "Home", "Side", "Scope", "Request"],
        ["P1", "H1", "person", "this request", "R1"],
        ["Eve Kerr", "H2", "carer", "always", None],
        ["Eve Kerr", "H2", "carer", None, None],
    ]
    said = read(mapping, rows, "decline")
    assert sorted(line.partition(": ")[2] for line in said[:2]) == [
        "side carer; person P2; household H2; scope always",
        "side person; person P1; household H1; scope this request; request R1",
    ]
    assert said[2:] == [
        "A4: A decline needs scope; it was left out.",
    ]


def test_events_about_anybody():
    mapping = '"Who" = "event.who"\n"What" = "event.kind"\n"When" = "event.on"\n'
    rows = [
        ["Who", "What", "When"],
        ["Ann Lumb", "hospital admission", "01/02/2026"],
        ["H2", "new pet", "02/02/2026"],
        ["Kit Lumb", "moved out", "03/02/2026"],
        ["P1", "hospital", "04/02/2026"],
        ["Zed", "hospital", "05/02/2026"],
    ]
    said = read(mapping, rows, "event")
    assert sorted(line.partition(": ")[2] for line in said[:4]) == [
        "kind hospital; subject kind carer; subject H1-C1; on 01/02/2026",
        "kind hospital; subject kind person; subject P1; on 04/02/2026",
        "kind moved out; subject kind household member; subject H1-M1; on 03/02/2026",
        "kind new pet; subject kind household; subject H2; on 02/02/2026",
    ]
    assert len(said) == 6
    assert "An event needs whom it is about" in said[5]


def test_visits_to_carers_people_and_homes():
    mapping = """
    "Carer" = "visit.carer"
    "Person" = "visit.person"
    "Home" = "visit.household"
    "Date" = "visit.on"
    """
    rows = [
        ["Carer", "Person", "Home", "Date"],
        ["Ann Lumb", None, None, "01/02/2026"],
        [None, "P1", None, "02/02/2026"],
        [None, None, "H2", "03/02/2026"],
        ["Zed", None, None, "04/02/2026"],
    ]
    said = read(mapping, rows, "visit")
    assert sorted(line.partition(": ")[2] for line in said[:3]) == [
        "subject kind carer; subject H1-C1; on 01/02/2026",
        "subject kind household; subject H2; on 03/02/2026",
        "subject kind person; subject P1; on 02/02/2026",
    ]
    assert said[3:] == [
        "A5: There is no carer of this reference or name in the register.",
        "A5: A visit needs whom it is about; it was left out.",
    ]


def test_breaks_of_a_home_or_one_carer():
    mapping = '"Home" = "break.household"\n"Carer" = "break.carer"\n"Dates" = "break.dates"\n'
    rows = [
        ["Home", "Carer", "Dates"],
        ["H1", "Ann Lumb", "4-13 Dec 2026"],
        ["H1", None, "from 4 Jan 2027"],
        ["H1", 2, "4-5 Feb 2027"],
        ["H2", None, "whenever"],
    ]
    said = read(mapping, rows, "break")
    assert sorted(line.partition(": ")[2] for line in said[:3]) == [
        "household H1; carer H1-C1; period from 04/12/2026 to 13/12/2026",
        "household H1; carer H1-C2; period from 04/02/2027 to 05/02/2027",
        "household H1; period from 04/01/2027",
    ]
    assert said[3:] == ["A5: A break needs its dates; it was left out.", "C5: We expected two dates."]


def test_applicants():
    mapping = """
    "Ref" = "applicant.id"
    "Name" = "applicant.name"
    "Stage" = "applicant.stage"
    "Panel" = "applicant.panel_on"
    "Home" = "applicant.household"
    """
    rows = [
        ["Ref", "Name", "Stage", "Panel", "Home"],
        ["A1", "Una Orr", "at panel", "01/02/2027", None],
        [None, "Sal Orr", "checks", None, "H2"],
    ]
    said = read(mapping, rows, "applicant")
    assert said[0] == "applicant A1: first name Una; last name Orr; stages (stage panel); panel on 01/02/2027"
    assert said[1].endswith(": household H2; first name Sal; last name Orr; stages (stage checks)")


PROFILE = """
"Ref" = "person.id"
"Likes" = "person.likes"
"Support" = "support.what"
"Plan" = "plan.plan"
"Not with children" = "plan.not_with_children"
"Not with animals" = "plan.not_with_animals"
"Not with" = "plan.not_with"
"Advocate" = "decision supporter advocate.name"
"Role" = "decision supporter advocate.role"
"Mum" = "connection mum.postcode"
"Miles" = "connection mum.limit_miles"
"Work" = "connection.what"
"Work PC" = "connection.postcode"
"Own pet" = "person.own_pet"
"""


def profile(**said):
    headings = [line.split('"')[1] for line in PROFILE.strip().splitlines()]
    keys = [heading.lower().replace(" ", "_") for heading in headings]
    assert not set(said) - set(keys)
    return [headings, [said.get(key) for key in keys]]


def test_everything_that_is_part_of_a_person():
    rows = profile(
        ref="P1",
        likes="tea",
        support="washing",
        plan="one to one when out",
        not_with_children="y",
        not_with="P2; Cath Shaw; Zed",
        not_with_animals="dogs",
        advocate="Jo",
        role="IMCA",
        mum="HX3 5YD",
        miles="5 miles",
        work="bakery",
        work_pc="HX1 2QW",
        own_pet="a cat",
    )
    assert read(PROFILE, rows, "person P1") == [
        (
            "person P1: first name Dev; last name Patel; likes tea; support (what washing); to plan for "
            "(what one to one when out; plan one to one when out; not with children yes; not with "
            "animals dog; not with H2-C1, P2); connections (P1-N1: what bakery; place (postcode HX1 "
            "2QW)), (P1-N2: what mum; place (postcode HX3 5YD); limit miles 5; limit must); own pet cat; "
            "decision support (role IMCA; name Jo)"
        ),
        (
            "G2: There is no person or household or carer or household member of this reference or name "
            "in the register."
        ),
    ]


def test_a_plan_that_is_not_described_and_a_supporter_without_a_role():
    rows = profile(ref="P2", not_with_children="y", not_with_animals="any animals", advocate="Jo")
    assert read(PROFILE, rows, "person P2") == [
        (
            "person P2: first name Eve; last name Kerr; to plan for (what not described; not with "
            "children yes; not with animals cat, dog)"
        ),
        "H2: A decision supporter needs role, and it is not given.",
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["H1", None, None, None, "LT", None, None], "It does not say from when"),
        (
            ["H1", "01/02/2026", None, None, None, None, None],
            "We could not tell the kind of this arrangement",
        ),
        (["H1", "01/02/2026", "01/02/2026", None, "LT", None, None], "A stay has no night"),
        (["H1", "01/02/2026", None, None, "Day", None, None], "Sessions need at least one day"),
        (["H1", "01/02/2026", "01/01/2026", None, "Day", "Mon", None], "the last day comes before"),
        (["H1", "01/02/2026", "2027", None, "LT", None, None], "this is only a year"),
        (["H1", "01/02/2026", None, None, "SB", None, 2_954_812], "No stay has so many nights"),
    ],
)
def test_an_arrangement_that_cannot_be(said, expected):
    mapping = """
    "Who" = "person.id"
    "Home" = "arrangement.household"
    "Start" = "arrangement.start"
    "End" = "arrangement.end"
    "Last night" = "arrangement.last_night"
    "As" = "arrangement.kind"
    "Days" = "arrangement.weekdays"
    "Nights" = "arrangement.nights"
    """
    rows = [["Who", "Home", "Start", "End", "Last night", "As", "Days", "Nights"], ["P1", *said]]
    assert any(expected.lower() in line.lower() for line in read(mapping, rows, "arrangement"))


def test_a_stay_by_its_last_night_or_its_number_of_nights():
    mapping = """
    "Who" = "person.id"
    "Home" = "arrangement.household"
    "Start" = "arrangement.start"
    "Last night" = "arrangement.last_night"
    "Nights" = "arrangement.nights"
    "As" = "arrangement.kind"
    "Carer" = "arrangement.carer"
    "From" = "arrangement.moved_from"
    "Review" = "review.held_on"
    "Alone" = "review.seen_alone"
    """
    rows = [
        ["Who", "Home", "Start", "Last night", "Nights", "As", "Carer", "From", "Review", "Alone"],
        ["P1", "H1", "01/02/2026", "03/02/2026", None, "SB", "Bob Lumb", None, "02/02/2026", "y"],
        ["P1", "H2", "01/03/2026", None, "1 week", "SB", None, None, None, None],
        ["P2", "H2", "01/03/2026", None, None, "LT", None, None, None, "n"],
    ]
    said = read(mapping, rows, "arrangement")
    assert sorted(line.partition(": ")[2] for line in said[:3]) == [
        (
            "person P1; household H1; kind short break; stay from 01/02/2026 to 04/02/2026; carer H1-C2; "
            "reviews (held on 02/02/2026; seen alone yes)"
        ),
        "person P1; household H2; kind short break; stay from 01/03/2026 to 08/03/2026",
        "person P2; household H2; kind live-in; stay from 01/03/2026",
    ]
    assert said[3:] == ["J4: A review needs held on, and it is not given."]
