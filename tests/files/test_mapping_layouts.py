"""Registers of our own invention, laid out in ways quite unlike the two we ship."""

from __future__ import annotations

from datetime import date, time

import pytest
from register_makers import a_mapping, save_workbook

from sharedlives.dates import Period, Sessions, Stay, Weekday
from sharedlives.domain.wish import About
from sharedlives.domain.words import (
    Access,
    CheckKind,
    Kind,
    NightSupport,
    OtherUseKind,
    Sex,
    Strength,
    SubjectKind,
    Urgency,
)
from sharedlives.errors import Severity
from sharedlives.files.mapping_reader import read_register


def codes(reading, *severities):
    return [p.code for p in reading.problems if not severities or p.severity in severities]


# -- Fellside: one row per carer, merged household cells, numbers by position, kilometres, checks by name

FELLSIDE = """
name = "Fellside"
as_at = 2026-10-01

[years]
born = "1930-2029"
otherwise = "2000-2049"

[silence]
otherwise = "not known"
"household.pets" = "no"
"household.number_of_children" = "no"

[words.needs]
"learning disability" = ["LD", "learning dis."]
"mental health" = ["MH"]
any = ["everything"]

[words.status]
blank = ["approved"]

[[sheet]]
sheet = "Carer database*"
only_rows = { "Status" = ["Approved", "On hold"] }

[sheet.columns]
"House" = { to = "household.id", fill_down = true }
"Address" = "household.address"
"PCode" = "household.postcode"
"Surname" = "carer.surname"
"First name" = "carer.forename"
"D.O.B." = "carer.dob"
"Gender" = "carer.sex"
"LT/SB/Day" = { to = "approval.numbers", order = ["live-in", "short break", "day support"] }
"Max" = "approval.total"
"Age range" = "approval.ages"
"Needs" = { to = "approval.needs", words = "needs" }
"Status" = { to = "approval.status", words = { "in force" = ["Approved"], suspended = ["On hold"] } }
"Animals" = "household.pets"
"Kids" = "household.number_of_children"
"Fosters?" = "household.fostering"
"column K" = "household.notes"

[[sheet]]
sheet = "Checks log"

[sheet.columns]
"Who" = "check.who"
"What" = { to = "check.kind", words = { "training communication" = ["Signing course"] } }
"When" = "check.date"
"Result" = "check.outcome"

[[sheet]]
sheet = "Waiting"
skip_rows = { "Still looking?" = ["no*"] }

[sheet.columns]
"Name" = { to = "person.name", surname_first = true }
"Born" = "person.born"
"Sex" = "person.sex"
"Needs" = { to = "person.needs", words = "needs" }
"Wanted" = "request.kind"
"Priority" = "request.urgency"
"Dates" = "request.dates"
"Town of family" = "connection family.what"
"PC of family" = "connection family.postcode"
"km" = { to = "connection family.limit_miles", unit = "km" }
"Pets" = "person.wish home pet"
"Still looking?" = "ignore"
"""


@pytest.fixture
def fellside(tmp_path):
    headings = ["House", "Address", "PCode", "Surname", "First name", "D.O.B.", "Gender", "LT/SB/Day", "Max"]
    headings += ["Age range", None, "Needs", "Status", "Animals", "Kids", "Fosters?"]
    home_one = ["F1", "1 Fell View", "LA9 4BD", "Airey", "Joan", date(1960, 2, 3), "F", "2/1/1", 3, "18+"]
    home_one += ["quiet", "LD, MH", "Approved", "2 dogs", 2, "yes"]
    sheets = {
        "Carer database 2026": [
            ["Fellside Shared Lives"],
            ["as at October"],
            [],
            headings,
            home_one,
            [None, None, None, "Airey", "Tom", "04/05/61", "M", None, None, None, None, None, "Approved"],
            [
                "F2",
                "2 Fell View",
                "la9 4be",
                "Benn",
                "Sue",
                "1 Jan 1970",
                "Female",
                "0/2/0",
                2,
                "over 50",
                None,
                "everything",
                "On hold",
                None,
                None,
                "no",
            ],
            headings,
            [
                "F3",
                "3 Fell View",
                "LA9 4BF",
                "Gone",
                "Pat",
                None,
                "F",
                "1/0/0",
                1,
                "18+",
                None,
                "LD",
                "Resigned",
            ],
            [],
            ["LT = long term; ask Mary about everything else"],
            ["Total", None, None, None, None, None, None, None, 6],
        ],
        "Checks log": [
            ["Who", "What", "When", "Result"],
            ["Joan Airey", "DBS", "01.02.25", "clear"],
            ["Airey, Tom", "Signing course", date(2025, 3, 4), None],
            ["F1", "Gas", "2025-06-07", None],
            ["Sue Benn", "First aid", None, None],
            ["Nobody Known", "DBS", "01/02/2025", None],
        ],
        "Waiting": [
            [
                "Name",
                "Born",
                "Sex",
                "Needs",
                "Wanted",
                "Priority",
                "Dates",
                "Town of family",
                "PC of family",
                "km",
                "Pets",
                "Still looking?",
            ],
            [
                "Carr Ali",
                date(1990, 1, 1),
                "M",
                "learning dis.",
                "Respite",
                "urgent",
                "1-8 Dec 2026",
                "Kendal",
                "LA9 4BD",
                16,
                "no pets",
                "yes",
            ],
            [
                "Dent Bo",
                date(1991, 1, 1),
                "M",
                "LD",
                "LT",
                "low",
                None,
                None,
                None,
                None,
                None,
                "No - moved in",
            ],
        ],
        "Old": [["left over"]],
    }
    merged = [("Carer database 2026", area) for area in ("A5:A6", "B5:B6", "C5:C6")]
    path = save_workbook(tmp_path / "fellside.xlsx", sheets, merged)
    return read_register(path, a_mapping(FELLSIDE, silence=""))


def test_one_row_per_carer_with_merged_household_cells(fellside):
    scheme = fellside.scheme
    assert [home.id for home in scheme.households] == ["F1", "F2"]
    carers = {c.id: (c.first_name, c.last_name, c.born, c.sex) for c in scheme.carers}
    assert carers == {
        "F1-C1": ("Joan", "Airey", date(1960, 2, 3), Sex.FEMALE),
        "F1-C2": ("Tom", "Airey", date(1961, 5, 4), Sex.MALE),
        "F2-C1": ("Sue", "Benn", date(1970, 1, 1), Sex.FEMALE),
    }
    first = scheme.household("F1")
    assert (first.place.postcode, first.address, first.notes) == ("LA9 4BD", "1 Fell View", "quiet")
    assert [(pet.kind, pet.number) for pet in first.pets] == [("dog", 2)]
    assert [member.relation for member in first.members] == ["child", "child"]
    assert first.other_uses[0].kind is OtherUseKind.FOSTERING
    assert first.other_uses[0].number is None
    second = scheme.household("F2")
    assert (second.pets, second.members, second.other_uses) == ((), (), ())


def test_approvals_by_position_with_words_of_the_scheme(fellside):
    (one,) = fellside.scheme.approvals_of("F1")
    assert {entry.kind: entry.number for entry in one.terms.numbers} == {
        Kind.LIVE_IN: 2,
        Kind.SHORT_BREAK: 1,
        Kind.DAY_SUPPORT: 1,
    }
    assert one.terms.needs == {"learning disability", "mental health"}
    (two,) = fellside.scheme.approvals_of("F2")
    assert two.terms.needs == {"any"}
    assert (two.terms.youngest, two.status.value) == (50, "suspended")


def test_checks_in_rows_by_name(fellside):
    found = {(c.subject_id, c.kind, c.topic): c.issued_on for c in fellside.scheme.checks}
    assert found == {
        ("F1-C1", CheckKind.CERTIFICATE, None): date(2025, 2, 1),
        ("F1-C2", CheckKind.TRAINING, "communication"): date(2025, 3, 4),
        ("F1", CheckKind.GAS, None): date(2025, 6, 7),
    }


def test_a_waiting_list_without_references(fellside):
    (request,) = fellside.scheme.requests
    person = fellside.scheme.person(request.person_id)
    assert (person.first_name, person.last_name) == ("Ali", "Carr")
    assert (request.kind, request.urgency) == (Kind.SHORT_BREAK, Urgency.URGENT)
    assert (request.earliest_start, request.until) == (date(2026, 12, 1), date(2026, 12, 8))
    (family,) = person.connections
    assert (family.what, family.limit_miles) == ("Kendal", 10)  # 16 km are 9.9 miles
    wishes = {(wish.about, wish.value, wish.strength) for wish in person.wishes}
    assert wishes == {
        (About.HOME_PET, "cat", Strength.MUST_NOT),
        (About.HOME_PET, "dog", Strength.MUST_NOT),
    }


def test_what_is_odd_in_it_is_said(fellside):
    assert codes(fellside, Severity.LEFT_OUT, Severity.STOPS) == ["SL-MAP-NOBODY"]
    assert set(codes(fellside, Severity.NOTICE)) == {
        "SL-CELL-TWO-DIGIT-YEAR",
        "SL-CELL-AGE-OVER",
        "SL-CELL-DISTANCE-ROUNDED",
        "SL-MAP-NOTE-ROW",
        "SL-MAP-ROWS-SKIPPED",
        "SL-MAP-CHECK-WITHOUT-DATE",
        "SL-MAP-SHEET-UNREAD",
    }


# -- Ardmore: a folder of CSV files, people and homes found by name, ticks for needs, days with times

ARDMORE = """
[years]
born = "1926-2025"

[silence]
otherwise = "not known"
"person.needs" = "no"
"approval.live_in" = "no"
"approval.short_break" = "no"

[[sheet]]
sheet = "homes"

[sheet.columns]
"Household" = "household.name"
"Postcode" = "household.postcode"
"Carers" = "carer.names"
"Live in" = "approval.live_in"
"Respite" = "approval.short_break"
"Registered" = "approval.approved_from"
"Bedrooms" = "household.bedrooms"
"Downstairs" = "household.ground_floor_bedrooms"
"Away" = "household.closed"
"PVG (both)" = "each carer.check pvg.date"
"Other people" = { separators = ";", like = [
    "{member.name}, {member.age}, {member.relation}",
    "{member.name}, {member.age}",
] }

[[sheet]]
sheet = "people"

[sheet.columns]
"CHI-free ID" = "person.id"
"Forename" = "person.first_name"
"Surname" = "person.last_name"
"DoB" = "person.born"
"LD" = { to = "person.needs", when_yes = "learning disability" }
"Autism" = { to = "person.needs", when_yes = "autism" }
"Nights" = "person.night_support"
"Friends with" = "person.together_with"
"Keep away from" = "person.apart_from"
"Ground floor" = { to = "person.access", words = { "ground floor" = ["must"] } }

[[sheet]]
sheet = "support"

[sheet.columns]
"Person" = "person.name"
"Lives with" = "household.name"
"Service" = "arrangement.kind"
"From" = "arrangement.start"
"Nights" = "arrangement.nights"
"Days" = "arrangement.weekdays"
"Times" = "arrangement.session_times"

[[sheet]]
sheet = "requests"

[sheet.columns]
"Person" = "request.person"
"Asks for" = "request.kind"
"When" = [{ to = "request.nights" }, { to = "request.weekdays" }]
"Start" = "request.start"
"""

ARDMORE_HOMES = (
    ("Household", "The Mill", "Croft House"),
    ("Postcode", "PH1 5EN", "PH2 7PA"),
    ("Carers", "Iona & Rab Grant", "Morag Bain"),
    ("Live in", "1", ""),
    ("Respite", "2", "1"),
    ("Registered", "3 May 2019", "01/02/2020"),
    ("Bedrooms", "3", "1"),
    ("Downstairs", "1", "no"),
    ("Away", "24-26 Dec 2026; 1-3 Jan 2027", ""),
    ("PVG (both)", "2024-02-03", "04/05/2025"),
    ("Other people", "Eck Grant, 14, son; Flo Grant, 80", "none"),
)
ARDMORE_FILES = {
    "homes": "\n".join(";".join(f'"{cell}"' for cell in row) for row in zip(*ARDMORE_HOMES, strict=True)),
    "people": """CHI-free ID,Forename,Surname,DoB,LD,Autism,Nights,Friends with,Keep away from,Ground floor
A1,Jean,Kerr,1/2/1980,x,,waking,,Rab Grant,must
A2,Ewan,Muir,3/4/1985,yes,yes,,A3,,
A3,Calum,Ross,5/6/1990,,yes,sleep-in,,,
""",
    "support": """Person,Lives with,Service,From,Nights,Days,Times
Jean Kerr,The Mill,Long term,1 Mar 2024,,,
Ewan Muir,Morag Bain,Respite,4/12/2026,3,,
Ewan Muir,The Mill,Day opportunities,7/9/2026,,Mon & Thu,10am - 3pm
""",
    "requests": """Person,Asks for,When,Start
A2,Live in,,1/2/2027
A3,Live in,,1/2/2027
A1,Respite,2 weeks,3/3/2027
Calum Ross,Day,Tue/Fri,4/1/2027
A3,Respite,sometimes,4/1/2027
""",
}


@pytest.fixture
def ardmore(tmp_path):
    folder = tmp_path / "ardmore"
    folder.mkdir()
    for name, text in ARDMORE_FILES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_register(folder, a_mapping(ARDMORE, nation="scotland", silence=""))


def test_a_folder_of_csv_files_with_homes_known_by_name(ardmore):
    scheme = ardmore.scheme
    mill = next(home for home in scheme.households if home.name == "The Mill")
    assert mill.id.startswith("H-")
    assert [(c.first_name, c.last_name, c.id) for c in scheme.carers if c.household_id == mill.id] == [
        ("Iona", "Grant", f"{mill.id}-C1"),
        ("Rab", "Grant", f"{mill.id}-C2"),
    ]
    assert [room.is_ground_floor for room in mill.bedrooms] == [True, False, False]
    assert [closure.period for closure in mill.closures] == [
        Period(date(2026, 12, 24), date(2026, 12, 26)),
        Period(date(2027, 1, 1), date(2027, 1, 3)),
    ]
    assert [(m.first_name, m.age, m.relation) for m in mill.members] == [
        ("Flo", 80, None),
        ("Eck", 14, "son"),
    ]
    croft = next(home for home in scheme.households if home.name == "Croft House")
    assert croft.members == ()
    assert [approval.terms.number(Kind.LIVE_IN) for approval in scheme.approvals_of(croft.id)] == [0]
    certificates = [c for c in scheme.checks if c.kind is CheckKind.CERTIFICATE]
    assert [c.subject_kind for c in certificates] == [SubjectKind.CARER] * 3


def test_references_by_name_find_whom_they_mean(ardmore):
    scheme = ardmore.scheme
    mill, croft = (next(h.id for h in scheme.households if h.name == n) for n in ("The Mill", "Croft House"))
    (jean,) = scheme.arrangements_of("A1")
    assert (jean.household_id, jean.stay) == (mill, Stay(date(2024, 3, 1)))
    day, stay = sorted(scheme.arrangements_of("A2"), key=lambda one: one.kind)
    assert stay.household_id == croft
    assert stay.stay == Stay(date(2026, 12, 4), date(2026, 12, 7))
    assert day.sessions == Sessions(
        Period(date(2026, 9, 7)), frozenset({Weekday.MONDAY, Weekday.THURSDAY}), time(10), time(15)
    )
    (apart,) = scheme.keep_apart
    assert (apart.person_id, apart.other_id) == ("A1", f"{mill}-C2")
    (together,) = scheme.keep_together
    assert together.people == {"A2", "A3"}


def test_ticks_words_and_several_requests_of_one_person(ardmore):
    scheme = ardmore.scheme
    assert scheme.person("A2").needs == {"learning disability", "autism"}
    assert scheme.person("A3").needs == {"autism"}
    assert scheme.person("A1").access == {Access.GROUND_FLOOR}
    assert scheme.person("A1").night_support is NightSupport.WAKING
    assert [request.nights for request in scheme.requests_of("A1")] == [14]
    assert {request.kind for request in scheme.requests_of("A3")} == {
        Kind.LIVE_IN,
        Kind.DAY_SUPPORT,
        Kind.SHORT_BREAK,
    }


def test_what_could_not_be_read_is_said_with_its_cell(ardmore):
    found = [(p.place, p.given, p.code) for p in ardmore.problems if p.severity is Severity.LEFT_OUT]
    assert found == [("requests!C6", "sometimes", "SL-CELL-NOT-A-WHOLE-NUMBER")]


# -- Lough: a form per household with its questions in column A, and two rows of headings

LOUGH = """
[silence]
otherwise = "not known"
"household.members" = "no"

[[sheet]]
sheet = "Home *"
transposed = true
title_to = "household.name"

[sheet.columns]
"Home number" = "household.id"
"Easting" = "household.easting"
"Northing" = "household.northing"
"Carer" = "carer 1.name"
"Partner" = "carer 2.name"
"Approved for" = { to = "approval.kinds" }
"How many in all" = "approval.total"
"Since" = "approval.approved_from"
"Adults at home" = "household.other_adults"
"Takes emergencies" = "household.emergencies"
"Would not suit" = { to = "household.wish person smokes", yes = "must not" }
"Prefers" = { to = "household.wish person sex", strength = "prefer" }

[[sheet]]
sheet = "Carer file"
header_row = [2, 3]

[sheet.columns]
"Home" = "household.id"
"Carer 1 AccessNI" = "carer 1.check certificate.date"
"Carer 1 First aid" = "carer 1.training first aid.date"
"Carer 2 AccessNI" = "carer 2.check certificate.date"
"Room 1 Size" = { to = "bedroom 1.is_double", words = { yes = ["double"], no = ["single"] } }
"Room 2 Size" = { to = "bedroom 2.is_double", words = { yes = ["double"], no = ["single"] } }

[[sheet]]
sheet = "Diary"

[sheet.columns]
"Home" = "break.household"
"From" = "break.from"
"To" = "break.until"

[[sheet]]
sheet = "Contacts"

[sheet.always]
"visit.announced" = "yes"

[sheet.columns]
"Home" = "visit.household"
"Seen" = "visit.on"
"By" = "visit.by"
"""


@pytest.fixture
def lough(tmp_path):
    questions = ["Home number", "Easting", "Northing", "Carer", "Partner", "Approved for", "How many in all"]
    questions += ["Since", "Adults at home", "Takes emergencies", "Would not suit", "Prefers"]
    ards = [1, 348000, 374000, "Una Boyd", "Ian Boyd", "LT, SB", 2]
    ards += ["1 April 2022", "Kit Boyd", "y", "y", "women"]
    belfast = [2, 333832, 374014, "Sal Orr", None, "Short breaks", "max 1"]
    belfast += ["1 April 2022", None, "?", "n", None]
    sheets = {
        "Home Ards": list(zip(questions, ards, strict=True)),
        "Home Belfast": list(zip(questions, belfast, strict=True)),
        "Carer file": [
            ["Files"],
            [None, "Carer 1", None, "Carer 2", "Room 1", "Room 2"],
            ["Home", "AccessNI", "First aid", "AccessNI", "Size", "Size"],
            [1, "3/4/2024", "5/6/2024", "7/8/2024", "double", "single"],
            [2, "9/10/2024", None, "1/1/2024", "single", None],
        ],
        "Diary": [["Home", "From", "To"], [1, "24/12/2026", "27/12/2026"], [2, "27/12/2026", "24/12/2026"]],
        "Contacts": [["Home", "Seen", "By"], [1, "3/2/2026", "PMcK"]],
    }
    merged = [("Carer file", "B2:C2")]
    return read_register(
        save_workbook(tmp_path / "lough.xlsx", sheets, merged),
        a_mapping(LOUGH, nation="northern ireland", silence=""),
    )


def test_a_form_per_household_with_its_questions_down_the_side(lough):
    scheme = lough.scheme
    assert [(home.id, home.name) for home in scheme.households] == [("1", "Home Ards"), ("2", "Home Belfast")]
    ards = scheme.household("1")
    assert ards.place.grid_reference.grid.value == "irish"
    assert [member.first_name for member in ards.members] == ["Kit"]
    assert (ards.takes_emergencies, scheme.household("2").takes_emergencies) == (True, None)
    assert {(wish.about, wish.strength, wish.value) for wish in ards.wishes} == {
        (About.PERSON_SMOKES, Strength.MUST_NOT, None),
        (About.PERSON_SEX, Strength.PREFER, "female"),
    }
    assert scheme.household("2").wishes == ()
    (approval,) = scheme.approvals_of("1")
    assert {kind: approval.terms.number(kind) for kind in (Kind.LIVE_IN, Kind.SHORT_BREAK)} == {
        Kind.LIVE_IN: 2,
        Kind.SHORT_BREAK: 2,
    }


def test_two_rows_of_headings_and_rooms_in_columns(lough):
    scheme = lough.scheme
    assert {(c.subject_id, c.kind, c.issued_on.year) for c in scheme.checks} == {
        ("1-C1", CheckKind.CERTIFICATE, 2024),
        ("1-C1", CheckKind.TRAINING, 2024),
        ("1-C2", CheckKind.CERTIFICATE, 2024),
        ("2-C1", CheckKind.CERTIFICATE, 2024),
    }
    assert [(room.id, room.is_double) for room in scheme.household("1").bedrooms] == [
        ("1", True),
        ("2", False),
    ]
    assert [room.id for room in scheme.household("2").bedrooms] == ["1"]


def test_breaks_and_visits_have_rows_of_their_own(lough):
    scheme = lough.scheme
    (rest,) = scheme.breaks
    assert (rest.household_id, rest.period) == ("1", Period(date(2026, 12, 24), date(2026, 12, 27)))
    (visit,) = scheme.visits
    assert (visit.subject_kind, visit.subject_id, visit.announced) == (SubjectKind.HOUSEHOLD, "1", True)
    assert codes(lough, Severity.LEFT_OUT) == [
        "SL-MAP-CHECK-OF-NOBODY",  # a certificate of a second carer whom the home does not have
        "SL-MAP-UNFINISHED",
        "SL-MAP-BACKWARDS",
    ]
