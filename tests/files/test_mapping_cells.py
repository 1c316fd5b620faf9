"""What cells say, column by column, as the mapping tells; and that no cell whatever is too much for it."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_makers import a_mapping, code, fields, left_out, read, tables
from told import told

from sharedlives.errors import Severity
from sharedlives.files.mapping_fields import RECORDS, fields_of
from sharedlives.files.mapping_language import read_mapping_text
from sharedlives.files.mapping_reader import read_register_tables

# -- blanks and words that stand for one


@pytest.mark.parametrize(
    ("cell", "silence", "expected"),
    [
        (None, "no", "smokes no"),
        (None, "not known", ""),
        ("-", "no", "smokes no"),
        ("n/k", "no", ""),
        ("n/a", "no", ""),
        ("none", "no", "smokes no"),
        ("?", "no", ""),
    ],
)
def test_a_blank_means_what_the_mapping_says_and_not_known_is_not_known(cell, silence, expected):
    silence = f'[silence]\n"household.smokes" = "{silence}"\n'
    assert fields(read('"household.smokes"', cell, silence=silence)) == expected


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ('{ to = "household.pace", default = "calm" }', None, "pace calm"),
        ('{ to = "household.pace", default = "calm" }', "lively", "pace lively"),
        ('{ to = "household.smokes", words = { blank = ["ask"] }, default = "no" }', "ask", "smokes no"),
        ('"household.pets"', "none", "pets none"),
        ('"household.bedrooms"', "none", "bedrooms none"),
        ('"household.storeys"', "none", ""),
        ('"household.pace"', "none", ""),
    ],
)
def test_a_default_and_none(column, cell, expected):
    assert fields(read(column, cell)) == expected


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ('"person.night_support"', "none", "night support none"),
        ('"person.moving_and_handling"', "none", "moving and handling none"),
        ('"person.medicines"', "none", "medicines self"),
        ('{ to = "person.night_support", when_yes = "waking", when_no = "none" }', "n", "night support none"),
        ('{ to = "person.night_support", when_yes = "waking" }', "no", "night support none"),
        ('{ to = "person.needs", when_yes = "autism" }', "x", "needs autism"),
        ('{ to = "person.needs", when_yes = "autism" }', "no", "needs none"),
        ('{ to = "person.pace", when_yes = "quiet" }', "no", ""),
        ('"person.sex"', "F only", "sex female"),
        ('"person.sex"', "Benyw / Female", "sex female"),
        ('"person.own_pet"', "a cat (Tom)", "own pet cat"),
        ('"person.access"', "ground floor, n/k", "access ground floor"),
        ('"person.languages"', "Welsh; BSL", "languages bsl, welsh"),
        ('"connection.limit_miles"', "5 miles", "connections (A1-N1: limit miles 5; limit must)"),
        ('"connection.limit_miles"', "anywhere", ""),
    ],
)
def test_what_a_cell_says_of_a_person(column, cell, expected):
    assert fields(read(column, cell, "person")) == expected


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ('{ to = "person.needs", when_yes = "autism" }', "perhaps", "NOT-YES-OR-NO"),
        ('"person.sex"', "yes", "UNKNOWN-WORD"),
        ('"person.sex"', "both", "UNKNOWN-WORD"),
        ('"person.access"', "ground floor, stairs", "UNKNOWN-WORD"),
        ('"person.own_pet"', "??!", "NOT-AN-ANIMAL"),
        ('"person.born"', "March 1980", "DATE-WITHOUT-DAY"),
        ('"person.postcode"', "HX3", "NOT-A-POSTCODE"),
    ],
)
def test_a_cell_that_is_not_understood(column, cell, expected):
    assert code(read(column, cell, "person")) == expected


def test_one_bad_item_of_a_list_costs_only_itself():
    reading = read('"person.access"', "ground floor, stairs", "person")
    assert fields(reading) == "access ground floor"
    [problem] = left_out(reading)
    assert problem.given == "stairs"


def test_a_word_is_told_of_words_and_a_number_is_not():
    texts = {cell: left_out(read('"household.storeys"', cell))[0].suggestion for cell in ("lots", "2/3")}
    assert "gets its meaning under `words`" in texts["lots"]
    assert "`words`" not in texts["2/3"]


# -- what a panel approved


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ('"approval.total"', "max 2", "total 2"),
        ('"approval.total"', "up to 3 people", "total 3"),
        ('"approval.needs"', "any", "needs any"),
        ('"approval.needs"', "LD; autism", "needs autism, ld"),
        ('"approval.ages"', "18+", "youngest 18"),
        ('"approval.sexes"', "women", "sexes female"),
        ('"approval.emergencies"', "✓", "emergencies yes"),
        (
            '{ to = "approval.numbers", words = { "live-in" = ["forever home"] } }',
            "2 forever home",
            "numbers (kind live-in; number 2)",
        ),
    ],
)
def test_what_a_cell_says_of_an_approval(column, cell, expected):
    lines = told(read(column, cell)).splitlines()
    assert lines[1] == f"approval A1-A1: household A1; terms ({expected})"


# -- wishes

FEMALE = "(about carers, all of this sex; value female; strength must)"


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ('"person.wish carers sex"', "F only", FEMALE),
        ('{ to = "person.wish carers sex", strength = "must" }', "woman", FEMALE),
        ('{ to = "person.wish carers sex", strength = "must" }', "either", ""),
        ('{ to = "person.wish carers sex", strength = "must" }', "m/f", ""),
        ('"person.wish carers sex"', "n/k", ""),
        (
            '"person.wish home pet"',
            "no labradors or budgies",
            (
                "(about an animal in the home; value budgie; strength must not), "
                "(about an animal in the home; value dog; strength must not)"
            ),
        ),
        (
            '{ to = "person.wish home pace", strength = "prefer", weight = 5 }',
            "quiet",
            "(about the pace of the home; value quiet; strength prefer; weight 5)",
        ),
        (
            '{ to = "household.wish person age at least", strength = "must" }',
            "40",
            "(about somebody of this age or older coming; value 40; strength must)",
        ),
        (
            '{ to = "household.wish person smokes", yes = "avoid", no = "must not" }',
            "y",
            "(about somebody who smokes coming; strength avoid)",
        ),
        ('{ to = "household.wish person smokes", no = "must not" }', "y", ""),
        (
            '{ to = "person.wish home pet", words = { "no cats" = ["asthma"] } }',
            "asthma; would love a dog",
            (
                "(about an animal in the home; value cat; strength must not), "
                "(about an animal in the home; value dog; strength prefer)"
            ),
        ),
    ],
)
def test_what_is_wished(column, cell, expected):
    record = "household" if "household" in column else "person"
    assert fields(read(column, cell, record)) == (f"wishes {expected}" if expected else "")


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ('"person.wish carers sex"', "woman", "WISH-WITHOUT-STRENGTH"),
        ('"person.wish carers sex"', "kind only", "NOT-A-WISH"),
        ('"person.wish home pet"', "no dogs unless small", "NOT-A-WISH"),
        ('{ to = "person.wish home smokes", no = "must not" }', "outside", "NOT-YES-OR-NO"),
        ('{ to = "person.wish carer language", strength = "must" }', "Welsh/Urdu", "WISH-EITHER"),
        ('{ to = "household.wish person age at least", strength = "must" }', "old", "NOT-A-WISH"),
    ],
)
def test_what_is_no_wish_we_can_keep(column, cell, expected):
    record = "household" if "household" in column else "person"
    assert code(read(column, cell, record)) == expected


# -- several fields in a cell, and several ways of reading one


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("y/n", "smokes yes; drives people no"), ("y", "smokes yes"), ("n / k", "smokes no")],
)
def test_pieces_in_order(cell, expected):
    column = '{ parts = ["household.smokes", "household.drives_people"] }'
    assert fields(read(column, cell)) == expected


def test_too_many_pieces_are_said_and_ignored_ones_are_not():
    assert code(read('{ parts = ["household.smokes", "ignore"] }', "y/n/y")) == "TOO-MANY-PARTS"
    assert fields(read('{ parts = ["ignore", "household.smokes"] }', "Ann/n")) == "smokes no"


def test_a_pattern_with_named_groups():
    column = (
        r"""{ pattern = '(?P<pace>\w+) home(?: \((?P<faith>\w+)\))?', """
        'groups = { pace = "household.pace", faith = "household.faith" } }'
    )
    assert fields(read(column, "Calm home (Quaker)")) == "faith Quaker; pace Calm"
    assert fields(read(column, "busy HOME")) == "pace busy"
    assert code(read(column, "barn")) == "NOT-OF-THAT-SHAPE"


def test_a_shape_of_which_a_piece_is_not_understood():
    column = '{ like = ["{household.pace}, {household.consent_seen_on}", "{household.pace}"] }'
    assert fields(read(column, "calm, 01/02/2026")) == "pace calm; consent seen on 01/02/2026"
    assert code(
        read('{ like = "{household.pace} since {household.consent_seen_on}" }', "calm since May")
    ) == ("NOT-A-DATE")


def test_several_ways_of_reading_a_cell_say_together_why_none_does():
    column = '["household.smokes", { to = "household.storeys" }]'
    assert fields(read(column, 3)) == "storeys 3"
    reading = read(column, "perhaps")
    [problem] = left_out(reading)
    assert problem.expected == "We expected yes or no. Or: We expected a whole number."


def test_fields_set_by_the_mapping_where_a_way_applies():
    first = '{ like = "smokes: {household.smokes}", sets = { "household.faith" = "none stated" } }'
    column = f'[{first}, "household.pace"]'
    assert fields(read(column, "smokes: n")) == "smokes no; faith none stated"
    assert fields(read(column, "calm")) == "pace calm"


# -- whatever stands in the cells

EVERYTHING = "".join(
    f'[[sheet]]\nsheet = "S{number}"\n[sheet.columns]\n'
    + "".join(f'"{name}" = "{path}"\n' for name, path in columns.items())
    for number, columns in enumerate(
        (
            {
                **{f"h {field}": f"household.{field}" for field in fields_of("household")},
                **{
                    f"a {field}": f"approval.{field}"
                    for field in fields_of("approval")
                    if field != "household_id"
                },
                **{
                    f"c {field}": f"carer 1.{field}"
                    for field in fields_of("carer")
                    if field != "household_id"
                },
                "m": "member.name",
                "b": "bedroom 1.is_double",
                "g": "household.check gas.date",
                "t": "each carer.training first aid.date",
            },
            {
                **{f"p {field}": f"person.{field}" for field in fields_of("person")},
                **{
                    f"r {field}": f"request.{field}" for field in fields_of("request") if field != "person_id"
                },
                **{f"x {field}": f"arrangement.{field}" for field in fields_of("arrangement")},
                **{f"n {field}": f"connection work.{field}" for field in fields_of("connection")},
                **{f"q {field}": f"plan.{field}" for field in fields_of("plan")},
            },
            *(
                {f"{record} {field}": f"{record}.{field}" for field in fields_of(record)}
                for record in RECORDS
                if record
                not in {"household", "approval", "carer", "person", "request", "arrangement", "plan"}
            ),
        )
    )
)
GARBAGE = a_mapping('[years]\notherwise = "1950-2049"\n' + EVERYTHING)
CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.booleans(),
    st.integers(-5, 60_000),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001 - cells know no time zone
    st.times(),
    st.sampled_from(
        [
            *(
                "H1",
                "P1",
                "H1, P1",
                "Ann Lumb",
                "Ann & Bob Lumb",
                "y",
                "n/k",
                "LT",
                "1 LT; 2 SB",
                "2/1",
                "dog",
            ),
            *("01/02/2026", "4-13 Dec 2026", "Mon/Wed", "10-3", "18+", "F only", "no dogs", "DBS", "5 miles"),
            *(
                "HX3 5YD",
                "live-in",
                "person",
                "always",
                "0",
                "-1",
                "31/02/2026",
                "=1+1",
                "(",
                ")",
                "/",
                ",",
                "“”",
            ),
            *(time(9), 2, 1.5, "a" * 300),
        ]
    ),
)


@st.composite
def garbage(draw):
    """Rows for some of the sheets, each with any cell under any heading."""
    sheets = {}
    for number in draw(
        st.lists(st.integers(0, len(GARBAGE.sheets) - 1), min_size=1, max_size=3, unique=True)
    ):
        headings = [column.heading for column in GARBAGE.sheets[number].columns]
        filled = st.dictionaries(st.integers(0, len(headings) - 1), CELLS, max_size=14)
        rows = draw(st.lists(filled, max_size=4))
        sheets[f"S{number}"] = [headings, *([row.get(at) for at in range(len(headings))] for row in rows)]
    return sheets


@given(garbage())
def test_whatever_stands_in_the_cells_is_read_or_said_never_raised(sheets):
    reading = read_register_tables(tables(**sheets), GARBAGE)
    for problem in reading.problems:
        assert problem.code.startswith("SL-")
        assert problem.expected
        assert problem.suggestion
        assert problem.sheet is not None or problem.severity is not Severity.LEFT_OUT
    assert reading.scheme is not None or reading.of(Severity.STOPS)


@given(garbage(), st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference_whatever_they_say(sheets, random):
    shuffled = {title: [rows[0], *random.sample(rows[1:], len(rows) - 1)] for title, rows in sheets.items()}
    usual, other = (read_register_tables(tables(**some), GARBAGE).scheme for some in (sheets, shuffled))
    assert usual == other


LINES = [
    *EVERYTHING.splitlines()[:40],
    *('nation = "wales"', "as_at = 2026-01-01", "header_row = 2", "[silence]", "[words.w]", "[years]"),
    *('otherwise = "no"', '"Ref" = { to = "household.id", words = "w" }', 'yes = ["y"]', "[[sheet]]"),
    *('"X" = { like = "{person.name} ({person.born}" }', '"Y" = ["person.name", 3]', "transposed = true"),
]


@given(st.lists(st.sampled_from(LINES), max_size=14), garbage())
def test_whatever_a_mapping_says_it_reads_or_has_faults(lines, sheets):
    read = read_mapping_text("\n".join(lines))
    assert (read.mapping is None) == bool(read.problems)
    for problem in read.problems:
        assert problem.expected
        assert problem.suggestion
    if read.mapping is not None:
        read_register_tables(tables(**sheets), read.mapping)
