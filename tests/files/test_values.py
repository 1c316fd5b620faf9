"""Single cells: what is understood, what is refused, and that nothing is guessed."""

# ruff: noqa: DTZ001, FBT003 - the cells of a workbook know no time zone, and may be true or false

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.dates import Weekday
from sharedlives.domain.words import Kind, Sex, Strength, TogetherRelation, Urgency
from sharedlives.files.value_animals import read_animal
from sharedlives.files.value_dates import (
    BORN,
    EPOCH_1904,
    OTHERWISE,
    YearWindow,
    read_date,
    read_month,
    read_span,
    read_spans,
)
from sharedlives.files.value_people import (
    Name,
    Wished,
    read_age_range,
    read_kind_numbers,
    read_name,
    read_names,
    read_sexes,
    read_wish,
    read_wishes,
)
from sharedlives.files.value_times import read_time, read_times, read_weekdays
from sharedlives.files.value_words import read_word
from sharedlives.files.values import (
    Misread,
    Silence,
    Understood,
    as_given,
    clean_text,
    did_you_mean,
    is_blank,
    key_of,
    read_age,
    read_ages,
    read_items,
    read_miles,
    read_postcode,
    read_telephone,
    read_whole_number,
    read_yes_no,
    split_list,
    standing_meaning,
)

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.text(alphabet="0123456789/.- :JanFebMartomonwed+&,;()", max_size=24),
)
READERS = (
    *(read_date, read_span, read_spans, read_time, read_times, read_weekdays, read_age_range, read_animal),
    *(read_kind_numbers, read_name, read_names, read_sexes, read_wish, read_age, read_ages, read_miles),
    *(read_postcode, read_telephone, read_whole_number, read_yes_no),
)


def value(understood):
    assert isinstance(understood, Understood), understood
    return understood.value


def code(misread):
    assert isinstance(misread, Misread), misread
    assert misread.expected.endswith(".")
    assert misread.suggestion
    return misread.code


@given(CELLS)
def test_any_cell_is_understood_or_misread_and_never_raises(cell):
    for read in READERS:
        assert isinstance(read(cell), Understood | Misread)
    assert isinstance(read_word(cell, Kind), Understood | Misread)


@given(CELLS)
def test_cleaning_a_cell_twice_changes_nothing_more(cell):
    assert clean_text(clean_text(cell)) == clean_text(cell)


@pytest.mark.parametrize(
    "cell",
    [
        datetime(2024, 3, 12),
        date(2024, 3, 12),
        "12.03.24",
        "12/3/2024",
        " 12/03/2024 ",
        "12 Mar 2024",
        "12th March 2024",
        "12-Mar-24",
        "12Mar2024",
        "March 12, 2024",
        "Tuesday 12th of March 2024",
        "Tue, 12/03/24",
        "2024-03-12",
        "2024-03-12T00:00:00",
        "12 Mawrth 2024",
        "12/03/2024\u00a0",
        "20240312",
        "12032024",
        20240312,
        "12 Mar '24",
        "12. 3. 2024",
    ],
)
def test_one_day_as_people_write_it(cell):
    assert value(read_date(cell, OTHERWISE)) == date(2024, 3, 12)


def test_a_serial_is_a_day_by_the_epoch_of_its_workbook():
    assert value(read_date(45363)) == date(2024, 3, 12)
    assert value(read_date(45363.0)) == date(2024, 3, 12)
    assert value(read_date(43901, epoch=EPOCH_1904)) == date(2024, 3, 12)
    assert [remark.code for remark in read_date(45363.5).remarks] == ["date-as-number", "date-with-time"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("31/02/2026", "date-impossible"),
        ("29/02/2026", "date-impossible"),
        ("00/02/2026", "date-impossible"),
        ("03/25/2026", "date-month-impossible"),
        ("35/35/2026", "date-month-impossible"),
        ("12/00/2026", "date-month-impossible"),
        ("Mar 2024", "date-without-day"),
        ("03/2024", "date-without-day"),
        ("2024", "date-without-day"),
        (2024, "date-without-day"),
        ("3 March", "date-unfinished"),
        ("12/03", "date-unfinished"),
        ("12/03/202", "not-a-year"),
        ("12/03/0204", "year-out-of-reach"),
        (datetime(1066, 10, 14), "year-out-of-reach"),
        ("soon", "not-a-date"),
        ("may", "not-a-date"),
        ("see notes", "not-a-date"),
        ("12/03/2024 chased", "date-not-alone"),
        ("1 2 3 4", "not-a-date"),
        ("12/mar/mar", "not-a-date"),
        (-4, "not-a-date"),
        (True, "not-a-date"),
        (None, "not-a-date"),
        (time(9), "not-a-date"),
        (10**9, "not-a-date"),
        ("12345678", "not-a-date"),
    ],
)
def test_what_is_no_day_is_refused_with_its_reason(cell, expected):
    assert code(read_date(cell, OTHERWISE)) == expected


def test_an_american_date_is_not_guessed_but_named():
    misread = read_date("03/25/2026", OTHERWISE)
    assert "25/03/2026" in misread.suggestion


def test_two_digits_of_a_year_are_read_only_within_a_declared_window_and_remarked():
    assert code(read_date("12.03.24")) == "two-digit-year-undeclared"
    assert code(read_date("12.03.65", OTHERWISE)) == "two-digit-year-outside"
    read = read_date("18-Aug-61", BORN)
    assert (read.value, read.remarks[0].code) == (date(1961, 8, 18), "two-digit-year")
    assert value(read_date("01.01.26", BORN)) == date(1926, 1, 1)
    assert value(read_date("01.01.25", BORN)) == date(2025, 1, 1)


@given(st.integers(1900, 2000), st.integers(0, 99), st.integers(0, 99))
def test_a_window_gives_the_one_year_in_it_or_none(first, length, digits):
    window = YearWindow(first, first + length)
    years = [year for year in range(first, first + length + 1) if year % 100 == digits]
    assert window.year(digits) == (years[0] if years else None)


def test_a_number_that_a_csv_file_keeps_for_a_day_is_read_with_a_remark():
    read = read_date("46000")
    assert (value(read), read.remarks[0].code) == (date(2025, 12, 9), "date-as-number")


def test_m_stands_for_miles_where_miles_are_declared():
    assert value(read_miles("5m", "miles")) == 5
    assert code(read_miles("5m", "km")) == "not-a-distance"
    assert code(read_miles("5m")) == "not-a-distance"


def test_a_time_of_day_beside_a_date_is_remarked_unless_it_is_midnight():
    assert [r.code for r in read_date(datetime(2026, 1, 2, 9, 30)).remarks] == ["date-with-time"]
    assert [r.code for r in read_date("02/01/2026 09:30").remarks] == ["date-with-time"]
    assert read_date("2026-01-02 00:00:00").remarks == ()


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_however_it_is_written(day):
    for pattern in ("%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %b %Y", "%d-%B-%Y", "%A %d %B %Y"):
        assert value(read_date(day.strftime(pattern))) == day


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("04/12/2026 - 13/12/2026", date(2026, 12, 4), date(2026, 12, 13)),
        ("04/12/2026–13/12/2026", date(2026, 12, 4), date(2026, 12, 13)),
        ("04/12/26 to 13/12/26", date(2026, 12, 4), date(2026, 12, 13)),
        ("04-Dec-26-13-Dec-26", date(2026, 12, 4), date(2026, 12, 13)),
        ("2026-12-04 - 2026-12-13", date(2026, 12, 4), date(2026, 12, 13)),
        ("4-13 Dec 2026", date(2026, 12, 4), date(2026, 12, 13)),
        ("4 - 13 December 2026", date(2026, 12, 4), date(2026, 12, 13)),
        ("4/12 - 13/12/2026", date(2026, 12, 4), date(2026, 12, 13)),
        ("28 Dec - 3 Jan 2027", date(2026, 12, 28), date(2027, 1, 3)),
        ("2026-12-04/2026-12-13", date(2026, 12, 4), date(2026, 12, 13)),
        ("between 4 Dec and 13 Dec 2026", date(2026, 12, 4), date(2026, 12, 13)),
        ("from 04/12/2026", date(2026, 12, 4), None),
        ("04/12/2026 onwards", date(2026, 12, 4), None),
        ("04/12/2026 - ongoing", date(2026, 12, 4), None),
        ("04/12/2026 -", date(2026, 12, 4), None),
        ("until 13/12/2026", None, date(2026, 12, 13)),
        ("04/12/2026", date(2026, 12, 4), date(2026, 12, 4)),
        (datetime(2026, 12, 4), date(2026, 12, 4), date(2026, 12, 4)),
    ],
)
def test_a_span_of_days_as_people_write_it(cell, first, last):
    assert value(read_span(cell, OTHERWISE)) == (first, last)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("13/12/2026 - 04/12/2026", "span-backwards"),
        ("31/02/2026 - 04/03/2026", "date-impossible"),
        ("until 31/02/2026", "date-impossible"),
        ("31/02/2026", "date-impossible"),
        ("Christmas", "not-dates"),
        (12, "not-a-date"),
    ],
)
def test_what_is_no_span_is_refused_with_its_reason(cell, expected):
    assert code(read_span(cell)) == expected


def test_a_span_over_the_turn_of_a_year_is_remarked():
    assert [remark.code for remark in read_span("28 Dec - 3 Jan 2027").remarks] == ["year-before"]
    assert code(read_span("29 Feb - 3 Jan 2028")) == "span-backwards"  # there is no such day the year before


@pytest.mark.parametrize(
    ("cell", "first"),
    [
        ("Jan 2026", date(2026, 1, 1)),
        ("from March 2027", date(2027, 3, 1)),
        ("01/2026", date(2026, 1, 1)),
        ("o Ionawr 2027", date(2027, 1, 1)),
        ("Sept 26", date(2026, 9, 1)),
    ],
)
def test_a_month_alone_begins_on_its_first_day_with_a_remark(cell, first):
    read = read_month(cell, OTHERWISE)
    assert (value(read), read.remarks[0].code) == (first, "month-alone")


@pytest.mark.parametrize("cell", ["2026", "13/2026", "1/26", "Spring 2027", "1 Jan 2026", "Jan", 2026, None])
def test_what_is_no_month_is_none(cell):
    assert read_month(cell, OTHERWISE) is None


def test_several_spans_in_one_cell():
    spans = value(read_spans("4-6 Dec 2026; 1-3 Jan 2027\n05/02/2027"))
    assert [first.month for first, _ in spans] == [12, 1, 2]
    assert code(read_spans("4-6 Dec 2026; whenever")) == "not-dates"


MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = Weekday


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("Mon/Wed", {MONDAY, WEDNESDAY}),
        ("Mon, Tue", {MONDAY, TUESDAY}),
        ("Fri, Mon", {MONDAY, FRIDAY}),
        ("Mon Wed Fri", {MONDAY, WEDNESDAY, FRIDAY}),
        ("Mondays and Thursdays", {MONDAY, THURSDAY}),
        ("Tues & Thurs", {TUESDAY, THURSDAY}),
        ("Mon-Fri", set(Weekday) - {SATURDAY, SUNDAY}),
        ("Fri to Mon", {FRIDAY, SATURDAY, SUNDAY, MONDAY}),
        ("weekdays", set(Weekday) - {SATURDAY, SUNDAY}),
        ("weekends", {SATURDAY, SUNDAY}),
        ("daily", set(Weekday)),
        ("Llun, Iau", {MONDAY, THURSDAY}),
        ("M W F", {MONDAY, WEDNESDAY, FRIDAY}),
    ],
)
def test_days_of_the_week_as_people_write_them(cell, days):
    assert value(read_weekdays(cell)) == days


@pytest.mark.parametrize("cell", ["2 days", "T", "S", "MTWTF", "", 3, "Mon-Xyz", "alternate Mon"])
def test_days_of_the_week_are_not_guessed(cell):
    assert code(read_weekdays(cell)) == "not-weekdays"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("09:30", time(9, 30)),
        ("9.30am", time(9, 30)),
        ("3pm", time(15)),
        ("12am", time(0)),
        ("noon", time(12)),
        ("0930", time(9, 30)),
        (time(9, 30), time(9, 30)),
        (datetime(1899, 12, 30, 9, 30), time(9, 30)),
        (0.5, time(12)),
    ],
)
def test_a_time_of_day(cell, expected):
    assert value(read_time(cell)) == expected


@pytest.mark.parametrize("cell", ["9", "25:00", "13pm", "morning", 9, None])
def test_a_time_of_day_is_not_guessed(cell):
    assert code(read_time(cell)) == "not-a-time"


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("10-3", time(10), time(15)),
        ("9 to 5", time(9), time(17)),
        ("9-3pm", time(9), time(15)),
        ("10am–3", time(10), time(15)),
        ("12-4", time(12), time(16)),
        ("9.30-12", time(9, 30), time(12)),
        ("2-4", time(14), time(16)),
    ],
)
def test_hours_alone_are_read_where_they_lie_in_the_daytime_in_one_way_only(cell, first, last):
    read = read_times(cell)
    assert (value(read), read.remarks[0].code) == ((first, last), "times-by-day")


@pytest.mark.parametrize("cell", ["8-8", "6-8", "10-10", "13-3", "10-", "10-3-5"])
def test_hours_alone_are_not_guessed(cell):
    assert code(read_times(cell)) == "not-times"


def test_from_one_time_of_day_to_another():
    assert value(read_times("10:00-15:00")) == (time(10), time(15))
    assert value(read_times("9am to 3pm")) == (time(9), time(15))
    assert code(read_times("3pm to 9am")) == "not-times"
    assert code(read_times("all day")) == "not-times"


@pytest.mark.parametrize("cell", ["Y", " yes ", "YES", "✓", True, 1, "Oes/Yes", "ydy", "Y/Y", "1"])
def test_yes_as_people_write_it(cell):
    assert value(read_yes_no(cell)) is True


@pytest.mark.parametrize("cell", ["N", "NO ", "n", False, 0, "Na/No", "nac oes", "N/N"])
def test_no_as_people_write_it(cell):
    assert value(read_yes_no(cell)) is False


@pytest.mark.parametrize("cell", ["Y/N", "yes but", 2, None, "maybe", date(2026, 1, 1)])
def test_what_is_neither_yes_nor_no_is_not_guessed(cell):
    assert code(read_yes_no(cell)) == "not-yes-or-no"


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("n/k", Silence.NOT_KNOWN),
        ("N/K ", Silence.NOT_KNOWN),
        ("?", Silence.NOT_KNOWN),
        ("TBC", Silence.NOT_KNOWN),
        ("-", Silence.BLANK),
        ("–", Silence.BLANK),
        ("none", Silence.NONE),
        ("dim / none", Silence.NONE),
        ("N/A", Silence.NOT_APPLICABLE),
        ("dog", None),
    ],
)
def test_words_that_stand_for_silence(word, meaning):
    assert standing_meaning(word) is meaning


@pytest.mark.parametrize(
    ("cell", "number"), [(3, 3), (3.0, 3), ("3", 3), ("3.0", 3), ("two", 2), ("1,200", 1200), ("0", 0)]
)
def test_whole_numbers(cell, number):
    assert value(read_whole_number(cell)) == number


def test_a_number_may_carry_a_declared_unit_and_no_other():
    units = {"night": 1, "week": 7}
    assert value(read_whole_number("7 nights", units)) == 7
    assert value(read_whole_number("2 weeks", units)) == 14
    assert code(read_whole_number("7 days", units)) == "not-a-whole-number"


@pytest.mark.parametrize("cell", [2.5, -1, True, "1-2", "5+", "several", ",", None, date(2026, 1, 1), ""])
def test_what_is_no_whole_number_is_not_guessed(cell):
    assert code(read_whole_number(cell)) == "not-a-whole-number"


def test_ages():
    assert value(read_age("8 yrs")) == 8
    assert value(read_age("18 months")) == 1
    assert value(read_ages("12 a/and 14")) == (12, 14)
    assert value(read_ages("5 & 2")) == (2, 5)
    assert value(read_ages("son 8, daughter 11")) == (8, 11)
    assert value(read_ages("Ella (11), Tom (8)")) == (8, 11)
    assert value(read_ages("2 (8, 11)")) == (8, 11)
    assert code(read_ages("3 (8, 11)")) == "not-ages"
    assert value(read_ages("ages 5, 7 yrs")) == (5, 7)
    assert value(read_ages(8)) == (8,)
    assert code(read_age(130)) == "not-an-age"
    assert code(read_age("small")) == "not-an-age"
    assert code(read_ages("2 boys")) == "not-ages"
    assert code(read_ages(True)) == "not-an-age"


def test_lists_are_split_at_the_usual_signs_and_never_inside_brackets():
    assert split_list("a, b; c\nd | e") == ("a", "b", "c", "d", "e")
    assert split_list("moving & handling (hoist, sling), BSL") == ("moving & handling (hoist, sling)", "BSL")
    assert split_list("English & Welsh", ("&",)) == ("English", "Welsh")
    assert split_list("sand and sea", ("and",)) == ("sand", "sea")
    assert split_list("• one\n• two") == ("one", "two")
    assert split_list("a) b, c") == ("a) b", "c")
    assert split_list(None) == ()


def test_an_unknown_item_is_split_further_only_where_every_piece_is_then_known():
    def read(item):
        return read_word(item, Kind)

    assert read_items("LT/SB, day", read).value == (Kind.LIVE_IN, Kind.SHORT_BREAK, Kind.DAY_SUPPORT)
    understood, missed = read_items("LT/xyz, day", read)
    assert understood.value == (Kind.DAY_SUPPORT,)
    assert missed[0][0] == "LT/xyz"


def test_choices_of_different_lists_that_are_one_word_keep_their_own_other_names():
    assert value(read_word("P&C", Kind)) is Kind.PARENT_AND_CHILD
    assert value(read_word("mum", TogetherRelation)) is TogetherRelation.PARENT_AND_CHILD
    assert code(read_word("mum", Kind)) == "unknown-word"


def test_a_word_of_a_closed_list_is_known_by_its_usual_names_in_english_welsh_or_both():
    assert value(read_word("LT", Kind)) is Kind.LIVE_IN
    assert value(read_word("Hirdymor / Live-in", Kind)) is Kind.LIVE_IN
    assert value(read_word("ARGYFWNG/EMERGENCY", Urgency)) is Urgency.EMERGENCY
    assert code(read_word("LT/SB", Kind)) == "unknown-word"
    assert "live-in" in read_word("life-in", Kind).suggestion


@pytest.mark.parametrize(
    ("cell", "unit", "miles"),
    [
        ("5 miles", None, 5),
        ("within 10 miles", None, 10),
        (10, "miles", 10),
        ("10", "miles", 10),
        ("8 km", None, 5),  # 4.97
        (16, "km", 10),  # 9.94
        ("2.5 miles", None, 3),
    ],
)
def test_distances_in_whole_miles(cell, unit, miles):
    assert value(read_miles(cell, unit)) == miles


def test_a_rounded_distance_is_remarked_and_one_without_a_unit_is_refused():
    assert [remark.code for remark in read_miles("8 km").remarks] == ["distance-rounded"]
    assert read_miles("8 miles").remarks == ()
    assert code(read_miles(10)) == "not-a-distance"
    assert code(read_miles("10 mins")) == "not-a-distance"
    assert code(read_miles(True, "miles")) == "not-a-distance"


def test_a_telephone_number_gets_back_the_0_that_excel_took_where_that_is_certain():
    assert value(read_telephone(7700900264)) == "07700 900264"
    assert value(read_telephone(7700900264.0)) == "07700 900264"
    assert value(read_telephone(1422900264)) == "01422900264"
    assert value(read_telephone("07700900264")) == "07700 900264"
    assert value(read_telephone("01422 900264 (home)")) == "01422 900264 (home)"
    assert code(read_telephone(12345)) == "not-a-telephone-number"
    assert code(read_telephone("ex-directory")) == "not-a-telephone-number"


def test_postcodes_are_written_as_the_royal_mail_writes_them():
    assert value(read_postcode("hx35yd ")) == "HX3 5YD"
    assert "first half" in read_postcode("HX3").expected
    assert code(read_postcode("Halifax")) == "not-a-postcode"


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Naylor, Amina", Name("Amina", "Naylor")),
        ("Amina Naylor", Name("Amina", "Naylor")),
        ("NAYLOR Amina", Name("Amina", "NAYLOR")),
        ("Mrs Amina Jane Naylor", Name("Amina Jane", "Naylor")),
        ("Jan van der Berg", Name("Jan", "van der Berg")),
        ("Rhys ap Gwilym", Name("Rhys", "ap Gwilym")),
        ("Amina", Name("Amina", None)),
        ("Naylor,", Name(None, "Naylor")),
        ("Niamh O’Brien-Shaw", Name("Niamh", "O'Brien-Shaw")),
    ],
)
def test_names_in_either_order(cell, name):
    assert value(read_name(cell)) == name


def test_a_name_without_a_comma_has_its_surname_first_where_the_mapping_says_so():
    assert value(read_name("Naylor Amina", surname_first=True)) == Name("Amina", "Naylor")
    assert value(read_name("Naylor", surname_first=True)) == Name(None, "Naylor")


@pytest.mark.parametrize(
    "cell",
    ["Ann & Bob Lumb", "Ann and Bob Lumb", "Ann Lumb & Bob Lumb", "Ann Lumb / Bob Lumb", "Lumb, Ann & Bob"],
)
def test_a_couple_in_one_cell_shares_the_surname(cell):
    assert value(read_names(cell)) == (Name("Ann", "Lumb"), Name("Bob", "Lumb"))


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Mr & Mrs Lumb", [(None, "Lumb"), (None, "Lumb")]),
        ("Mr A and Mrs B Lumb", [("A", "Lumb"), ("B", "Lumb")]),
        ("Ann Lumb, Bob Lumb", [("Ann", "Lumb"), ("Bob", "Lumb")]),
        ("Ann Lumb, Bob Shaw, Cy Orr", [("Ann", "Lumb"), ("Bob", "Shaw"), ("Cy", "Orr")]),
        ("Van Dyke, Ann Marie", [("Ann Marie", "Van Dyke")]),
        ("Ann a Bob Lumb", [("Ann", "Lumb"), ("Bob", "Lumb")]),
        ("Ann", [("Ann", None)]),
    ],
)
def test_several_names_in_one_cell(cell, names):
    assert value(read_names(cell)) == tuple(Name(first, last) for first, last in names)


def test_a_comma_that_could_stand_between_people_needs_its_separators():
    assert code(read_names("Ann Lumb, Bob Shaw")) == "names-unclear"
    assert value(read_names("Ann Lumb, Bob Shaw", separators=(",",))) == (
        Name("Ann", "Lumb"),
        Name("Bob", "Shaw"),
    )


@pytest.mark.parametrize(
    "cell", ["Ann & Bob Lumb", "Ann and Bob Lumb", "Ann Lumb / Bob", "Ann Lumb, Bob Lumb"]
)
def test_one_name_is_never_made_of_two_people(cell):
    assert code(read_name(cell)) == "several-names"


def test_what_is_no_name_is_refused():
    assert code(read_name("Ann Lumb (main)")) == "not-a-name"
    assert code(read_names("Mr & Mrs")) == "not-a-name"
    assert code(read_name("H012")) == "not-a-name"
    assert code(read_name(12)) == "not-a-name"
    assert code(read_names("")) == "not-a-name"
    assert code(read_names("Ann & 2")) == "not-a-name"


@pytest.mark.parametrize(
    ("cell", "ages"),
    [
        ("18+", (18, None)),
        ("25 +", (25, None)),
        ("18-65", (18, 65)),
        ("18 to 65 years", (18, 65)),
        ("Ages 18–65", (18, 65)),
        ("16 and over", (16, None)),
        ("at least 21", (21, None)),
        ("under 65", (None, 64)),
        ("up to 65", (None, 65)),
        ("over 50", (50, None)),
        ("any", (None, None)),
    ],
)
def test_ages_that_a_panel_approves(cell, ages):
    assert value(read_age_range(cell)) == ages


def test_over_fifty_is_read_as_fifty_and_over_with_a_remark():
    assert [remark.code for remark in read_age_range("over 50s").remarks] == ["age-over"]


def test_ages_that_are_none_are_refused():
    assert code(read_age_range("adults")) == "not-an-age-range"
    assert code(read_age_range("65-18")) == "ages-backwards"
    assert code(read_age_range(18)) == "not-an-age-range"


@pytest.mark.parametrize("cell", ["Either", "M/F", "both", "M & F", "women and men"])
def test_both_sexes(cell):
    assert value(read_sexes(cell)) == frozenset(Sex)


def test_one_sex_only():
    assert value(read_sexes("F only")) == {Sex.FEMALE}
    assert value(read_sexes("Women only")) == {Sex.FEMALE}
    assert value(read_sexes("m")) == {Sex.MALE}
    assert code(read_sexes("F pref")) == "not-sexes"


ONE_TWO_ONE = {Kind.LIVE_IN: 1, Kind.SHORT_BREAK: 2, Kind.DAY_SUPPORT: 1}
ORDER = (Kind.LIVE_IN, Kind.SHORT_BREAK, Kind.DAY_SUPPORT)


@pytest.mark.parametrize(
    "cell",
    [
        "1 LT; 2 SB; 1 day",
        "1LT+2SB+1 day",
        "LT x 1, SB x 2, day x 1",
        "LT 1 / SB 2 / Day 1",
        "1 long term, two short breaks and one day",
        "1 LT 2 SB 1 day",
        "Long term (1), short breaks (2), day support: 1",
        "2/1",
    ],
)
def test_kinds_approved_with_their_numbers(cell):
    if cell == "2/1":
        assert value(read_kind_numbers(cell, ORDER[:2])) == ((Kind.LIVE_IN, 2), (Kind.SHORT_BREAK, 1))
    else:
        assert dict(value(read_kind_numbers(cell))) == ONE_TWO_ONE


def test_bare_numbers_need_a_declared_order_of_the_same_length():
    assert dict(value(read_kind_numbers("1/2/1", ORDER))) == ONE_TWO_ONE
    assert dict(value(read_kind_numbers(2, ORDER[:1]))) == {Kind.LIVE_IN: 2}
    assert code(read_kind_numbers("1/2/1")) == "kinds-without-order"
    assert code(read_kind_numbers("1/2", ORDER)) == "kinds-without-order"


def test_words_of_the_scheme_for_kinds():
    assert value(read_kind_numbers("2 forever homes", words={"forever homes": Kind.LIVE_IN})) == (
        (Kind.LIVE_IN, 2),
    )


@pytest.mark.parametrize("cell", ["some LT", "2 xyz", "2 LT or 1 SB", "", None, True])
def test_what_is_no_kind_with_its_number_is_not_guessed(cell):
    assert code(read_kind_numbers(cell)) == "not-kinds"


@pytest.mark.parametrize("cell", ["LT", "LT/SB", "2 LT + day"])
def test_kinds_without_a_number_are_told_another_field(cell):
    assert code(read_kind_numbers(cell)) == "kinds-without-number"
    assert "approval.kinds" in read_kind_numbers(cell).suggestion


@pytest.mark.parametrize(
    ("cell", "animal"),
    [
        ("dog", ("dog", None)),
        ("2 dogs", ("dog", 2)),
        ("two cats", ("cat", 2)),
        ("3 x hens", ("hen", 3)),
        ("cats x2", ("cat", 2)),
        ("guinea pigs", ("guinea pig", None)),
        ("a dog", ("dog", 1)),
        ("fish", ("fish", None)),
        ("mice", ("mouse", None)),
        ("Parrot", ("parrot", None)),
        ("dog (Rex)", ("dog", None)),
        ("black labradors", ("dog", None)),
        ("cat - Misty", ("cat", None)),
        ("fish tank", ("fish", None)),
    ],
)
def test_animals(cell, animal):
    assert value(read_animal(cell)) == animal


def test_what_is_no_animal_is_refused():
    assert code(read_animal("?!")) == "not-an-animal"


def test_an_animal_that_is_not_usual_is_one_of_its_own_and_remarked():
    axolotl = read_animal("2 axolotls")
    assert (value(axolotl), axolotl.remarks[0].code) == (("axolotl", 2), "animal-of-its-own")
    assert read_animal("2 dogs").remarks == ()


@pytest.mark.parametrize(
    ("cell", "wished"),
    [
        ("no dogs", Wished("dogs", Strength.MUST_NOT)),
        ("allergic to cats", Wished("cats", Strength.MUST_NOT)),
        ("would love a dog", Wished("dog", Strength.PREFER)),
        ("F only", Wished("f", Strength.MUST)),
        ("M pref", Wished("m", Strength.PREFER)),
        ("prefers a female carer", Wished("female", Strength.PREFER)),
        ("Welsh", Wished("welsh", None)),
        ("rather not dogs", Wished("dogs", Strength.AVOID)),
    ],
)
def test_wishes_in_a_few_words(cell, wished):
    assert value(read_wish(cell)) == wished


@pytest.mark.parametrize("cell", ["no", "", 3, "no dogs unless small", "M pref but F ok"])
def test_wishes_with_a_condition_are_not_guessed(cell):
    assert code(read_wish(cell)) == "not-a-wish"


def test_several_wishes_in_one_are_wished_as_strongly():
    no, pref = Strength.MUST_NOT, Strength.PREFER
    assert value(read_wishes("no dogs or cats")) == (Wished("dogs", no), Wished("cats", no))
    assert value(read_wishes("Elland / Halifax pref")) == (Wished("elland", pref), Wished("halifax", pref))
    assert value(read_wishes("Welsh and English")) == (Wished("welsh", None), Wished("english", None))
    assert code(read_wishes("Elland or Halifax only")) == "wish-either"
    assert code(read_wishes("English/Urdu", Strength.MUST)) == "wish-either"
    assert value(read_wishes("English/Urdu", pref)) == (Wished("english", pref), Wished("urdu", pref))
    assert code(read_wishes("no dogs or cats unless small")) == "not-a-wish"


def test_what_a_cell_shows_to_a_person():
    shown = [as_given(cell) for cell in (None, True, False, 3.0, 2.5, date(2026, 1, 2), time(9, 5), "x")]
    assert shown == ["", "TRUE", "FALSE", "3", "2.5", "02/01/2026", "09:05", "x"]
    assert as_given(datetime(2026, 1, 2, 9, 5)) == "02/01/2026 09:05"
    assert as_given(datetime(2026, 1, 2)) == "02/01/2026"


def test_small_things_about_words():
    assert is_blank(" \u200b ")
    assert not is_blank(0)
    assert key_of("Home-safety  Check?") == "home safety check"
    assert key_of("?") == "?"
    assert did_you_mean("Gas certs", ["Gas cert", "MOT"]) == "Did you mean “Gas cert”?"
    assert did_you_mean("zzz", ["b", "a"]) == "It can be: a, b."
    assert did_you_mean("zzz", []) == ""
