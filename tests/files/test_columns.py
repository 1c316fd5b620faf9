"""The one column table: nothing of a record without a column, and no two columns alike."""

from datetime import date, time

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.dates import Period, Weekday
from sharedlives.domain.carer import KindNumber
from sharedlives.domain.policy import FitPart, Weighted
from sharedlives.domain.scheme import COLLECTIONS, Scheme
from sharedlives.domain.source import Source
from sharedlives.domain.words import Kind, Sex
from sharedlives.files import columns_homes, columns_living, columns_people
from sharedlives.files.columns import (
    Column,
    Form,
    fact_words,
    fields_of,
    has_sources,
    hints_of,
    is_nested,
    known,
    may_be_none,
    parts_of,
    settings_sheet,
    sheet_of,
    sheets,
    sources_sheet,
)
from sharedlives.files.columns_cells import fact_reader, fact_written, read_cell, said, unguarded, written
from sharedlives.files.values import Misread, Understood, key_of
from sharedlives.testing import awkward_texts, identities, texts, words

EVERY_SHEET = (settings_sheet(), *sheets(), sources_sheet())
WORDS = (
    *columns_homes.SHEETS,
    *columns_people.SHEETS,
    *columns_living.SHEETS,
    columns_living.SETTINGS,
    columns_living.SOURCES,
)


def fields_below(cls, above=()):
    """Every field of a record and of the records nested in it, parts on sheets of their own left out."""
    for name, _, _ in fields_of(cls):
        hint = hints_of(cls)[name]
        if is_nested(hint):
            yield from fields_below(known(hint), (*above, name))
        else:
            yield (*above, name), hint


@pytest.mark.parametrize("sheet", EVERY_SHEET, ids=lambda sheet: sheet.title)
def test_every_field_has_exactly_one_column(sheet):
    columns = [(column.path, column.kind) for column in sheet.columns]
    assert len(set(columns)) == len(columns)
    held = {path for path, _ in columns}
    for path, hint in fields_below(sheet.record):
        if path[0] in COLLECTIONS and sheet.record is Scheme:
            continue  # a sheet of its own
        if parts_of(hint) is Source:
            assert has_sources(sheet)
        elif parts_of(hint) is not None:
            (own,) = [s for s in sheets() if s.parent == (sheet.collection, path[0])]
            assert own.record is parts_of(hint)
            assert (path in held) == may_be_none(hint)  # a column says whether there are any
        else:
            assert path in held


def test_every_collection_and_every_part_of_its_records_has_a_sheet():
    assert {sheet.collection for sheet in sheets() if sheet.collection} == set(COLLECTIONS)
    assert all(sheet_of(name).record is cls for name, cls in COLLECTIONS.items())


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.title)
def test_every_field_has_words_of_its_own_and_no_words_are_left_over(words):
    (sheet,) = [sheet for sheet in EVERY_SHEET if sheet.title == words.title]
    assert {column.field for column in sheet.columns if not column.field.startswith("@")} == set(words.words)


def test_a_new_field_has_a_column_before_anybody_finds_words_for_it():
    bare = attrs.evolve(columns_people.SUPPORT, words={})
    from sharedlives.files.columns import _columns

    assert [column.heading for column in _columns(bare)][:3] == ["What", "When", "How much"]


@pytest.mark.parametrize("sheet", EVERY_SHEET, ids=lambda sheet: sheet.title)
def test_headings_are_unique_within_a_sheet_and_explained(sheet):
    names = [key_of(name) for column in sheet.all_columns for name in (column.heading, *column.aliases)]
    assert len(set(names)) == len(names)
    assert all(column.help for column in sheet.all_columns)
    assert 0 < len(sheet.title) <= 31


def test_sheet_names_are_unique_and_excel_takes_them():
    titles = [key_of(sheet.title) for sheet in EVERY_SHEET]
    assert len(set(titles)) == len(titles)
    assert not set("".join(sheet.title for sheet in EVERY_SHEET)) & set("[]:*?/\\'")


def test_the_least_that_every_row_needs_is_what_the_record_needs():
    needed = {sheet.title: [c.heading for c in sheet.all_columns if c.is_needed] for sheet in sheets()}
    assert needed["Households"] == ["Household id"]
    assert needed["Bedrooms"] == ["Household id"]  # an id is made where none is given
    assert needed["Requests"] == ["Request id", "Person id", "Kind"]
    assert needed["Wishes of people"] == ["Person id", "About", "How strongly"]


def test_every_word_of_every_list_is_read_as_itself():
    for column in (column for sheet in EVERY_SHEET for column in sheet.columns if column.choices):
        if column.form is Form.CHOICE:
            for choice in column.choices:
                assert read_cell(said(choice), column) == Understood(choice)
        else:
            every = frozenset(column.choices)
            assert read_cell(written(every, column), column) == Understood(every)


# Cells


def column(form, **changes):
    return Column(path=("x",), heading="X", help="", form=form, **changes)


def round_trip(value, form, **changes):
    """What is read of a written value."""
    there = column(form, **changes)
    read = read_cell(written(value, there), there)
    assert isinstance(read, Understood)
    return read.value


@given(st.text() | texts(), st.sampled_from([Form.TEXT, Form.ID, Form.TELEPHONE, Form.WORD, Form.POSTCODE]))
def test_any_text_is_read_back_as_it_was_written(text, form):
    assert round_trip(text, form) == text


@given(
    st.lists(st.text(max_size=8) | texts() | words() | identities(), max_size=4),
    st.sampled_from([Form.WORDS, Form.IDS, Form.FACTS]),
)
def test_any_set_of_texts_is_read_back_as_it_was_written(items, form):
    assert round_trip(frozenset(items), form) == frozenset(items)


@given(st.lists(st.text(max_size=8) | awkward_texts(), min_size=1, max_size=4).map(tuple))
def test_any_texts_in_order_are_read_back_in_order(items):
    assert round_trip(items, Form.TEXTS) == items


@given(st.lists(st.sampled_from(tuple(fact_words())), max_size=4).map(frozenset))
def test_facts_that_are_not_kept_are_written_in_words_and_read_back(facts):
    assert round_trip(facts, Form.FACTS) == facts


@given(texts() | st.sampled_from(["name", "place.postcode", "Postcode", "terms.numbers"]))
def test_the_fact_a_source_is_about_is_written_as_its_heading_and_read_back(fact):
    for title in ("households", "approvals"):
        sheet = sheet_of(title)
        cell = fact_written(fact, sheet)
        assert unguarded(cell, fact_reader(sheet)) == fact
    assert fact_written("place.postcode", sheet_of("households")) == "Postcode"
    assert fact_written(None, sheet_of("households")) is None


@pytest.mark.parametrize(
    ("value", "form", "cell"),
    [
        (None, Form.TEXT, None),
        ("n/k", Form.TEXT, '"n/k"'),
        ('"n/k"', Form.TEXT, '""n/k""'),
        ('"Hello"', Form.TEXT, '"Hello"'),
        (True, Form.YES_NO, "Yes"),
        (False, Form.ANY, "No"),
        (Sex.FEMALE, Form.CHOICE, "Female"),
        (frozenset({"hoist", "insulin"}), Form.WORDS, "hoist; insulin"),
        (frozenset(), Form.WORDS, "none"),
        (frozenset({"none"}), Form.WORDS, '"none"'),
        (frozenset({"a; b", 'say "a"'}), Form.WORDS, '"a; b"; say "a"'),
        (frozenset({"BSL"}), Form.WORDS, '"BSL"'),
        (frozenset({"H1", "BSL"}), Form.IDS, "BSL; H1"),
        (frozenset({Weekday.FRIDAY, Weekday.MONDAY}), Form.CHOICES, "Monday; Friday"),
        (("Upper; valley", "Town"), Form.TEXTS, '"Upper; valley"; Town'),
        ((), Form.TEXTS, None),
        ((Period(date(2026, 2, 1), date(2026, 2, 14)),), Form.PERIODS, "01/02/2026 to 14/02/2026"),
        ((Period(date(2026, 2, 1)),), Form.PERIODS, "from 01/02/2026"),
        ((Weighted(part=FitPart.PETS, weight=5),), Form.WEIGHTS, "Animals: 5"),
        ((), Form.WEIGHTS, None),
        (frozenset({"carer.sex", "x"}), Form.FACTS, "Carers: Sex; x"),
        ("mot", Form.WORD, "mot"),
        (3, Form.NUMBER, 3),
    ],
)
def test_cells_hold_what_people_would_write(value, form, cell):
    choices = {Form.CHOICE: Sex, Form.CHOICES: Weekday}.get(form)
    is_optional = form not in (Form.TEXTS, Form.WEIGHTS, Form.PERIODS)
    there = column(form, choices=choices, is_optional=is_optional)
    assert written(value, there) == cell
    if cell is not None:
        assert read_cell(cell, there) == Understood(value)


@pytest.mark.parametrize(
    ("raw", "form", "value"),
    [
        ("  Lumb ", Form.TEXT, "Lumb"),
        (12, Form.ID, "12"),
        (7700900123, Form.TELEPHONE, "07700 900123"),
        ("hx35yd", Form.POSTCODE, "HX3 5YD"),
        ("tbc", Form.POSTCODE, None),
        ("tbc", Form.TEXT, None),
        ("?", Form.WORD, None),
        ("Dog", Form.WORD, "dog"),
        ("y", Form.YES_NO, True),
        (True, Form.YES_NO, True),
        ("not known", Form.YES_NO, None),
        ("none", Form.ANY, False),
        ("n/k", Form.ANY, None),
        ("LT", Form.CHOICE, Kind.LIVE_IN),
        ("n/k", Form.CHOICE, None),
        ("Mon, Wed", Form.CHOICES, frozenset({Weekday.MONDAY, Weekday.WEDNESDAY})),
        ("none", Form.CHOICES, frozenset()),
        ("n/k", Form.CHOICES, None),
        ("Makaton, BSL (level 1, 2)\nhoist", Form.WORDS, frozenset({"makaton", "bsl (level 1, 2)", "hoist"})),
        ("?", Form.WORDS, None),
        ("None", Form.IDS, frozenset()),
        ("none", Form.TEXTS, None),
        ("Town) hall; x", Form.TEXTS, ("Town) hall", "x")),
        ("two", Form.NUMBER, 2),
        ("n/k", Form.NUMBER, None),
        ("99999999999999999", Form.NUMBER, 99999999999999999),
        ("3 March 2024", Form.DATE, date(2024, 3, 3)),
        ("n/k", Form.DATE, None),
        ("9.30am", Form.TIME, time(9, 30)),
        ("the pace of the home 2; animals=0", Form.WEIGHTS, None),
        (date(2026, 2, 1), Form.PERIODS, (Period(date(2026, 2, 1), date(2026, 2, 1)),)),
        ("_x005F_x0041_", Form.TEXT, "_x0041_"),
        ("   ", Form.DATE, None),
    ],
)
def test_cells_are_read_as_people_fill_them_in(raw, form, value):
    choices = {Form.CHOICE: Kind, Form.CHOICES: Weekday}.get(form)
    if form is Form.WEIGHTS:
        value = (Weighted(part=FitPart.PACE, weight=2), Weighted(part=FitPart.PETS, weight=0))
    read = read_cell(raw, column(form, choices=choices))
    assert isinstance(read, Understood)
    assert read.value == value


@pytest.mark.parametrize(
    ("raw", "form", "code", "suggestion"),
    [
        ("maybe", Form.YES_NO, "not-yes-or-no", "Write Yes or No, or leave it blank if it is not known."),
        ("Live in long", Form.CHOICE, "unknown-word", "Did you mean “Live-in”?"),
        ("femal; x", Form.CHOICES, "unknown-word", "Did you mean “Female”?"),
        ("12.03.24", Form.DATE, "two-digit-year", "Write all four digits of the year, such as 28/02/2026."),
        ("31/02/2026", Form.DATE, "date-impossible", "that month ends on 28/02/2026."),
        ("soon", Form.DATE, "not-a-date", "Write a date as dd/mm/yyyy"),
        ("some", Form.NUMBER, "not-a-whole-number", "Write a number alone"),
        (9, Form.NUMBER, "number-out-of-range", "Correct the number."),
        ("HX3", Form.POSTCODE, "not-a-postcode", "Write it in full"),
        ("until 03/02/2026", Form.PERIODS, "period-without-start", "Write both days"),
        ("soon", Form.PERIODS, "not-dates", "Write them as"),
        ("dogs: many", Form.WEIGHTS, "not-a-weight", "Write it as “Animals: 5”."),
        ("lunch", Form.TIME, "not-a-time", "Write it as 09:30"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(raw, form, code, suggestion):
    from sharedlives.domain.fields import between

    choices = {Form.CHOICE: Kind, Form.CHOICES: Sex}.get(form)
    read = read_cell(raw, column(form, choices=choices, within=between(1, 5)))
    assert isinstance(read, Misread)
    assert read.code == code
    assert suggestion in read.suggestion
    assert "mapping" not in read.suggestion


def test_numbers_of_kinds_stand_in_columns_of_their_own():
    kinds = [column for column in sheet_of("approvals").columns if column.field == "terms.numbers"]
    assert [column.kind for column in kinds] == list(Kind)
    assert KindNumber not in {sheet.record for sheet in sheets()}
