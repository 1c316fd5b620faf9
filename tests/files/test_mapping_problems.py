"""What contradicts itself or cannot be is left out with its cell and a remedy; the rest is read."""

from __future__ import annotations

import textwrap

import pytest
from register_makers import a_reading, left_out
from told import told

from sharedlives.domain.words import Kind
from sharedlives.errors import Severity


def sheet(title, mapping):
    return f'[[sheet]]\nsheet = "{title}"\n[sheet.columns]\n{textwrap.dedent(mapping).strip()}\n'


def said(reading):
    """Every problem that costs something: its cell and what was expected."""
    assert all(problem.suggestion for problem in reading.problems)
    return [(f"{problem.sheet}!{problem.cell}", problem.expected) for problem in left_out(reading)]


HOMES = sheet(
    "Homes",
    """
    "Ref" = "household.id"
    "Postcode" = "household.postcode"
    "Rooms" = "household.bedrooms"
    "Ground floor" = "household.ground_floor_bedrooms"
    "Storeys" = "household.storeys"
    "Fosters" = "household.fostering"
    "Live-in" = "approval.live_in"
    "Breaks" = "approval.short_break"
    "Total" = "approval.total"
    "From" = "approval.approved_from"
    "Until" = "approval.approved_until"
    """,
)
HEADINGS = [line.split('"')[1] for line in HOMES.splitlines() if "household." in line or "approval." in line]


def homes(**cells):
    keys = [heading.lower().replace("-", "_").replace(" ", "_") for heading in HEADINGS]
    assert not set(cells) - set(keys)
    return a_reading(HOMES, Homes=[HEADINGS, [{"ref": "H1", "storeys": 2, **cells}.get(key) for key in keys]])


# -- values that do not fit


def test_a_value_that_a_record_refuses_costs_only_itself():
    reading = homes(storeys=0, postcode="HX3 5YD")
    assert said(reading) == [("Homes!E2", "This does not fit: storeys must be 1 or more.")]
    [home] = reading.scheme.households
    assert (home.storeys, home.place.postcode) == (None, "HX3 5YD")


def test_dates_the_wrong_way_round_are_both_left_out_for_either_may_be_wrong():
    reading = homes(**{"from": "01/02/2026"}, until="01/01/2026")
    assert said(reading) == [("Homes!K2", "This does not fit: approved until comes before approved from.")]
    [approval] = reading.scheme.approvals
    assert (approval.approved_from, approval.approved_until) == (None, None)


def test_more_rooms_of_a_kind_than_rooms_are_said():
    reading = homes(rooms=1, ground_floor=2)
    assert said(reading) == [("Homes!D2", "More bedrooms are counted here than the home has in all.")]
    assert reading.scheme.households[0].bedrooms[0].is_ground_floor is None


def test_a_kind_approved_without_a_number_makes_none_of_them_known():
    reading = homes(live_in="y", breaks=2)
    assert said(reading) == [("Homes!G2", "The live-in is approved, and for how many at once is not said.")]
    assert reading.scheme.approvals[0].terms.numbers is None  # live-in is not refused by silence
    whole = homes(live_in="y", breaks=2, total=3).scheme.approvals[0].terms
    assert (whole.number(Kind.LIVE_IN), whole.number(Kind.SHORT_BREAK)) == (3, 2)


def test_a_number_or_a_yes_of_something_else_is_said():
    assert homes(fosters="yes").scheme.households[0].other_uses[0].number is None
    assert homes(fosters=0).scheme.households[0].other_uses == ()
    assert said(homes(fosters="maybe")) == [("Homes!F2", "We expected a whole number, or yes or no.")]


def test_a_postcode_that_nobody_knows_is_kept_and_said():
    reading = homes(postcode="ZZ1 1ZZ")
    assert reading.scheme.households[0].place.postcode == "ZZ1 1ZZ"
    [problem] = reading.problems
    assert (problem.code, problem.severity) == ("SL-MAP-POSTCODE-UNKNOWN", Severity.NOTICE)


# -- cells that contradict each other

MORE = sheet(
    "More", '"Home" = "household.id"\n"Postcode" = "household.postcode"\n"Fosters" = "household.fostering"'
)


def test_of_two_cells_that_do_not_agree_neither_is_taken():
    rows = [["Home", "Postcode", "Fosters"], ["h1", "HX1 2QW", 1]]
    reading = a_reading(HOMES + MORE, Homes=[HEADINGS, ["H1", "HX3 5YD", None, None, 2, 1]], More=rows)
    assert said(reading) == [
        ("Homes!B2", "These cells are about the same record and do not agree: Homes!B2, More!B2.")
    ]
    [home] = reading.scheme.households
    assert (home.id, home.place.postcode, home.other_uses[0].number) == ("H1", None, 1)


# -- references


CARERS = sheet("Carers", '"Home" = "carer.household"\n"Name" = "carer.name"\n"Skills" = "carer.skills"')
CARER_ROWS = [["Home", "Name", "Skills"], ["H1", "Ann Lumb", "epilepsy"], ["H1", "Bob Lumb", None]]
APPROVALS = sheet(
    "Panel",
    """
    "Home" = "approval.household"
    "Number" = "approval.numbers"
    "Only for" = "approval.only_for"
    "Carers" = "approval.carer_ids"
    "From" = "approval.approved_from"
    """,
)
PEOPLE = sheet("People", '"Ref" = "person.id"\n"Name" = "person.name"\n"Sex" = "person.sex"')
PEOPLE_ROWS = [["Ref", "Name", "Sex"], ["P1", "Dev Patel", "M"], ["P2", "Eve Kerr", "F"]]


def panel(*rows):
    return a_reading(
        HOMES + CARERS + APPROVALS + PEOPLE,
        Homes=[HEADINGS, ["H1", None, 1, None, 2]],
        Carers=CARER_ROWS,
        Panel=[["Home", "Number", "Only for", "Carers", "From"], *rows],
        People=PEOPLE_ROWS,
    )


def test_an_approval_is_for_the_people_and_carers_that_it_names():
    reading = panel(
        ["H1", "1 LT", "P1; Eve Kerr", None, "01/02/2020"], ["H1", "2 SB", None, "Bob Lumb", "01/03/2020"]
    )
    assert reading.problems == ()
    first, second = reading.scheme.approvals
    assert (first.terms.only_for, first.carer_ids) == ({"P1", "P2"}, frozenset())
    assert (second.terms.only_for, second.carer_ids) == (None, {"H1-C2"})


def test_an_approval_for_somebody_unknown_is_never_taken_as_one_for_anybody():
    reading = panel(["H1", "1 LT", "Zed", None, "01/02/2020"], ["H1", "2 SB", None, "Zed", "01/03/2020"])
    [approval] = reading.scheme.approvals
    assert approval.terms.only_for == frozenset()
    assert said(reading) == [
        ("Panel!C2", "There is no person of this reference or name in the register."),
        ("Panel!D3", "This approval is for carers whom we do not know, so it was left out."),
        ("Panel!D3", "There is no carer of this reference or name in the register."),
    ]


LIVING = sheet(
    "Living",
    """
    "Ref" = "arrangement.id"
    "Who" = "person.id"
    "Home" = "arrangement.household"
    "As" = "arrangement.kind"
    "Since" = "arrangement.start"
    "Room" = "arrangement.bedroom"
    "From" = "arrangement.moved_from"
    "With" = "person.together_with"
    "Not" = "person.apart_from"
    """,
)
LIVING_HEADINGS = ["Ref", "Who", "Home", "As", "Since", "Room", "From", "With", "Not"]


def living(*rows):
    return a_reading(
        HOMES + PEOPLE + LIVING,
        Homes=[HEADINGS, ["H1", None, 2, None, 2]],
        People=PEOPLE_ROWS,
        Living=[LIVING_HEADINGS, *rows],
    )


def test_a_bedroom_and_an_arrangement_that_are_not_there_are_left_out_of_the_arrangement():
    reading = living(["A1", "P1", "H1", "LT", "01/02/2020", "7", "A9", None, None])
    [arrangement] = reading.scheme.arrangements
    assert (arrangement.bedroom_id, arrangement.moved_from) == (None, None)
    assert [place for place, _ in said(reading)] == ["Living!F2", "Living!G2"]
    assert {problem.given for problem in left_out(reading)} == {"7", "A9"}


def test_two_arrangements_of_one_reference_are_both_left_out():
    reading = living(
        ["A1", "P1", "H1", "LT", "01/02/2020", "1", None, None, None],
        ["A1", "P2", "H1", "LT", "01/02/2021", "2", None, None, None],
    )
    assert reading.scheme.arrangements == ()
    assert {place for place, _ in said(reading)} == {"Living!A2", "Living!A3"}


def test_two_rows_without_a_reference_that_say_one_thing_are_one_arrangement():
    row = [None, "P1", "H1", "SB", "01/02/2020", "1", None, None, None]
    reading = living(row, [*row[:7], "Eve Kerr", None])
    assert len(reading.scheme.arrangements) == 1
    assert [problem.code for problem in reading.problems] == ["SL-MAP-ARRANGEMENT-TWICE"]


def test_what_cannot_all_be_true_is_read_and_said():
    reading = living(
        ["A1", "P1", "H1", "LT", "01/02/2020", "1", None, None, None],
        ["A2", "P2", "H1", "LT", "01/02/2021", "1", None, None, None],
    )
    assert len(reading.scheme.arrangements) == 2
    [problem] = reading.problems
    assert (problem.severity, problem.sheet) == (Severity.NOTICE, "Living")


def test_who_is_to_be_together_or_apart_is_said_once_for_both_and_for_whole_groups():
    reading = living(
        [None, "P1", "H1", "SB", "01/02/2020", None, None, "P2", "H1, P1, Zed"],
        [None, "P2", "H1", "SB", "01/03/2020", None, None, "Dev Patel", "P1"],
    )
    scheme = reading.scheme
    assert [tie.people for tie in scheme.keep_together] == [{"P1", "P2"}]
    assert [(tie.person_id, tie.other_id) for tie in scheme.keep_apart] == [("P1", "H1"), ("P1", "P2")]
    assert [place for place, _ in said(reading)] == ["Living!I2"]


def test_groups_that_share_somebody_are_one():
    people = [["Ref", "Name", "With"]]
    people += [
        ["P1", "Ann", "P2"],
        ["P3", "Cy", "P4"],
        ["P2", "Bo", "P3"],
        ["P4", "Di", None],
        ["P5", "Ed", "P6"],
    ]
    people += [["P6", "Flo", None]]
    mapping = sheet("People", '"Ref" = "person.id"\n"Name" = "person.name"\n"With" = "person.together_with"')
    scheme = a_reading(mapping, People=people).scheme
    assert [sorted(tie.people) for tie in scheme.keep_together] == [["P1", "P2", "P3", "P4"], ["P5", "P6"]]


# -- requests

ASKS = sheet(
    "Asks",
    """
    "Who" = "request.person"
    "Wants" = "request.kind"
    "Nights" = "request.nights"
    "From" = "request.from"
    "Until" = "request.until"
    "Times" = "request.session_times"
    "Dates" = "request.dates"
    """,
)


def asks(who, wants, nights=None, first=None, until=None, times=None, dates=None):
    rows = [["Who", "Wants", "Nights", "From", "Until", "Times", "Dates"]]
    rows += [[who, wants, nights, first, until, times, dates]]
    return a_reading(PEOPLE + ASKS, People=PEOPLE_ROWS, Asks=rows)


def request_of(reading):
    return [line.partition(": ")[2] for line in told(reading).splitlines() if line.startswith("request")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("P1", "SB", 0), ("Asks!C2", "This does not fit: nights must be 1 or more.")),
        (
            ("P1", None, 2),
            (
                "Asks!A2",
                "It does not say which kind of arrangement is asked for, so the request was left out.",
            ),
        ),
        ((None, "SB", 2), ("Asks!B2", "It does not say whose request this is, so it was left out.")),
        (
            ("P1", "SB", None, "01/02/2026", "01/01/2026"),
            ("Asks!E2", "This does not fit: until comes before earliest start."),
        ),
    ],
)
def test_a_request_that_cannot_be_is_said(given, expected):
    assert said(asks(*given)) == [expected]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"first": "ASAP"}, "person P1; kind day support"),
        ({"first": "from Jan 2027"}, "person P1; kind day support; earliest start 01/01/2027"),
        ({"dates": "immediately"}, "person P1; kind day support"),
        ({"dates": "from March 2027"}, "person P1; kind day support; earliest start 01/03/2027"),
        ({"dates": "until 3 Mar 2026"}, "person P1; kind day support; until 03/03/2026"),
        ({"dates": "3 Mar 2026"}, "person P1; kind day support; earliest start 03/03/2026"),
        (
            {"first": "01/02/2027", "dates": "4-9 March 2027"},
            "person P1; kind day support; earliest start 01/02/2027; until 09/03/2027",
        ),
        ({"times": "10-3"}, "person P1; kind day support; session starts 10:00; session ends 15:00"),
    ],
)
def test_when_a_request_is_for(given, expected):
    reading = asks("P1", "Day", **given)
    assert request_of(reading) == [expected]
    assert left_out(reading) == []


@pytest.mark.parametrize("dates", ["March 2027", "Spring 2027", "1 week in Aug 2026"])
def test_dates_that_could_be_many_are_left_out(dates):
    reading = asks("P1", "SB", dates=dates)
    assert request_of(reading) == ["person P1; kind short break"]
    assert len(said(reading)) == 1


# -- checks

CHECKS = sheet(
    "Checks",
    """
    "Home" = "check.household"
    "Carer" = "check.carer"
    "Person" = "check.person"
    "Who" = "check.who"
    "What" = "check.kind"
    "Topic" = "check.topic"
    "No" = "check.number"
    "Date" = "check.date"
    "Until" = "check.expires"
    """,
)
CHECK_HEADINGS = ["Home", "Carer", "Person", "Who", "What", "Topic", "No", "Date", "Until"]
ADULTS = sheet("Adults", '"Home" = "member.household"\n"Name" = "member.name"')


def checks(**cells):
    return a_reading(
        HOMES + CARERS + PEOPLE + ADULTS + CHECKS,
        Homes=[HEADINGS, ["H1", None, 1, None, 2], ["H2", None, 1, None, 2]],
        Carers=[*CARER_ROWS, ["H2", "Kit Shaw", None]],
        People=PEOPLE_ROWS,
        Adults=[["Home", "Name"], ["H1", "Kit Lumb"], ["H2", "Kit Lumb"]],
        Checks=[CHECK_HEADINGS, [cells.get(heading.lower()) for heading in CHECK_HEADINGS]],
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"home": "H1", "carer": "Ann Lumb", "what": "DBS"}, "H1-C1-certificate"),
        ({"home": "H1", "carer": 2, "what": "Reference", "no": 2}, "H1-C2-reference-2"),
        ({"carer": "Kit Shaw", "what": "training", "topic": "epilepsy"}, "H2-C1-epilepsy"),
        ({"home": "H2", "who": "Kit Lumb", "what": "DBS"}, "H2-M1-certificate"),
        ({"home": "H1", "who": "Kit Lumb", "what": "DBS"}, "H1-M1-certificate"),
        ({"who": "H2", "what": "gas"}, "H2-gas"),
        ({"who": "Dev Patel", "what": "health"}, "P1-health"),
        ({"person": "P1", "what": "health"}, "P1-health"),
        ({"home": "H1", "what": "other check insurance of pets"}, "H1-insurance-of-pets"),
    ],
)
def test_whom_a_check_is_about(given, expected):
    reading = checks(**given, date="01/02/2024")
    assert [check.id for check in reading.scheme.checks] == [expected]
    assert left_out(reading) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"home": "H1", "carer": "Zed", "what": "DBS"}, "There is no carer of this reference or name"),
        ({"person": "P9", "what": "health"}, "There is no person of this reference or name"),
        ({"home": "H9", "what": "gas"}, "There is no household of this reference or name"),
        ({"who": "Kit Lumb", "what": "DBS"}, "have this name"),
        ({"home": "H1", "topic": "x"}, "It does not say what was checked."),
        ({"what": "gas", "topic": "x"}, "We could not tell whom this check is about"),
        ({"home": "H1", "what": "spells"}, "This is not a check we know."),
        ({"home": "H1", "what": "gas", "no": 0}, "This does not fit: number must be 1 or more."),
    ],
)
def test_a_check_that_is_left_out(given, expected):
    texts = [text for _, text in said(checks(**given, date="01/02/2024"))]
    assert any(expected in text for text in texts), texts


def test_a_check_without_a_date_is_no_evidence_and_said_once():
    reading = checks(home="H1", what="gas")
    assert reading.scheme.checks == ()
    assert [problem.code for problem in reading.problems] == ["SL-MAP-CHECK-WITHOUT-DATE"]


def test_a_count_of_references_of_a_home_that_is_not_there_is_none():
    mapping = sheet("Refs", '"Home" = "carer.household"\n"Refs" = "carer.references"\n"Name" = "carer.name"')
    rows = [["Home", "Refs", "Name"], ["H9", 2, "Ann"], ["H1", 1, "Bo"]]
    reading = a_reading(HOMES + mapping, Homes=[HEADINGS, ["H1", None, 1, None, 2]], Refs=rows)
    assert [check.id for check in reading.scheme.checks] == ["H1-C1-reference-1"]
    assert [place for place, _ in said(reading)] == ["Refs!A2"]
